/// A fenced block of Swift that Nabla runs: ```` ```swift run id=name ````.
///
/// All cells of an edition are one program, in their order.
public struct Cell: Sendable {
  /// What has to become of a cell.
  public enum Outcome: Sendable, Hashable {
    /// It compiles and runs to its end.
    case success
    /// It does not compile.
    case compilerError
    /// It compiles, and a trap or an uncaught error ends it.
    case crash
  }

  /// The cell's id, if it has one.
  public var id: Located<String>?
  /// What has to become of it.
  public var outcome = Outcome.success
  /// Whether the page shows its code.
  public var showsCode = true
  /// Whether the page shows what it prints.
  public var showsOutput = true
  /// Whether it is one of the notebook's own checks, which students do not get.
  public var isHidden = false
  /// How many points its expectations are worth, if any.
  public var points: Located<Int>?
  /// The id of the cell that it checks.
  public var subject: Located<String>?
  /// The file that holds the cell's code, relative to the notebook.
  public var file: Located<String>?
  /// The part of the file: what stands between `// snippet.NAME` and `// snippet.end`.
  public var part: Located<String>?
  /// The bytes of each line of code.
  public var lines: [Range<Int>] = []
  /// The solutions among the lines.
  public var solutions: [SolutionRegion] = []
  /// The bytes of the block's first line.
  public var range: Range<Int>
  /// The bytes of the whole block, fences included.
  public var extent: Range<Int>

  /// Whether the command decides, from one run to the next, if the cell takes part.
  ///
  /// What such a cell declares is its own.
  public var isScoped: Bool { outcome == .crash || isCheck }

  /// Whether the cell checks what others do.
  public var isCheck: Bool { isHidden || points != nil }

  /// What a message calls the cell.
  public var name: String { id.map { "cell '\($0.value)'" } ?? "the cell" }
}

extension Cell {
  /// The code as a reader sees it, line by line, without what `// snippet.hide` hides.
  ///
  /// - Parameters:
  ///   - source: The notebook.
  ///   - forStudents: Whether solutions give way to a place for the student's own code.
  /// - Returns: The lines of code.
  public func shownLines(of source: SourceText, forStudents: Bool) -> [String] {
    Snippet.shown(codeLines(of: source, forStudents: forStudents))
  }

  /// All lines of the code.
  ///
  /// - Parameters:
  ///   - source: The notebook.
  ///   - forStudents: Whether solutions give way to a place for the student's own code.
  /// - Returns: The lines of code; for students without the marks of solutions.
  public func codeLines(of source: SourceText, forStudents: Bool) -> [String] {
    let texts = lines.map { source[$0] }
    guard forStudents else {
      return texts.enumerated().filter { index, _ in
        !solutions.contains { $0.marks.contains(index) }
      }.map { index, text in
        solutions.contains { $0.isOneLine && $0.lines.lowerBound == index }
          ? text.withoutSolutionMark : text
      }
    }
    var result: [String] = []
    for (index, text) in texts.enumerated() {
      guard let solution = solutions.first(where: { $0.lines.contains(index) }) else {
        result.append(text)
        continue
      }
      if index == solution.lines.lowerBound {
        let indentation = text.prefix { $0 == " " || $0 == "\t" }
        result += SolutionRegion.stub.map { indentation + $0 }
      }
    }
    return result
  }
}

/// A Swift expression in the prose: `` `{swift} expression` ``.
public struct SwiftExpression: Sendable, Hashable {
  /// The bytes of the expression, line by line.
  public var lines: [Range<Int>]
  /// The bytes with the delimiters.
  public var range: Range<Int>
}
