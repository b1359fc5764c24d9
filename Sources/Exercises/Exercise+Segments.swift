import CellRunner
import Cells
import Notebooks

extension Exercise {
  /// What a program that judges is made of.
  enum Selection {
    /// All that was handed in, and all checks.
    case all
    /// A task by itself, by the index of its cell, with the checks that are about it. Solutions before it
    /// are the notebook's own. Those behind are left out, or a task could be done by asking a later one.
    case task(Int)
    /// The notebook's own solutions, without the checks.
    case solutions
  }

  /// The pieces of the program that judges a submission.
  ///
  /// - Parameters:
  ///   - submission: The student's cells; nil for the notebook that students are given.
  ///   - selection: What of it is judged.
  /// - Returns: The pieces in their order.
  func segments(
    for submission: SubmissionCells?, _ selection: Selection = .all
  ) -> [GradingProgram.Segment] {
    let left = Set(checks.filter { !selection.includes($0) }.map(\.index))
    var additions = submission?.additions(besides: self) ?? [:]
    let asked = names(askedFor: selection, by: submission, and: additions)
    var segments = additions[nil] ?? []
    for (index, cell) in edition.cells.enumerated()
    where cell.outcome == .success && !left.contains(index) {
      defer { segments += additions.removeValue(forKey: cell.id?.value ?? "") ?? [] }
      let stub = cell.codeLines(of: edition.source, forStudents: true)
      let isAsked = !asked.isDisjoint(with: SwiftLines.declarations(in: stub))
      if cell.solutions.isEmpty || (selection.givesSolution(of: index) && !isAsked) {
        let lines = lines(of: cell)
        let isScoped = cell.isCheck || (cell.solutions.isEmpty && !SwiftLines.declares(lines))
        segments.append(
          GradingProgram.Segment(
            origin: .notebook(index), lines: lines, isScoped: isScoped, name: cell.name, stub: nil))
      } else {
        let own = selection.judges(index) ? submission?.lines(for: index) : nil
        segments.append(
          GradingProgram.Segment(
            origin: .submission(index), lines: own ?? stub, isScoped: false, name: cell.name,
            stub: stub))
      }
    }
    return segments
  }

  /// The names that a task's code uses where the notebook's own solution does not: another task that it
  /// asks for its answer has to be the student's as well.
  private func names(
    askedFor selection: Selection, by submission: SubmissionCells?,
    and additions: [String?: [GradingProgram.Segment]]
  ) -> Set<String> {
    guard case .task(let task) = selection else { return [] }
    let theirs = (submission?.lines(for: task) ?? []) + additions.values.joined().flatMap(\.lines)
    return SwiftWords(in: theirs).words
      .subtracting(SwiftWords(in: lines(of: edition.cells[task])).words)
  }

  /// The code of one of the notebook's cells.
  func lines(of cell: Cell) -> [String] {
    guard let file = cell.file, let source = files[file.value],
      let part = CellProgram.part(of: cell, in: source)
    else { return cell.codeLines(of: edition.source, forStudents: false) }
    return Array(source.lines[part])
  }

  /// The names that a program of the notebook itself defines, without what is scoped in it.
  ///
  /// - Parameters:
  ///   - selection: Which program: that of what students are given, or of the solutions.
  ///   - bench: Where it is compiled.
  /// - Returns: The names, or nil where it does not compile or they can't be read.
  func names(of selection: Selection, on bench: Bench) -> Set<String>? {
    let program = GradingProgram(segments(for: nil, selection).filter { !$0.isScoped })
    guard bench.compile(program.text, alias: program.alias).isComplete else { return nil }
    return bench.definedNames
  }

  /// The names that the checks rest on.
  ///
  /// - Parameter bench: Where the notebook that students are given is compiled.
  /// - Returns: The names, or nil where that does not compile even without the checks.
  func checkedNames(on bench: Bench) -> CheckedNames? {
    names(of: .all, on: bench).map { given in
      CheckedNames(
        checks: edition.cells.filter(\.isCheck).flatMap(lines),
        others: edition.cells.filter { !$0.isCheck }.flatMap(lines), given: given)
    }
  }
}

extension Exercise.Selection {
  /// Whether a check takes part.
  fileprivate func includes(_ check: ExerciseCheck) -> Bool {
    switch self {
    case .all: true
    case .task(let task): check.task == task
    case .solutions: false
    }
  }

  /// Whether the student's own code for a solution takes part.
  fileprivate func judges(_ index: Int) -> Bool {
    switch self {
    case .all: true
    case .task(let task): index == task
    case .solutions: false
    }
  }

  /// Whether the notebook's own solution takes part.
  fileprivate func givesSolution(of index: Int) -> Bool {
    switch self {
    case .all: false
    case .task(let task): index < task
    case .solutions: true
    }
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

  /// The names of the functions and types that lines declare outside of any other.
  static func declarations(in lines: [String]) -> Set<String> {
    Set(
      lines.compactMap { line in
        line.prefixMatch(of: /(?:[a-z@]\w*\s+)*(?:func|struct|class|enum|actor)\s+([A-Za-z_]\w*)/)
          .map { String($0.output.1) }
      })
  }
}
