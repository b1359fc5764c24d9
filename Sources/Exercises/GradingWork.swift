import CellRunner
import Cells
import Notebooks

/// A submission being judged: what is left of its program, and what is known of the checks.
struct Work {
  let exercise: Exercise
  private(set) var segments: [GradingProgram.Segment]
  /// Blocks that have come to their end, or ended the program; they do not run again.
  private(set) var judged: Set<GradingProgram.Segment.Origin> = []
  private var records: [Int: CellRecord] = [:]
  private var reasons: [Int: String] = [:]
  /// Why the student's code for a solution was left out, by the index of the cell.
  private var replaced: [Int: String] = [:]
  private var remarks: [String] = []
  var isFirstCompilation = true

  /// The segments before the student's own cells were left out, and why that was tried.
  private var withAdditions: (segments: [GradingProgram.Segment], reason: String)?
  private var hasTriedWithout = false
  /// Why checks that were never reached are not fulfilled.
  private var ending: String?

  init(exercise: Exercise, segments: [GradingProgram.Segment], remarks: [String] = []) {
    self.exercise = exercise
    self.segments = segments
    remarks.forEach { remark($0) }
    for segment in segments.filter(\.isOwn) {
      guard let word = SwiftWords.forbidden(in: segment.lines) else { continue }
      remark("\(segment.name) uses '\(word)', which a submission may not; it is left out")
      remove(segment.origin, because: "uses '\(word)', which a submission may not")
    }
  }

  /// Notes that what is left compiles.
  mutating func noteCompiled() {
    isFirstCompilation = false
    if let reason = withAdditions?.reason {
      remark("your own cells are left out, because the program with them \(reason)")
      withAdditions = nil
    }
  }

  /// Gives up all checks that have not come to their end.
  mutating func giveUp(because reason: String) { ending = reason }

  /// Takes over what the checks found.
  mutating func take(_ run: ProgramRun, of program: GradingProgram) {
    for (number, record) in run.cells where record.isComplete {
      guard let index = program.index(of: number),
        case .notebook(let cell) = program.segments[index].origin, program.segments[index].isScoped,
        records[cell] == nil
      else { continue }
      records[cell] = record
      judged.insert(program.segments[index].origin)
    }
  }

  /// Whether a run has checks in which more was said than they say.
  func isDisturbed(_ run: ProgramRun, of program: GradingProgram) -> Bool {
    run.cells.contains { number, record in
      guard let index = program.index(of: number) else { return false }
      return exercise.checks.contains { check in
        program.segments[index].origin == .notebook(check.index) && check.isExceeded(by: record)
      }
    }
  }

  /// Gives up a block that ended the program; it is not run again.
  mutating func fail(_ segment: GradingProgram.Segment, because reason: String) {
    guard case .notebook(let cell) = segment.origin else { return }
    reasons[cell] =
      exercise.checks.first { $0.index == cell }.map { words(reason, for: $0) } ?? reason
    judged.insert(segment.origin)
  }

  /// Puts what the student was given in the place of code that ended the program.
  mutating func replace(_ segment: GradingProgram.Segment, because reason: String) {
    if segment.isOwn {
      let isOthers = reason == Self.notImplemented && !segment.hasStub
      remark("\(segment.name) \(isOthers ? Self.needsOthers : reason)")
    }
    remove(segment.origin, because: reason)
  }

  /// What is said when the students' stub ends a program.
  static let notImplemented = "is " + SolutionRegion.stubMessage
  /// What is said where it is the stub of another task.
  private static let needsOthers = "needs what is " + SolutionRegion.stubMessage

  /// Why a check that met a stub failed: the stub may stand in the place of code that was left out.
  private func words(_ reason: String, for check: ExerciseCheck) -> String {
    guard reason == Self.notImplemented, let task = check.task else { return reason }
    let name = exercise.edition.cells[task].name
    if let why = replaced[task] { return "\(name) \(why)" }
    let isWritten = segments.contains { segment in
      segment.origin == .submission(task) && segment.isOwn && !segment.hasStub
    }
    return isWritten ? "\(name) \(Self.needsOthers)" : reason
  }

  /// Leaves out the cells that the student has added: a thread of theirs may end the program anywhere.
  ///
  /// - Parameter reason: What happened with them.
  /// - Returns: Whether there was something to leave out.
  mutating func leaveOutAdditions(because reason: String) -> Bool {
    let others = segments.filter { !$0.isAddition }
    guard !hasTriedWithout, others.count < segments.count else { return false }
    hasTriedWithout = true
    withAdditions = (segments, reason)
    segments = others
    return true
  }

  /// Takes back the cells that were left out, where nothing compiles without them.
  mutating func takeBackAdditions() -> Bool {
    guard let saved = withAdditions?.segments else { return false }
    segments = saved
    withAdditions = nil
    return true
  }

  /// What is said of code that does not compile.
  static let notCompiled = "does not compile"

  /// Puts what the student was given in the place of a piece, or takes it out where that is nothing.
  mutating func remove(_ origin: GradingProgram.Segment.Origin, because reason: String) {
    guard let index = segments.firstIndex(where: { $0.origin == origin }) else { return }
    if case .submission(let cell) = origin { replaced[cell] = replaced[cell] ?? reason }
    if let stub = segments[index].stub, !stub.isEmpty, segments[index].lines != stub {
      segments[index].lines = stub
    } else {
      if case .notebook(let cell) = origin, reasons[cell] == nil { reasons[cell] = reason }
      segments.remove(at: index)
    }
  }

  /// Tells the student something, once.
  mutating func remark(_ text: String) {
    if remarks.count < 20, !remarks.contains(text) { remarks.append(text) }
  }

  /// The grade so far.
  ///
  /// - Parameter reason: Why checks that were never reached are not fulfilled.
  /// - Returns: The grade, with a result for each check.
  func grade(because reason: String) -> Grade {
    let checks = exercise.checks.map { check in
      check.grade(
        records[check.index], reason: reasons[check.index] ?? words(ending ?? reason, for: check))
    }
    return Grade(checks: checks, remarks: remarks)
  }
}

extension GradingProgram.Segment {
  /// Whether this is a cell that the student has added.
  var isAddition: Bool { origin.isAddition }

  /// Whether this is code of the student's, and not what was given in its place.
  var isOwn: Bool { stub != nil && lines != stub }

  /// Whether something in it was left as it was given.
  var hasStub: Bool { lines.contains { $0.contains(SolutionRegion.stubMessage) } }
}

extension GradingProgram.Segment.Origin {
  var isAddition: Bool {
    if case .addition = self { true } else { false }
  }
}
