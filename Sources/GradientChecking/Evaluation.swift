/// How J is evaluated at points that differ from one point in a single component.
public enum Evaluation: String, CaseIterable, Sendable {
  /// `full` where that is quick, `reuse` elsewhere.
  ///
  /// Operations are counted, not timed, so that the choice is the same everywhere.
  case auto
  /// Each value has the bits that an evaluation from the beginning would give it.
  case full
  /// The work of one evaluation is reused for the others; values agree within rounding.
  case reuse
}

/// An objective prepared for many evaluations near one point.
public protocol NeighbourEvaluator: Sendable {
  /// How it evaluates, `full` or `reuse`.
  var evaluation: Evaluation { get }

  /// Returns `J` anywhere, with the rounding of the other values.
  func cost(at point: [Double]) -> Double

  /// Returns how far each component of the point can move before `J` meets a kink, if that is
  /// known at less expense than the objective itself would have.
  func kinkRadii(by workers: Workers) -> [Double]?

  /// Returns `J` with one component changed at a time, in the order of the perturbations.
  ///
  /// Each value depends on its perturbation alone: not on the others, nor on the number of threads.
  /// Where the work is cancelled, what wasn't evaluated is no number.
  func costs(of perturbations: [Perturbation], by workers: Workers) -> [Double]
}

extension NeighbourEvaluator {
  /// Leaves it to the objective.
  public func kinkRadii(by workers: Workers) -> [Double]? { nil }
}
