import CellRunner
import Cells
import Notebooks

extension Exercise {
  /// The pieces of the program that judges a submission.
  ///
  /// - Parameters:
  ///   - submission: The student's cells; nil for the notebook that students are given.
  ///   - task: The only cell with a solution to take from the submission, by its index, with the
  ///     checks that are about it. Solutions before it are the notebook's own; those behind are left
  ///     out, or a task could be done by asking a later one. Nil means all.
  /// - Returns: The pieces in their order.
  func segments(
    for submission: SubmissionCells?, only task: Int? = nil
  ) -> [GradingProgram.Segment] {
    let others = Set(checks.filter { task != nil && $0.task != task }.map(\.index))
    var additions = submission?.additions(besides: self) ?? [:]
    let asked = task.map { names(askedFor: $0, by: submission, and: additions) } ?? []
    var segments = additions[nil] ?? []
    for (index, cell) in edition.cells.enumerated()
    where cell.outcome == .success && !others.contains(index) {
      defer { segments += additions.removeValue(forKey: cell.id?.value ?? "") ?? [] }
      let isOurs = task.map { $0 > index && !asks(asked, for: cell) } ?? false
      guard !cell.solutions.isEmpty, !isOurs else {
        let lines = lines(of: cell)
        segments.append(
          GradingProgram.Segment(
            origin: .notebook(index), lines: lines,
            isScoped: cell.isCheck || (cell.solutions.isEmpty && !SwiftLines.declares(lines)),
            name: cell.name, stub: nil))
        continue
      }
      let stub = cell.codeLines(of: edition.source, forStudents: true)
      segments.append(
        GradingProgram.Segment(
          origin: .submission(index),
          lines: (task ?? index) == index ? submission?.lines(for: index) ?? stub : stub,
          isScoped: false, name: cell.name, stub: stub))
    }
    return segments
  }

  /// The names that a task's code uses where the notebook's own solution does not.
  private func names(
    askedFor task: Int, by submission: SubmissionCells?,
    and additions: [String?: [GradingProgram.Segment]]
  ) -> Set<String> {
    let theirs = (submission?.lines(for: task) ?? []) + additions.values.joined().flatMap(\.lines)
    let ours = edition.cells.indices.contains(task) ? lines(of: edition.cells[task]) : []
    return SwiftWords(in: theirs).words.subtracting(SwiftWords(in: ours).words)
  }

  /// Whether a task is done by asking another one, whose solution must then be the student's own.
  private func asks(_ names: Set<String>, for cell: Cell) -> Bool {
    !names.isDisjoint(
      with: SwiftLines.declarations(in: cell.codeLines(of: edition.source, forStudents: true)))
  }

  /// The code of one of the notebook's cells.
  func lines(of cell: Cell) -> [String] {
    guard let file = cell.file, let source = files[file.value],
      let part = CellProgram.part(of: cell, in: source)
    else { return cell.codeLines(of: edition.source, forStudents: false) }
    return Array(source.lines[part])
  }

  /// The names that the notebook's own program defines with its solutions.
  ///
  /// - Parameter bench: Where it is compiled.
  /// - Returns: The names, none where it does not compile.
  func ownNames(on bench: Bench) -> Set<String> {
    let program = GradingProgram(
      segments(for: nil, only: edition.cells.count).filter { !$0.isScoped })
    guard bench.compile(program.text, alias: program.alias).isComplete else { return [] }
    return bench.definedNames ?? []
  }

  /// The names that the checks rest on.
  ///
  /// - Parameter bench: Where the notebook that students are given is compiled.
  /// - Returns: The names, or nil where that does not compile even without the checks.
  func checkedNames(on bench: Bench) -> CheckedNames? {
    let program = GradingProgram(segments(for: nil).filter { !$0.isScoped })
    guard bench.compile(program.text, alias: program.alias).isComplete,
      let given = bench.definedNames
    else { return nil }
    return CheckedNames(
      checks: edition.cells.filter(\.isCheck).flatMap(lines),
      others: edition.cells.filter { !$0.isCheck }.flatMap(lines), given: given)
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
