private import CommonMark

/// A comment that the parser leaves around a hint and around a solution, for the renderer to find.
///
/// It holds a character that no notebook may, so that no author's comment is taken for one, and is no
/// longer than the line it takes the place of.
public enum FoldMark: String, CaseIterable, Sendable {
  /// Begins a hint.
  case hint = "h"
  /// Ends a hint.
  case hintEnd = "/"
  /// Begins a solution.
  case solution = "s"
  /// Ends a solution.
  case solutionEnd = "."

  /// The mark as it stands in the edition's Markdown.
  var comment: String { "<!--\(Placeholder.filler)\(rawValue)-->" }

  /// Reads a piece of raw HTML, with white space around it; nil for everything else.
  public init?(html: String) {
    let text = html.filter { !$0.isWhitespace }
    guard let mark = Self.allCases.first(where: { $0.comment == text }) else { return nil }
    self = mark
  }

  /// The marks around a region; nil where the reader does not see that it is one.
  static func around(_ kind: Region.Kind) -> (start: FoldMark, end: FoldMark)? {
    switch kind {
    case .variant: nil
    case .hint: (.hint, .hintEnd)
    case .solution: (.solution, .solutionEnd)
    }
  }
}
