/// A part of a cell that the student has to write.
///
/// ```
/// region  ->  "// BEGIN SOLUTION"  lines  "// END SOLUTION"      (each mark on a line of its own)
///          |  code "// SOLUTION"                                 (a single line)
/// ```
/// The marks are those of nbgrader and Otter, in a comment of any number of slashes.
public struct SolutionRegion: Sendable, Hashable {
  /// The region's lines, marks included, as indices among those of the cell.
  public var lines: ClosedRange<Int>
  /// Whether it is a single line with a mark at its end.
  public var isOneLine: Bool

  /// The lines that hold nothing but a mark.
  var marks: [Int] { isOneLine ? [] : [lines.lowerBound, lines.upperBound] }

  /// What students find in the place of a solution.
  public static let stub = ["// YOUR CODE HERE", "fatalError(\"\(stubMessage)\")"]
  /// What a program says that comes to it.
  public static let stubMessage = "not implemented"

  enum Mark: String, CaseIterable {
    case begin = "// BEGIN SOLUTION"
    case end = "// END SOLUTION"
    case line = "// SOLUTION"
  }

  /// Finds the solutions in the lines of a cell.
  ///
  /// - Parameters:
  ///   - lines: The bytes of each line.
  ///   - source: The notebook.
  /// - Returns: The solutions, and what is wrong with their marks.
  static func finding(
    in lines: [Range<Int>], of source: SourceText
  ) -> ([SolutionRegion], [Diagnostic]) {
    var regions: [SolutionRegion] = []
    var diagnostics: [Diagnostic] = []
    var open: Int?
    func fail(_ message: String, _ index: Int) {
      diagnostics.append(Diagnostic(message, at: lines[index].trimmed(in: source), in: source))
    }
    for index in lines.indices {
      var found = mark(source[lines[index]])
      if found == nil, let near = NearMark(in: source[lines[index]]),
        // Inside a solution such a comment is hidden with the rest.
        open == nil || near.mark != .line
      {
        fail(near.message, index)
        // Half of a pair is read as what was meant, so that the other half is no error as well.
        found = near.mark == .line ? nil : near.mark
      }
      switch (found, open) {
      case (nil, _): continue
      case (.begin, nil): open = index
      case (.begin, _?), (.line, _?):
        fail("solution inside a solution; close the one before with '// END SOLUTION'", index)
      case (.end, nil):
        fail("'END SOLUTION' closes no solution; one opens with '// BEGIN SOLUTION'", index)
      case (.line, nil): regions.append(SolutionRegion(lines: index...index, isOneLine: true))
      case (.end, let start?):
        let isEmpty = lines[start + 1..<index].allSatisfy { $0.trimmed(in: source).isEmpty }
        if isEmpty { fail("solution is empty; it must hold what the student has to write", start) }
        regions.append(SolutionRegion(lines: start...index, isOneLine: false))
        open = nil
      }
    }
    if let open { fail("solution is never closed; it ends with a line '// END SOLUTION'", open) }
    return (regions, diagnostics)
  }

  /// Whether a text holds the mark of a solution on one of its lines.
  static func isMarked(_ text: String) -> Bool {
    text.contains("SOLUTION") && text.split(separator: "\n").contains { mark(String($0)) != nil }
  }

  private static func mark(_ line: String) -> Mark? {
    guard line.contains("SOLUTION") else { return nil }
    if line.wholeMatch(of: /\s*(\/\/+|#+)\s*#*\s*BEGIN SOLUTION\s*#*\s*/) != nil { return .begin }
    if line.wholeMatch(of: /\s*(\/\/+|#+)\s*#*\s*END SOLUTION\s*#*\s*/) != nil { return .end }
    return line.wholeMatch(of: /\s*[^\s\/].*?\/\/+\s*SOLUTION\s*/) != nil ? .line : nil
  }
}

extension String {
  /// The line without a trailing `// SOLUTION`.
  var withoutSolutionMark: String {
    replacing(/\s*\/\/+\s*SOLUTION\s*$/, with: "")
  }
}

extension Range<Int> {
  /// The range without white space at either end.
  func trimmed(in source: SourceText) -> Range {
    let bytes = source.bytes[self]
    guard let first = bytes.firstIndex(where: { !$0.isWhitespace }),
      let last = bytes.lastIndex(where: { !$0.isWhitespace })
    else { return lowerBound..<lowerBound }
    return first..<last + 1
  }
}
