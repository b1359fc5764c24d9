/// A value as the author states it in the prose, which must agree with the one that is computed.
///
/// ```
/// stated     ->  number [ "±" tolerance ]  |  word
/// number     ->  [ "-" ] digits [ "." digits ] [ "e" [ "+" | "-" ] digits ]
/// ```
public struct StatedValue: Sendable, Hashable {
  /// What the value is, as it is written: `0.2850932`.
  public var text: String
  /// The bytes of the source that hold `text`.
  public var range: Range<Int>
  /// How far the computed value may be from the stated one; nil means to the last digit stated.
  public var tolerance: Double?
  private var number: Decimal?

  /// A decimal number, digit for digit.
  private struct Decimal: Hashable {
    var value: Double
    /// The digits after the point.
    var fractionDigits: Int
    var hasExponent: Bool

    init?(_ text: String) {
      guard let match = text.wholeMatch(of: /-?\d+(?:\.(\d*))?([eE][+-]?\d{1,4})?/),
        let value = Double(text)
      else { return nil }
      self.value = value
      fractionDigits = match.output.1?.count ?? 0
      hasExponent = match.output.2 != nil
    }
  }

  /// Reads a stated value, or nothing where its tolerance is not a number of at least zero.
  ///
  /// - Parameters:
  ///   - text: What is written after the equals sign, without white space around it.
  ///   - range: Where `text` stands in the source.
  public init?(_ text: String, at range: Range<Int>) {
    let parts = text.split(separator: /\s*(±|\+\/-|\+-)\s*/, maxSplits: 1)
    let stated = parts.first.map(String.init) ?? ""
    self.text = stated
    self.range = range.lowerBound..<range.lowerBound + stated.utf8.count
    number = Decimal(stated.replacing("\u{2212}", with: "-"))
    guard parts.count == 2 || text == stated else { return nil }
    if parts.count == 2 {
      guard let tolerance = Double(parts[1]), tolerance >= 0, tolerance.isFinite, number != nil
      else { return nil }
      self.tolerance = tolerance
    }
  }

  /// Whether the text is written as a number.
  public var isNumber: Bool { number != nil }

  /// Whether a computed number agrees with the stated one: within the tolerance, or when it is
  /// rounded to the last digit stated.
  ///
  /// - Parameter computed: The computed number; one that is not finite agrees only with its name.
  /// - Returns: Whether they agree.
  public func agrees(with computed: Double) -> Bool {
    guard let number else { return text == computed.notation }
    guard computed.isFinite else { return false }
    if let tolerance { return abs(computed - number.value) <= tolerance }
    return computed == number.value || Decimal(rewritten(for: computed))?.value == number.value
  }

  /// A computed number in the notation of the stated one, with the same digits.
  ///
  /// - Parameter computed: The computed number.
  /// - Returns: The text that `nabla accept` writes.
  public func rewritten(for computed: Double) -> String {
    guard let number, computed.isFinite else { return computed.notation }
    let style: NumberFormat.Style = number.hasExponent ? .e : .f
    let fewest = min(number.fractionDigits, NumberFormat.maximumDigits)
    guard let tolerance else { return NumberFormat(style: style, digits: fewest).string(computed) }
    // A tolerance may be finer than the digits that were stated.
    let texts = (fewest...NumberFormat.maximumDigits).lazy
      .map { NumberFormat(style: style, digits: $0).string(computed) }
    let close = texts.first { text in Double(text).map { abs($0 - computed) <= tolerance } ?? false
    }
    return close ?? computed.notation
  }
}
