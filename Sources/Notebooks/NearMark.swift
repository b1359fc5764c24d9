/// A comment that was meant to mark a solution and does not, so that students would get it.
struct NearMark {
  /// The mark that was meant.
  let mark: SolutionRegion.Mark
  /// Whether the mark could stand where the comment does.
  let isInPlace: Bool
  /// The comment as it is written.
  private let comment: String

  /// Finds the comment at the end of a line that differs from a mark in case, spacing, a letter, or in
  /// what else it says.
  ///
  /// - Parameter line: A line of code that holds no mark.
  init?(in line: String) {
    guard let start = NearMark.commentStart(in: line) else { return nil }
    let comment = line[start...].split(whereSeparator: \.isNewline).first ?? ""
    let letters = String(comment.filter { $0.isLetter || $0.isNumber }).lowercased()
    let found = SolutionRegion.Mark.allCases.first { mark in
      let name = mark.rawValue.filter(\.isLetter).lowercased()
      return Suggestion.editDistance(letters, name) <= 1
        || (mark != .line && letters.hasPrefix(name))
    }
    // In capitals it is no word of a sentence.
    let shouts = comment.split { !$0.isLetter }.contains("SOLUTION")
    guard let mark = found ?? (shouts ? .line : nil) else { return nil }
    self.mark = mark
    self.comment = String(comment.trimmed)
    let standsAlone = line[..<start].allSatisfy(\.isWhitespace)
    isInPlace = standsAlone == (mark != .line)
  }

  /// What is wrong with the comment, and how it is written.
  var message: String {
    guard isInPlace else {
      return mark == .line
        ? "'// SOLUTION' marks the line of code that it ends; around several lines stand "
          + "'// BEGIN SOLUTION' and '// END SOLUTION'"
        : "'\(mark.rawValue)' stands behind code; it needs a line of its own"
    }
    return "'\(comment)' is not the mark of a solution, which students would see; "
      + "write '\(mark.rawValue)'"
  }

  /// Where the last comment of a line begins, if its slashes stand in no text.
  private static func commentStart(in line: String) -> String.Index? {
    var start: String.Index?
    var isText = false
    var index = line.startIndex
    while index < line.endIndex {
      let next = line.index(after: index)
      if line[index] == "\"" { isText.toggle() }
      if !isText, line[index] == "/", next < line.endIndex, "/*".contains(line[next]) {
        start = index
        // A comment may have any number of slashes.
        index = line[next...].firstIndex { $0 != "/" } ?? line.endIndex
      } else {
        index = next
      }
    }
    return start
  }
}
