import CellWire
import Cells
import GradientChecking
import Synchronization

/// A cost whose values a running program gives, one question at a time.
final class LiveObjective: Objective, @unchecked Sendable {
  let layout: ParameterLayout
  private let session: ProgramSession
  private let lock = Mutex(())
  /// Every question with its answers.
  private(set) var answers: [PointKey: [[Double]]] = [:]
  /// Whether every question was answered.
  private(set) var isComplete = true

  init(layout: ParameterLayout, session: ProgramSession) {
    self.layout = layout
    self.session = session
  }

  /// Whether answers are still to be expected.
  var isAlive: Bool { lock.withLock { _ in session.isAlive } }

  func cost(at point: [Double]) -> Double {
    ask(.cost, point, isGradient: false)?.first ?? .nan
  }

  func gradient(at point: [Double]) -> [Double] { ask(.gradient, point, isGradient: true) ?? [] }

  func costs(near point: [Double], perturbations: [Perturbation]) -> [Double] {
    lock.withLock { _ in
      guard !perturbations.isEmpty else { return [] }
      // A question is as long as the point; nobody is left to read it.
      guard session.isAlive else { return noAnswers(perturbations.count) }
      var message = FrameWriter(.costs)
      message.put(point)
      message.put(perturbations) { message, perturbation in
        message.put(perturbation.index)
        message.put(perturbation.value)
      }
      guard let values = exchange(message), values.count == perturbations.count else {
        return noAnswers(perturbations.count)
      }
      let base = PointKey.fingerprint(of: point)
      for (perturbation, value) in zip(perturbations, values) {
        let index = perturbation.index
        let fingerprint =
          base &- PointKey.term(index, point[index]) &+ PointKey.term(index, perturbation.value)
        answers[PointKey(isGradient: false, fingerprint: fingerprint), default: []].append([value])
      }
      return values
    }
  }

  private func ask(_ kind: MessageKind, _ point: [Double], isGradient: Bool) -> [Double]? {
    lock.withLock { _ in
      guard session.isAlive else {
        isComplete = false
        return nil
      }
      var message = FrameWriter(kind)
      message.put(point)
      guard let values = exchange(message) else {
        isComplete = false
        return nil
      }
      let key = PointKey(isGradient: isGradient, fingerprint: PointKey.fingerprint(of: point))
      answers[key, default: []].append(values)
      return values
    }
  }

  private func noAnswers(_ count: Int) -> [Double] {
    isComplete = false
    return [Double](repeating: .nan, count: count)
  }

  private func exchange(_ message: FrameWriter) -> [Double]? {
    session.send(message)
    while var answer = session.receive() {
      switch answer.kind() {
      case .answer:
        let values = answer.doubles()
        return answer.isFinished ? values : nil
      case .crash: session.noteCrash(&answer)
      // A cost may itself publish values; they are of no use here, and none of the answer.
      default: continue
      }
    }
    return nil
  }
}
