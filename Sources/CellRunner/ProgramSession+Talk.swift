import CellWire
import Cells
import GradientChecking

extension ProgramSession {
  /// Talks with the program until it ends.
  ///
  /// - Parameters:
  ///   - runsCell: Whether a cell is to run that may be left out.
  ///   - settings: How a gradient is to be checked.
  ///   - stopsAfter: The cell after which nothing more is of interest.
  /// - Returns: What the program did.
  func talk(
    runsCell: (Int) -> Bool, settings: (RecordedCheck) -> CheckPlan, stopsAfter: Int? = nil
  ) -> ProgramRun {
    while var message = receive() {
      switch message.kind() {
      case .begin:
        let cell = message.int()
        guard message.isFinished else { break }
        let runs = runsCell(cell)
        if runs { enter(cell) }
        send(FrameWriter(runs ? .proceed : .skip))
      case .end:
        let ended = message.int()
        if let cell, cell == ended { record(cell) { $0.isComplete = true } }
        enter(nil)
        if ended == stopsAfter { return finish(isDone: true) }
        send(FrameWriter(.proceed))
      case .publish:
        let publication = Publication(name: message.string(), value: PublishedValue(&message))
        note(message.isFinished) { $0.published.append(publication) }
      case .show:
        let index = message.int()
        let value = PublishedValue(&message)
        if message.isFinished { show(index, value) }
      case .expect:
        let claim = ValueClaim(
          label: message.string(), actual: PublishedValue(&message),
          expected: PublishedValue(&message), tolerance: message.double(), line: message.int())
        note(message.isFinished) { $0.claims.append(claim) }
      case .check:
        let check = RecordedCheck(&message)
        if message.isFinished { carryOut(check, settings(check)) }
      case .crash: noteCrash(&message)
      default: continue
      }
    }
    return finish()
  }

  private func note(_ isValid: Bool, _ change: (inout CellRecord) -> Void) {
    if isValid, let cell { record(cell, change) }
  }

  /// Carries out a check with the program's own functions, and tells the program what came out.
  private func carryOut(_ check: RecordedCheck, _ plan: CheckPlan) {
    var check = check
    var answer = FrameWriter(.checked)
    if let layout = check.layout {
      let objective = LiveObjective(layout: layout, session: self)
      // What is left of a check is of no use once the program is gone.
      let workers = Workers { _ in objective.isAlive }
      let report = try? plan.check.run(objective, at: check.point, workers: workers)
      if plan.isSwept {
        // What the figure will ask for has to be on record.
        _ = try? StepSweep(of: objective, at: check.point, scheme: plan.check.scheme)
      }
      check.answers = objective.answers
      check.isComplete = objective.isComplete
      answer.put(report)
    } else {
      answer.put(nil as GradientCheckReport?)
    }
    note(true) { $0.checks.append(check) }
    send(answer)
  }
}

/// How a gradient that a program wants checked is checked.
struct CheckPlan {
  var check: GradientCheck
  /// Whether a figure shows the check at other steps.
  var isSwept = false
}

extension FrameWriter {
  fileprivate mutating func put(_ report: GradientCheckReport?) {
    put(report?.cost ?? .nan)
    put(report?.difference ?? .nan)
    put(report?.verdict.rawValue ?? Verdict.unresolved.rawValue)
    put(report?.belowThreshold == true ? 1 : 0)
    put(report?.gradapprox ?? [])
    put(report?.grad ?? [])
    put(report?.costPlus ?? [])
    put(report?.costMinus ?? [])
    let wrong = report?.tensors.filter { $0.verdict == .wrong }.map(\.name) ?? []
    put(wrong) { $0.put($1) }
  }
}

extension PublishedValue {
  /// Reads a value from a message.
  init(_ message: inout FrameReader) {
    self =
      switch message.value() {
      case .number(let number): .number(number)
      case .count(let count): .count(count)
      case .text(let text): .text(text)
      case .truth(let truth): .truth(truth)
      case .numbers(let numbers): .numbers(numbers)
      }
  }
}

extension RecordedCheck {
  /// Reads a request from a message.
  fileprivate init(_ message: inout FrameReader) {
    self.init(
      id: message.string(),
      tensors: message.list { message in
        Tensor(name: message.string(), shape: message.list { $0.int() })
      },
      point: message.doubles(), step: message.optional { $0.double() },
      threshold: message.optional { $0.double() }, scheme: message.optional { $0.string() },
      expectations: message.list { $0.string() }, line: message.int())
  }
}
