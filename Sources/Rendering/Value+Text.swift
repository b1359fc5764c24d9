import Evaluation
import Notebooks

extension String {
  /// A number as it is printed: with a true minus sign, U+2212, before it.
  ///
  /// The sign of an exponent stays ASCII: `-1.5e-07` is `−1.5e-07`, whose exponent reads as code.
  var withMinusSign: String {
    hasPrefix("-") ? "\u{2212}" + dropFirst() : self
  }
}

extension Value {
  /// The value as HTML: what is shown, and for a number the exact value for machines.
  ///
  /// - Parameters:
  ///   - format: The notation for a number.
  ///   - stated: The value as the author states it, which is then shown as it was written.
  /// - Returns: A `data` element for a number, else a span.
  func html(format: NumberFormat? = nil, stated: StatedValue? = nil) -> HTML {
    let shown = (stated?.text ?? text(format: format) ?? "").withMinusSign
    guard number != nil, let exact = text() else { return "<span class=\"value\">\(shown)</span>" }
    return "<data class=\"value\" value=\"\(exact)\">\(shown)</data>"
  }

  /// The value as TeX, in braces, so that it is one thing wherever it stands in a formula.
  ///
  /// - Parameter format: The notation for a number; an exponent becomes a power of ten.
  /// - Returns: A group in braces.
  func tex(format: NumberFormat?) -> String {
    guard let text = text(format: format) else { return "" }
    guard let number else { return "{\\text{\(text)}}" }
    guard number.isFinite else {
      return number.isNaN ? "{\\text{nan}}" : number < 0 ? "{-\\infty}" : "{\\infty}"
    }
    let parts = text.split(separator: "e", maxSplits: 1)
    guard parts.count == 2, let exponent = Int(parts[1]) else { return "{\(text)}" }
    return "{\(parts[0]) \\times 10^{\(exponent)}}"
  }
}
