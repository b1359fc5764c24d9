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
    // The whole may be too large for a number; of what is tiny nothing can be halved.
    let scale = (high - low).isFinite ? 1 : 0.5
    let share =
      high > low ? (position(number) * scale - low * scale) / (high * scale - low * scale) : 0.5
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
      guard let low = Int(exactly: position(range.lowerBound).rounded(.up)),
        let high = Int(exactly: position(range.upperBound).rounded(.down)), low <= high
      else { return [] }
      let stride = max(1, (high - low + 7) / 8)
      return Swift.stride(from: low, through: high, by: stride).map { NumberFormat.power(of: $0) }
    case .linear:
      // Half of it, since all of it may be too large a number.
      let half = range.upperBound / 2 - range.lowerBound / 2
      let exponent = NumberFormat.decimalLogarithm(half / 2)
      guard half > 0, half.isFinite, exponent.isFinite else { return [range.lowerBound] }
      let unit = NumberFormat.power(of: Int(exponent.rounded(.down)))
      let step = [1.0, 2, 5, 10].map { $0 * unit }.first { half / $0 <= 3 } ?? unit * 10
      guard let first = Int(exactly: (range.lowerBound / step).rounded(.up)),
        let last = Int(exactly: (range.upperBound / step).rounded(.down))
      else { return [range.lowerBound] }
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
