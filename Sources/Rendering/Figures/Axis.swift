import Notebooks

/// An axis: a range of numbers laid out along a range of coordinates.
struct Axis {
  /// How numbers are laid out.
  enum Scale { case linear, logarithmic }

  /// The smallest and the largest number.
  let range: ClosedRange<Double>
  /// The coordinates of the smallest and the largest number.
  let start: Double, end: Double
  let scale: Scale

  /// The coordinate of a number; one outside the range is put at the end it lies beyond.
  func callAsFunction(_ number: Double) -> Double {
    let (low, high) = (position(range.lowerBound), position(range.upperBound))
    let share = high > low ? (position(number) - low) / (high - low) : 0.5
    return start + (end - start) * min(max(share, 0), 1)
  }

  private func position(_ number: Double) -> Double {
    switch scale {
    case .linear: number
    case .logarithmic: number > 0 ? NumberFormat.decimalLogarithm(number) : -400
    }
  }

  /// Numbers worth a mark: powers of ten, or multiples of 1, 2 or 5 times one.
  var ticks: [Double] {
    switch scale {
    case .logarithmic:
      let low = Int(NumberFormat.decimalLogarithm(range.lowerBound).rounded(.up))
      let high = Int(NumberFormat.decimalLogarithm(range.upperBound).rounded(.down))
      guard low <= high else { return [] }
      let stride = max(1, (high - low + 7) / 8)
      return Swift.stride(from: low, through: high, by: stride).map { NumberFormat.power(of: $0) }
    case .linear:
      let span = range.upperBound - range.lowerBound
      guard span > 0, span.isFinite else { return [range.lowerBound] }
      let unit = NumberFormat.power(
        of: Int(NumberFormat.decimalLogarithm(span / 4).rounded(.down)))
      let step = [1.0, 2, 5, 10].map { $0 * unit }.first { span / $0 <= 6 } ?? unit * 10
      let first = Int((range.lowerBound / step).rounded(.up))
      let last = Int((range.upperBound / step).rounded(.down))
      return first <= last ? (first...last).map { Double($0) * step } : []
    }
  }

  /// A number as the axis writes it: `10⁻⁷`, `−0.5`.
  func label(_ number: Double) -> String {
    switch scale {
    case .logarithmic:
      let exponent = Int(NumberFormat.decimalLogarithm(number).rounded())
      return "10" + String(exponent).superscript
    case .linear:
      return NumberFormat(style: .g, digits: 4).string(number).withMinusSign
    }
  }
}

extension String {
  /// The digits of an integer as superscripts.
  private static let superscripts: [Character: Character] = [
    "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸",
    "9": "⁹", "-": "⁻",
  ]

  fileprivate var superscript: String { String(map { Self.superscripts[$0] ?? $0 }) }
}
