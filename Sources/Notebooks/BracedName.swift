/// The name in braces that a code span begins with.
///
/// ```
/// span  ->  "{" name "}" [ space text ]  |  "{{" name "}}" text
/// ```
/// What only nearly is the name of something that is evaluated is read all the same, so that it can be
/// reported: with spaces in its braces, or with none after them.
struct BracedName {
  /// The names of what is evaluated.
  static let known = ["value", "swift"]

  /// The name.
  let name: Substring
  /// The name with its braces, as it is written.
  let written: Substring
  /// Whether the braces are doubled, so that the span is shown as it stands.
  let isEscaped: Bool
  /// What follows the braces.
  let rest: Substring

  /// Reads the beginning of a code span; nil if there is no name in braces.
  init?(_ text: Substring) {
    let opening = text.drop(while: \.isWhitespace)
    let inner = opening.drop { $0 == "{" }
    let count = opening.count - inner.count
    guard count == 1 || count == 2 else { return nil }
    let word = inner.drop(while: \.isWhitespace)
    name = word.prefix { $0.isASCII && $0.isLetter }
    let closing = word[name.endIndex...].drop(while: \.isWhitespace)
    guard !name.isEmpty, closing.hasPrefix(count == 2 ? "}}" : "}") else { return nil }
    isEscaped = count == 2
    rest = closing.dropFirst(count)
    written = text[opening.startIndex..<rest.startIndex]
    let isTight = written.count == name.count + 2 * count
    guard isTight && (isEscaped || isSetOff) || isNearlyKnown else { return nil }
  }

  /// Whether a space follows the braces, or nothing does.
  var isSetOff: Bool { rest.first?.isWhitespace ?? true }

  private var isNearlyKnown: Bool { Suggestion.nearest(to: String(name), among: Self.known) != nil }

  /// The span as the page shows it where its braces are doubled.
  var shown: String {
    String(written.dropFirst().dropLast() + rest).replacing("\n", with: " ")
  }

  /// What is wrong with how a known name is written: a message, and the braces as they should be.
  var slip: (message: String, correction: String)? {
    guard !isEscaped, Self.known.contains(String(name)) else { return nil }
    let noun = name == "swift" ? "an expression" : "a value"
    let rule =
      "; \(noun) begins with '{\(name)} ', and double braces, as in '{{\(name)}}', show the text as "
      + "it stands"
    let correction = "{\(name)}" + (isSetOff ? "" : " ")
    if written.count > name.count + 2 {
      return ("'\(written)' has spaces in its braces" + rule, correction)
    }
    return isSetOff ? nil : ("no space follows '\(written)'" + rule, correction)
  }
}
