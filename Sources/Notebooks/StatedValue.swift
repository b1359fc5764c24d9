/// A value as the author states it in the prose, which must agree with the one that is computed.
///
/// ```
/// stated     ->  number [ "±" tolerance ]  |  word
/// number     ->  [ "+" | "-" ] ( digits [ "." [ digits ] ] | "." digits ) [ "e" [ "+" | "-" ] digits ]
/// ```
public struct StatedValue: Sendable, Hashable {
  /// What the value is, as it is written: `0.2850932`.
  public var text: String
  /// The bytes of the source that hold `text`.
  public var range: Range<Int>
  /// How far the computed value may be from the stated one; nil means to the last digit stated.
  public var tolerance: Double?
  fileprivate var number: Decimal?

  /// A decimal number, digit for digit.
  fileprivate struct Decimal: Hashable {
    var value: Double
    /// How many digits stand before and after the point.
    var digits: Digits
    /// The power of ten that follows, as it is written: `e-2`.
    var exponent: String?

    struct Digits: Hashable {
      var before: Int
      var after: Int
    }

    init?(_ text: String) {
      guard
        let match = text.wholeMatch(of: /[+-]?(?:(\d+)(?:\.(\d*))?|\.(\d+))([eE][+-]?\d{1,4})?/),
        let value = Double(text)
      else { return nil }
      self.value = value
      digits = Digits(
        before: match.output.1?.count ?? 0,
        after: (match.output.2 ?? match.output.3)?.count ?? 0)
      exponent = match.output.4.map(String.init)
    }

    /// The power of ten of the last digit.
    var lastPlace: Int { (exponent.flatMap { Int($0.dropFirst()) } ?? 0) - digits.after }

    /// Whether one digit stands before the point and an exponent behind, as computers write it.
    var isScientific: Bool { exponent != nil && digits.before == 1 }
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

  /// How numbers that are not finite are stated.
  public static let namesOfNumbers = ["nan", "inf", "-inf"]

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
    return computed == number.value
      || computed.rounded(toPlace: number.lastPlace) == number.value
  }

  /// A computed number in the notation of the stated one, with the same digits.
  ///
  /// - Parameter computed: The computed number.
  /// - Returns: The text that `nabla accept` writes.
  public func rewritten(for computed: Double) -> String {
    guard let number, computed.isFinite else { return computed.notation }
    let fewest = min(number.digits.after, NumberFormat.maximumDigits)
    guard let tolerance else { return number.text(computed, digits: fewest) }
    // A tolerance may be finer than the digits that were stated.
    let texts = (fewest...NumberFormat.maximumDigits).lazy.map { number.text(computed, digits: $0) }
    let close = texts.first { text in Double(text).map { abs($0 - computed) <= tolerance } ?? false
    }
    return close ?? computed.notation
  }
}

extension StatedValue.Decimal {
  /// Another number in this notation, with some digits after the point.
  fileprivate func text(_ computed: Double, digits fraction: Int) -> String {
    guard let exponent else { return NumberFormat(style: .f, digits: fraction).string(computed) }
    // `28.5e-2` keeps its power of ten while as many digits stand before the point.
    let power = Int(exponent.dropFirst()) ?? 0
    let shifted = NumberFormat(style: .f, digits: fraction)
      .string(computed.rounded(toPlace: power - fraction) / NumberFormat.power(of: power))
    let isAsLong =
      shifted.drop { $0 == "-" }.prefix { $0 != "." }.count == digits.before
      && Double(shifted + exponent) == computed.rounded(toPlace: power - fraction)
    if !isScientific, digits.before > 0, isAsLong { return shifted + exponent }
    let significant = min(digits.before + fraction, NumberFormat.maximumDigits + 1)
    return NumberFormat(style: .e, digits: max(significant, 1) - 1).string(computed)
  }
}

extension Double {
  /// The number rounded to a multiple of a power of ten, as decimal notation rounds it.
  fileprivate func rounded(toPlace place: Int) -> Double {
    guard self != 0, isFinite else { return self }
    // The exponent of more digits than can matter, so that nothing is rounded up to it.
    let exact = NumberFormat(style: .e, digits: 40).string(self)
    let exponent = Int(exact.drop { $0 != "e" }.dropFirst()) ?? 0
    let digits = exponent - place
    guard digits >= 0 else {
      // Half of the last place rounds to even, which is 0.
      let isMore = digits == -1 && magnitude > 5 * NumberFormat.power(of: place - 1)
      return isMore ? (self < 0 ? -1 : 1) * NumberFormat.power(of: place) : 0
    }
    let most = min(digits, NumberFormat.maximumDigits)
    return Double(NumberFormat(style: .e, digits: most).string(self)) ?? self
  }
}
