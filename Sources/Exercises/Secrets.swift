public import Notebooks

/// What a notebook keeps from students, line by line.
public struct Secrets: Sendable {
  /// A line that students must not get.
  struct Line: Sendable, Hashable {
    /// The line without white space, so that no other way of wrapping it hides it.
    var text: [UInt8]
    /// Where it stands in the notebook.
    var range: Range<Int>
  }

  let source: SourceText
  let lines: [Line]

  /// A line with fewer characters, such as `}` or `return x`, gives nothing away.
  private static let shortest = 8

  /// Collects the solutions in cells and in prose, and the hidden checks.
  ///
  /// - Parameter notebook: The notebook.
  public init(of notebook: Notebook) {
    let source = notebook.source
    self.source = source
    // A line of a hidden check that a cell shows as well, such as `gradientCheck(`, is no secret.
    let shown = Set(
      notebook.editions.filter(\.isForStudents).flatMap { edition in
        edition.cells.filter { !$0.isHidden }
          .flatMap { $0.codeLines(of: source, forStudents: true) }.map(Secrets.condensed)
      })
    var ranges: [Range<Int>] = []
    for edition in notebook.editions where !edition.isForStudents {
      for cell in edition.cells {
        if cell.isHidden {
          ranges += cell.lines.filter { !shown.contains(Secrets.condensed(source[$0])) }
        }
        for solution in cell.solutions { ranges += solution.lines.map { cell.lines[$0] } }
      }
      for prose in edition.solutionProse {
        let first = source.line(at: prose.lowerBound)
        let last = source.line(at: prose.upperBound)
        ranges += (first...last).map { source.range(ofLine: $0).clamped(to: prose) }
      }
    }
    var seen: Set<[UInt8]> = []
    lines = ranges.compactMap { range in
      let text = Secrets.condensed(source[range].withoutMark)
      // The student sees where a solution begins and ends, and nothing else of it.
      guard text.count >= Secrets.shortest, !Secrets.isFrame(text),
        !SolutionRegion.stub.contains(where: { Secrets.condensed($0) == text }),
        seen.insert(text).inserted
      else { return nil }
      return Line(text: text, range: range)
    }
  }

  /// Whether there is anything to keep.
  public var isEmpty: Bool { lines.isEmpty }

  /// Whether a line only holds others together, as the fence of a block or the rule of a table does.
  private static func isFrame(_ text: [UInt8]) -> Bool {
    text.starts(with: "```".utf8) || text.starts(with: "~~~".utf8)
      || !String(decoding: text, as: UTF8.self).contains { $0.isLetter || $0.isNumber }
  }

  /// A text without white space.
  static func condensed(_ text: some StringProtocol) -> [UInt8] {
    text.utf8.filter { $0 > 0x20 }
  }
}

extension String {
  /// The line without the mark of a solution.
  fileprivate var withoutMark: String {
    replacing(/\/\/+\s*(BEGIN |END )?SOLUTION\s*$/, with: "")
  }
}
