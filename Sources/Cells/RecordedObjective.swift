import GradientChecking
import Synchronization

/// A cost whose values have been recorded.
final class RecordedObjective: Objective {
  let layout: ParameterLayout
  private let state: Mutex<State>

  private struct State {
    var answers: [PointKey: [[Double]]]
    var used: [PointKey: Int] = [:]
  }

  init(layout: ParameterLayout, answers: [PointKey: [[Double]]]) {
    self.layout = layout
    state = Mutex(State(answers: answers))
  }

  func cost(at point: [Double]) -> Double {
    answer(PointKey(isGradient: false, fingerprint: PointKey.fingerprint(of: point)))?.first ?? .nan
  }

  func gradient(at point: [Double]) -> [Double] {
    answer(PointKey(isGradient: true, fingerprint: PointKey.fingerprint(of: point))) ?? []
  }

  func costs(near point: [Double], perturbations: [Perturbation]) -> [Double] {
    let base = PointKey.fingerprint(of: point)
    return perturbations.map { perturbation in
      let index = perturbation.index
      let fingerprint =
        base &- PointKey.term(index, point[index]) &+ PointKey.term(index, perturbation.value)
      return answer(PointKey(isGradient: false, fingerprint: fingerprint))?.first ?? .nan
    }
  }

  /// The next answer to a question; a function that is not pure may have given several.
  private func answer(_ key: PointKey) -> [Double]? {
    state.withLock { state in
      guard let answers = state.answers[key], !answers.isEmpty else { return nil }
      let count = state.used[key, default: 0]
      state.used[key] = count + 1
      return answers[min(count, answers.count - 1)]
    }
  }
}
