import CellRunner
import Cells
import Notebooks

/// The notebook's cells with a submission's code in the place of the solutions, as one program.
struct GradingProgram {
  /// A piece of the program.
  struct Segment {
    /// Where it comes from.
    enum Origin: Hashable {
      /// A cell of the notebook, by its index.
      case notebook(Int)
      /// The submission's code for a cell with a solution, by the index of that cell.
      case submission(Int)
      /// A cell that the student has added, by a number of its own.
      case addition(Int)
    }

    var origin: Origin
    var lines: [String]
    /// Whether it is a block of its own that can be left out of a run.
    var isScoped: Bool
    /// What messages call it.
    var name: String
    /// What the student was given in its place.
    var stub: [String]?
  }

  private(set) var segments: [Segment]
  /// What tells this program's cells apart; the submission's own code cannot know it.
  private let base: Int
  private var starts: [Int] = []
  /// The text of the program.
  private(set) var text = ""

  /// The name that the program gives to the module of the checking functions.
  ///
  /// A submission may declare functions of the same names, or a type with the name of the module; the
  /// checks call theirs by a name that it cannot know.
  var alias: String { "Checks\(base)" }

  init(_ segments: [Segment], base: Int) {
    self.segments = segments
    self.base = base
    let alias = "Checks\(base)"
    var lines = ["import \(alias); \(alias).__nablaStart()"]
    for (index, segment) in segments.enumerated() {
      starts.append(lines.count + 1)
      let number = base + index
      let begin = "\(alias).__nablaBegin(\(number))"
      let end = "\(alias).__nablaEnd(\(number))"
      lines.append(segment.isScoped ? "if \(begin) {" : begin)
      lines +=
        segment.isScoped ? segment.lines.map { $0.qualifyingChecks(by: alias) } : segment.lines
      lines.append(segment.isScoped ? "}; \(end)" : end)
    }
    text = lines.joined(separator: "\n") + "\n"
  }

  /// The number by which the program announces a segment.
  func number(of index: Int) -> Int { base + index }

  /// The segment that announces itself by a number.
  func index(of number: Int) -> Int? {
    segments.indices.contains(number - base) ? number - base : nil
  }

  /// The segment that holds a line, and the line's number in it.
  func segment(atLine line: Int) -> (index: Int, line: Int)? {
    guard let index = starts.lastIndex(where: { $0 <= line }) else { return nil }
    return (index, line - starts[index])
  }
}

extension String {
  /// The line with the checking functions called by the name of their module.
  fileprivate func qualifyingChecks(by module: String) -> String {
    replacing(/(^|[^\w.])(expect|gradientCheck|publish)(\s*\()/) { match in
      "\(match.output.1)\(module).\(match.output.2)\(match.output.3)"
    }
  }
}

extension GradingProgram {
  /// The compiler's errors, with the index of the notebook's cell that each is in.
  func messages(_ compilation: BenchCompilation) -> [(cell: Int, text: String)] {
    compilation.messages.compactMap { message in
      guard message.severity == .error, let place = segment(atLine: message.line) else {
        return nil
      }
      switch segments[place.index].origin {
      case .notebook(let cell), .submission(let cell): return (cell, message.text)
      case .addition: return nil
      }
    }
  }
}

extension Exercise {
  /// The pieces of the program that judges a submission.
  ///
  /// - Parameter submission: The student's notebook; nil for the one that students are given.
  /// - Returns: The pieces in their order.
  func segments(for submission: Edition?) -> [GradingProgram.Segment] {
    var segments: [GradingProgram.Segment] = []
    let ids = Set(edition.cells.compactMap(\.id?.value))
    let theirs = submission?.cells.filter { $0.outcome == .success && !$0.isHidden } ?? []
    var additions = additions(of: submission, cells: theirs, known: ids)
    segments += additions[nil] ?? []
    for (index, cell) in edition.cells.enumerated() where cell.outcome == .success {
      defer { segments += additions.removeValue(forKey: cell.id?.value ?? "") ?? [] }
      guard !cell.solutions.isEmpty else {
        let lines = lines(of: cell)
        segments.append(
          GradingProgram.Segment(
            origin: .notebook(index), lines: lines,
            isScoped: cell.isCheck || !SwiftLines.declares(lines), name: cell.name, stub: nil))
        continue
      }
      let stub = cell.codeLines(of: edition.source, forStudents: true)
      let own = theirs.first { $0.id?.value == cell.id?.value }
      let lines = own.flatMap { own in
        submission.map { submission in own.lines.map { submission.source[$0] } }
      }
      segments.append(
        GradingProgram.Segment(
          origin: .submission(index), lines: lines ?? stub, isScoped: false, name: cell.name,
          stub: stub))
    }
    return segments
  }

  /// The cells that a student has added, by the id of the cell that they follow.
  private func additions(
    of submission: Edition?, cells: [Cell], known: Set<String>
  ) -> [String?: [GradingProgram.Segment]] {
    guard let submission else { return [:] }
    var result: [String?: [GradingProgram.Segment]] = [:]
    var anchor: String?
    // A cell of the notebook without an id is recognised by its text.
    let texts = Set(edition.cells.map { cell in lines(of: cell) })
    for (number, cell) in cells.enumerated() {
      let lines = cell.lines.map { submission.source[$0] }
      if let id = cell.id?.value, known.contains(id) {
        anchor = id
      } else if !texts.contains(lines), cell.file == nil {
        result[anchor, default: []].append(
          GradingProgram.Segment(
            origin: .addition(number), lines: lines, isScoped: false, name: cell.name, stub: []))
      }
    }
    return result
  }

  private func lines(of cell: Cell) -> [String] {
    guard let file = cell.file, let source = files[file.value],
      let part = CellProgram.part(of: cell, in: source)
    else { return cell.codeLines(of: edition.source, forStudents: false) }
    return Array(source.lines[part])
  }
}

/// What can be told about lines of Swift without a compiler.
enum SwiftLines {
  /// Whether lines declare something that later cells could use.
  static func declares(_ lines: [String]) -> Bool {
    lines.contains { line in
      line.prefixMatch(
        of:
          /(@|#|(let|var|func|struct|class|enum|actor|protocol|extension|typealias|import|operator|infix|prefix|postfix|precedencegroup|public|private|fileprivate|internal|final|nonisolated|indirect|package|open|macro|lazy|weak|async|unowned)\b)/
      ) != nil
    }
  }
}
