/// HTML as text, put together so that what is not markup is escaped.
struct HTML: Sendable, ExpressibleByStringInterpolation {
  /// The markup.
  var markup: String

  /// Markup that is finished already.
  init(markup: String) { self.markup = markup }

  /// A literal is markup; what is interpolated into it is text unless it is HTML itself.
  init(stringLiteral markup: String) { self.markup = markup }

  init(stringInterpolation: Interpolation) { markup = stringInterpolation.markup }

  /// Plain text.
  init(text: String) { markup = text.escapedForHTML }

  struct Interpolation: StringInterpolationProtocol {
    var markup = ""

    init(literalCapacity: Int, interpolationCount: Int) { markup.reserveCapacity(literalCapacity) }

    mutating func appendLiteral(_ literal: String) { markup += literal }
    mutating func appendInterpolation(_ html: HTML) { markup += html.markup }
    mutating func appendInterpolation(_ html: [HTML]) { html.forEach { markup += $0.markup } }
    mutating func appendInterpolation(_ text: String) { markup += text.escapedForHTML }
    mutating func appendInterpolation(_ number: Int) { markup += String(number) }
  }

  /// The pieces one after the other.
  static func + (left: HTML, right: HTML) -> HTML { HTML(markup: left.markup + right.markup) }

  /// Whether there is nothing.
  var isEmpty: Bool { markup.isEmpty }
}

extension [HTML] {
  /// The pieces with a separator between them.
  func joined(separator: HTML) -> HTML {
    HTML(markup: map(\.markup).joined(separator: separator.markup))
  }
}

extension String {
  /// The text with the characters that mean something in HTML written as references.
  fileprivate var escapedForHTML: String {
    var result = ""
    result.reserveCapacity(utf8.count)
    for scalar in unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
