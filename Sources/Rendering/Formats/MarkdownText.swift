/// Text as Markdown: what a reader of Markdown would take for a mark is escaped, and no more.
enum MarkdownText {
  /// Escapes text inside a paragraph.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - before: The character before it, nil at the start of a block.
  /// - Returns: Markdown that reads as the text.
  static func escaped(_ text: String, after before: Character? = nil) -> String {
    var result = ""
    var previous = before
    let characters = Array(text)
    for (index, character) in characters.enumerated() {
      let next = index + 1 < characters.count ? characters[index + 1] : nil
      if isMark(character, after: previous, before: next) { result.append("\\") }
      result.append(character)
      previous = character
    }
    return result
  }

  private static func isMark(
    _ character: Character, after previous: Character?, before next: Character?
  ) -> Bool {
    switch character {
    case "*", "`", "$": true
    case "~": next == "~" || previous == "~"
    // Between letters an underscore is one.
    case "_": !(previous?.isWordPart == true && next?.isWordPart == true)
    case "\\": next.map { $0.isASCII && ($0.isPunctuation || $0.isSymbol) } ?? true
    case "<": next.map { $0.isLetter || "/!?".contains($0) } ?? false
    case "&": next.map { $0.isLetter || $0 == "#" } ?? false
    case "[": next == "^" || previous == nil || previous == "]"
    case "(": previous == "]"
    default: false
    }
  }

  /// Escapes what would begin a block at the start of a line.
  static func escapingLineStarts(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let line = line.drop { $0 == " " || $0 == "\t" }
      if let match = line.prefixMatch(of: /(\d{1,9})([.)])(?=\s|$)/) {
        return match.output.1 + "\\" + match.output.2 + line[match.range.upperBound...]
      }
      let isBlock =
        line.prefixMatch(of: /#{1,6}(\s|$)|[+\-](\s|$)|>|=+\s*$|-+\s*$|\||:-|~~~|_{3}/) != nil
      return isBlock ? "\\" + line : line
    }.joined(separator: "\n")
  }

  /// A code span, with as many backticks as its text needs.
  static func code(_ text: String) -> String {
    let longest = text.matches(of: /`+/).map { $0.output.count }.max() ?? 0
    guard longest > 0 else { return "`\(text)`" }
    let fence = String(repeating: "`", count: longest + 1)
    return "\(fence) \(text) \(fence)"
  }

  /// A fenced code block.
  static func codeBlock(_ text: String, info: String) -> String {
    let longest = text.matches(of: /`{3,}/).map { $0.output.count }.max() ?? 2
    let fence = String(repeating: "`", count: longest + 1)
    return "\(fence)\(info)\n\(text)\(text.hasSuffix("\n") || text.isEmpty ? "" : "\n")\(fence)"
  }
}

extension Character {
  fileprivate var isWordPart: Bool { isLetter || isNumber || self == "_" }
}

extension String {
  /// The text as superscript characters, where Unicode has them.
  var superscriptCharacters: String? { mapped(to: Self.superscripts) }
  /// The text as subscript characters, where Unicode has them.
  var subscriptCharacters: String? { mapped(to: Self.subscripts) }

  private func mapped(to table: [Character: Character]) -> String? {
    let characters = compactMap { table[$0] }
    return characters.count == count && !isEmpty ? String(characters) : nil
  }

  private static let superscripts = Dictionary(
    uniqueKeysWithValues: zip("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ"))
  private static let subscripts = Dictionary(
    uniqueKeysWithValues: zip("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎"))
}
