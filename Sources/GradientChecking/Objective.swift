/// A scalar cost `J(θ)` together with the gradient that is to be checked.
///
/// Both must be pure: the same point gives the same bits.
public protocol Objective: Sendable {
  /// What the components of a point are called.
  var layout: ParameterLayout { get }

  /// Returns `J(θ)`.
  func cost(at point: [Double]) -> Double

  /// Returns the analytic gradient, one number for each component of the point.
  func gradient(at point: [Double]) -> [Double]

  /// Returns `J` with one component changed at a time, in the order of the perturbations.
  ///
  /// Each result is `cost(at:)` of the point with that one component replaced.
  func costs(near point: [Double], perturbations: [Perturbation]) -> [Double]

  /// Returns what evaluates `J` near a point at less expense, or nil if nothing does.
  func evaluator(near point: [Double], evaluation: Evaluation) -> (any NeighbourEvaluator)?

  /// Returns `J` at a complex point, or nil if the code of `J` isn't analytic.
  func cost(at point: [Complex]) -> Complex?

  /// Returns `J` at a point of dual numbers, or nil if the code of `J` can't take them.
  func cost(at point: [Dual]) -> Dual?

  /// Returns how far each component can move, either way, before it meets a kink of `J`.
  ///
  /// It is 0 for a component with a kink at the point itself and infinite for one that meets none.
  /// The result is nil if the kinks of `J` are unknown.
  func kinkRadii(at point: [Double]) -> [Double]?

  /// Returns what the formula of `J` tells about its rounding errors, or nil if it tells nothing.
  ///
  /// Rounding that repeats itself can't be measured from values: where `1 − a` keeps one digit, J
  /// is a staircase, smooth on each stair.
  func rounding(at point: [Double]) -> Rounding?
}

/// The rounding errors of a cost, from an analysis of its formula.
public struct Rounding: Hashable, Sendable {
  /// The standard deviation of the error of J.
  public let cost: Double
  /// The standard deviation of the relative error of a derivative of J.
  public let derivative: Double

  /// Joins the two estimates.
  public init(cost: Double, derivative: Double) {
    self.cost = cost
    self.derivative = derivative
  }
}

/// A point with one component replaced.
public struct Perturbation: Hashable, Sendable {
  /// Which component.
  public let index: Int
  /// What stands there instead.
  public let value: Double

  /// Replaces the component at `index` by `value`.
  public init(index: Int, value: Double) {
    self.index = index
    self.value = value
  }
}

extension Objective {
  /// Evaluates `cost(at:)` once for each perturbation.
  public func costs(near point: [Double], perturbations: [Perturbation]) -> [Double] {
    var point = point
    return perturbations.map { perturbation in
      // Put back by assignment: (θ + ε) − ε is not always θ.
      let saved = point[perturbation.index]
      defer { point[perturbation.index] = saved }
      point[perturbation.index] = perturbation.value
      return cost(at: point)
    }
  }

  /// Offers nothing but plain evaluations.
  public func evaluator(
    near point: [Double], evaluation: Evaluation
  ) -> (any NeighbourEvaluator)? { nil }

  /// Offers no complex evaluation.
  public func cost(at point: [Complex]) -> Complex? { nil }

  /// Offers no evaluation on dual numbers.
  public func cost(at point: [Dual]) -> Dual? { nil }

  /// Knows nothing of kinks.
  public func kinkRadii(at point: [Double]) -> [Double]? { nil }

  /// Knows nothing of rounding.
  public func rounding(at point: [Double]) -> Rounding? { nil }
}
