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
      guard let attribute = SwiftWords.linkerAttribute(in: segment.lines) else { continue }
      remark("\(segment.name) uses '\(attribute)', which a submission may not; it is left out")
      remove(segment.origin, because: "it rests on what the submission may not declare")
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
    reasons[cell] = reason
    judged.insert(segment.origin)
    left.insert(segment.origin)
  }

  /// Puts what the student was given in the place of code that ended the program.
  mutating func replace(_ segment: GradingProgram.Segment, because reason: String) {
    if segment.stub != nil { remark("\(segment.name) \(reason)") }
    remove(segment.origin, because: reason)
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

  /// Takes out what declares names that the checks rest on.
  ///
  /// - Parameter names: The names.
  /// - Returns: Whether anything was taken out.
  mutating func removeIntrusions(_ names: [String]) -> Bool {
    guard !names.isEmpty else { return false }
    let theirs = segments.filter(\.isOwn)
    let guilty = theirs.filter { segment in
      segment.lines.contains { line in names.contains { line.contains($0) } }
    }
    for segment in guilty.isEmpty ? theirs : guilty {
      let found = names.filter { name in segment.lines.contains { $0.contains(name) } }
      remark(
        "\(segment.name) declares its own '\(found.first ?? names[0])', which the checks rest on; "
          + "it is left out")
      remove(segment.origin, because: "it rests on what the submission declares in its own way")
    }
    return !theirs.isEmpty
  }

  /// Takes out the longest piece of the student's code; returns whether there was one.
  mutating func removeLongest(because reason: String) -> Bool {
    func length(_ segment: GradingProgram.Segment) -> Int {
      segment.lines.reduce(0) { $0 + $1.utf8.count }
    }
    guard let longest = segments.filter(\.isOwn).max(by: { length($0) < length($1) }) else {
      return false
    }
    remark("\(longest.name): \(reason)")
    remove(longest.origin, because: "it does not compile with the code that was handed in")
    return true
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
    let theirs = segments.filter(\.isOwn)
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
  /// - Returns: The grade, with a result for each check.
  func grade(because reason: String) -> Grade {
    let checks = exercise.checks.map { check in
      check.grade(records[check.index], reason: reasons[check.index] ?? ending ?? reason)
    }
    return Grade(checks: checks, remarks: remarks)
  }
}

extension GradingProgram.Segment {
  /// Whether this is a cell that the student has added.
  fileprivate var isAddition: Bool {
    if case .addition = origin { true } else { false }
  }

  /// Whether this is code of the student's, and not what was given in its place.
  fileprivate var isOwn: Bool { stub != nil && lines != stub }
}

extension Ending {
  /// What happened, as the student reads it.
  func words(limits: Limits) -> String {
    switch self {
    case .finished, .exited: return "ended the program"
    case .stopped(.time, _): return "ran longer than \(limits.time / 1000) s"
    case .stopped(.memory, _): return "needed more than \(limits.memory >> 20) MB of memory"
    case .stopped(.output, _): return "printed more than \(limits.output >> 10) kB"
    case .stopped(.folder, _): return "wrote more than \(limits.folder >> 20) MB"
    case .stopped(.computing(let seconds), _): return "computed for longer than \(seconds) s"
    case .stopped(.messages(let bytes), _): return "told more than \(bytes >> 20) MB"
    case .stopped(.channel, _): return "closed the way by which results are told"
    case .crashed(let crash):
      switch crash.signal {
      case 31: return "started a process"
      case 25: return "wrote a file of more than \(limits.file >> 20) MB"
      default: break
      }
      guard let message = crash.message else { return "crashed (\(crash.signalName))" }
      if message.contains("not implemented") { return "is not implemented" }
      return "crashed: \(message.prefix(200))"
    }
  }
}
