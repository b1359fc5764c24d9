/// The name in braces that a code span begins with.
///
/// ```
/// span  ->  "{" name "}" [ space text ]  |  "{{" name "}}" text
/// ```
struct BracedName {
  /// The name.
  let name: Substring
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
    name = inner.prefix { $0.isASCII && $0.isLetter }
    let closing = inner[name.endIndex...]
    guard !name.isEmpty, closing.hasPrefix(count == 2 ? "}}" : "}") else { return nil }
    isEscaped = count == 2
    rest = closing.dropFirst(count)
    guard isEscaped || rest.first?.isWhitespace ?? true else { return nil }
  }
}
