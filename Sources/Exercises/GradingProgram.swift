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
  private let base = Int.random(in: 1 << 32..<1 << 52)
  private var starts: [Int] = []
  /// The text of the program.
  private(set) var text = ""

  /// The name that the program gives to the module of the checking functions.
  ///
  /// A submission may declare functions of the same names, or a type with the name of the module; the
  /// checks call theirs by a name that it cannot know.
  let alias = "Checks\(UInt64.random(in: 1 << 62...(.max)))"

  init(_ segments: [Segment]) {
    self.segments = segments
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

  /// The segment that announces itself by a number.
  func index(of number: Int) -> Int? {
    number >= base && segments.indices.contains(number - base) ? number - base : nil
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
  /// What a message says, with the module's name in the place of the one that nobody may know.
  func text(of message: CompilerMessage) -> String {
    message.text.replacing(alias, with: "CellSupport")
  }

  /// The compiler's errors, with the index of the notebook's cell that each is in.
  func messages(_ compilation: BenchCompilation) -> [(cell: Int, text: String)] {
    compilation.messages.compactMap { message in
      guard message.severity == .error, let place = segment(atLine: message.line) else {
        return nil
      }
      switch segments[place.index].origin {
      case .notebook(let cell), .submission(let cell): return (cell, text(of: message))
      case .addition: return nil
      }
    }
  }
}
