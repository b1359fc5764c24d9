import CellRunner
import Cells
import Notebooks

/// A submission being judged: what is left of its program, and what is known of the checks.
struct Work {
  private let exercise: Exercise
  private(set) var segments: [GradingProgram.Segment]
  /// Checks that have come to their end, or never will.
  private(set) var judged: Set<GradingProgram.Segment.Origin> = []
  /// Other cells that are left out.
  private(set) var left: Set<GradingProgram.Segment.Origin> = []
  private var records: [Int: CellRecord] = [:]
  private var reasons: [Int: String] = [:]
  private var remarks: [String] = []
  private(set) var isFirstCompilation = true
  /// Whether the program compiled as it was handed in.
  private(set) var compiled = false

  init(exercise: Exercise, segments: [GradingProgram.Segment]) {
    self.exercise = exercise
    self.segments = segments
  }

  mutating func noteCompiled() {
    compiled = true
    isFirstCompilation = false
  }

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

  /// Gives up a block that ended the program; it is not run again.
  mutating func fail(_ segment: GradingProgram.Segment, because reason: String) {
    guard case .notebook(let cell) = segment.origin else { return }
    reasons[cell] = reason
    judged.insert(segment.origin)
    left.insert(segment.origin)
  }

  /// Puts what the student was given in the place of code that ended the program.
  mutating func replace(_ segment: GradingProgram.Segment, because reason: String) {
    if segment.stub != nil { remark("\(segment.name) \(reason)") }
    remove(segment.origin, because: reason)
  }

  private mutating func remove(_ origin: GradingProgram.Segment.Origin, because reason: String) {
    guard let index = segments.firstIndex(where: { $0.origin == origin }) else { return }
    if let stub = segments[index].stub, !stub.isEmpty, segments[index].lines != stub {
      segments[index].lines = stub
    } else {
      if case .notebook(let cell) = origin, reasons[cell] == nil { reasons[cell] = reason }
      segments.remove(at: index)
    }
  }

  /// Takes out what does not compile; returns whether anything was taken out.
  mutating func removeWhatFails(
    _ compilation: BenchCompilation, in program: GradingProgram,
    isWellFormed: ([String]) -> Bool
  ) -> Bool {
    isFirstCompilation = false
    var blamed: [GradingProgram.Segment.Origin] = []
    for message in compilation.messages where message.severity == .error {
      guard let (index, line) = program.segment(atLine: message.line) else { continue }
      let segment = program.segments[index]
      if segment.stub != nil {
        remark("\(segment.name), line \(max(line, 1)): \(message.text)")
      }
      if !blamed.contains(segment.origin) { blamed.append(segment.origin) }
    }
    // The student's own code first: what others do not find is then often found again.
    let theirs = segments.filter { $0.stub != nil && $0.lines != $0.stub }
    // What is never closed is noticed at the end of the program only.
    let open = theirs.filter { !isWellFormed($0.lines) }
    for segment in open where !blamed.contains(segment.origin) {
      remark("\(segment.name): something in it is never closed")
    }
    let all = theirs.map(\.origin)
    let own = open.isEmpty ? all.filter(blamed.contains) : open.map(\.origin)
    let removed = !own.isEmpty ? own : !all.isEmpty ? all : blamed
    for origin in removed {
      remove(origin, because: "it does not compile with the code that was handed in")
    }
    return !removed.isEmpty
  }

  private mutating func remark(_ text: String) {
    if remarks.count < 20, !remarks.contains(text) { remarks.append(text) }
  }

  /// The grade so far.
  ///
  /// - Parameter reason: Why checks that were never reached are not fulfilled.
  func grade(because reason: String) -> Grade {
    let checks = exercise.checks.map { check in
      check.grade(records[check.index], reason: reasons[check.index] ?? reason)
    }
    return Grade(checks: checks, remarks: remarks)
  }
}

extension Ending {
  /// What happened, as the student reads it.
  func words(limits: Limits) -> String {
    switch self {
    case .finished, .exited: return "ended the program"
    case .stopped(.time, _): return "ran longer than \(limits.time / 1000) s"
    case .stopped(.memory, _): return "needed more than \(limits.memory >> 20) MB of memory"
    case .stopped(.output, _): return "printed more than \(limits.output >> 10) kB"
    case .stopped(.channel, _): return "closed the way by which results are told"
    case .crashed(let crash):
      if crash.signal == 31 { return "started a process" }
      guard let message = crash.message else { return "crashed" }
      if message.contains("not implemented") { return "is not implemented" }
      return "crashed: \(message.prefix(200))"
    }
  }
}
