#if canImport(Glibc)
private import Glibc
#elseif canImport(Darwin)
private import Darwin
#endif

/// How a number is written, in the notation of Python's format strings: `.3e`, `.6f`, `.4g`.
///
/// The locale has no say in it.
public struct NumberFormat: Sendable, Hashable {
  /// The notation: `e` with an exponent, `f` without, `g` whichever is shorter.
  public enum Style: String, Sendable, CaseIterable {
    case e, f, g
  }

  /// The notation.
  public var style: Style
  /// The digits after the point, or for `g` the significant digits.
  public var digits: Int

  /// The most digits a format may ask for; a Double has no more than 17 that mean anything.
  public static let maximumDigits = 50

  /// Asks for a notation.
  ///
  /// - Parameters:
  ///   - style: The notation.
  ///   - digits: The digits after the point, or for `g` the significant digits.
  public init(style: Style, digits: Int) {
    precondition(0...Self.maximumDigits ~= digits, "a format has at most 50 digits")
    self.style = style
    self.digits = digits
  }

  /// Reads a format, or nothing where it is not one; the precision is 6 where none is given.
  public init?(_ text: String) {
    guard let match = text.wholeMatch(of: /(?:\.(\d{1,2}))?([efg])/),
      let style = Style(rawValue: String(match.output.2)),
      let digits = Int(match.output.1 ?? "6"), digits <= Self.maximumDigits
    else { return nil }
    self.init(style: style, digits: digits)
  }

  /// Writes a number.
  ///
  /// - Parameter number: The number; what is not finite is written `nan`, `inf` or `-inf`.
  /// - Returns: ASCII characters.
  public func string(_ number: Double) -> String {
    guard number.isFinite else { return number.notation }
    // The largest double has 309 digits before the point.
    var buffer = [CChar](repeating: 0, count: 320 + Self.maximumDigits)
    let count = withVaList([Int32(digits), number]) {
      vsnprintf(&buffer, buffer.count, "%.*\(style.rawValue)", $0)
    }
    return String(decoding: buffer.prefix(Int(count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

extension Double {
  /// The number in its shortest form that reads back to the same bits; what is not finite is `nan`,
  /// `inf` or `-inf`.
  public var notation: String {
    if isNaN { return "nan" }
    if isInfinite { return self < 0 ? "-inf" : "inf" }
    return description
  }
}

extension NumberFormat {
  /// The decimal logarithm of a positive number.
  ///
  /// - Parameter number: A positive number.
  /// - Returns: Its logarithm.
  public static func decimalLogarithm(_ number: Double) -> Double { log10(number) }

  /// A power of ten, correctly rounded.
  ///
  /// - Parameter exponent: The exponent.
  /// - Returns: The nearest Double.
  public static func power(of exponent: Int) -> Double { Double("1e\(exponent)") ?? .infinity }
}
