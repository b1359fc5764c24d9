/// A gradient estimated from values of the cost alone.
///
/// It knows nothing of tolerances: whether an estimate is good enough is for others to judge.
public struct NumericalGradient: Sendable {
  /// `θᵢ + εᵢ`.
  public let thetaPlus: [Double]
  /// `θᵢ − εᵢ`, or θᵢ where the scheme has no such point.
  public let thetaMinus: [Double]
  /// J with `thetaPlus[i]` in the place of θᵢ.
  public let costPlus: [Double]
  /// J with `thetaMinus[i]` in the place of θᵢ.
  public let costMinus: [Double]
  /// The approximate derivatives.
  public let values: [Double]
  /// The truncation error of each, as far as the scheme estimates it itself.
  let truncations: [Double?]
  /// The standard deviation of each, in units of η/εᵢ.
  let amplifications: [Double]

  /// Approximates the gradient of an objective, one component at a time.
  ///
  /// - Parameters:
  ///   - objective: The function J.
  ///   - point: The point θ.
  ///   - cost: `J(θ)`, which is known already.
  ///   - scheme: How each derivative is approximated.
  ///   - step: The step ε, positive and finite.
  /// - Throws: `complexStepUnsupported` or `dualNumbersUnsupported` if the scheme needs a J that
  ///   takes such numbers and there is none.
  /// - Complexity: As many evaluations of J for each component as the scheme has offsets.
  public init(
    of objective: some Objective, at point: [Double], cost: Double, scheme: Scheme, step: Double
  ) throws(GradientCheckError) {
    self.init(
      try Differences(of: objective, at: point, cost: cost, scheme: scheme),
      steps: point.map { _ in step })
  }

  /// Approximates the gradient with a step for each component.
  init(_ differences: Differences<some Objective>, steps: [Double]) {
    let point = differences.point
    let offsets = differences.scheme.offsets
    let estimates = differences.estimates(of: Array(point.indices), steps: steps)
    thetaPlus = offsets.contains(1) ? zip(point, steps).map { $0 + $1 } : point
    thetaMinus = offsets.contains(-1) ? zip(point, steps).map { $0 - $1 } : point
    costPlus = estimates.map(\.costPlus)
    costMinus = estimates.map(\.costMinus)
    values = estimates.map(\.value)
    truncations = estimates.map(\.truncation)
    amplifications = estimates.map(\.amplification)
  }
}
