/// A gradient estimated from values of the cost alone.
///
/// It knows nothing of tolerances: whether an estimate is good enough is for others to judge.
public struct NumericalGradient: Sendable {
  /// `θᵢ + ε`.
  public let thetaPlus: [Double]
  /// `θᵢ − ε`, or θᵢ where the scheme has no such point.
  public let thetaMinus: [Double]
  /// J with `thetaPlus[i]` in the place of θᵢ.
  public let costPlus: [Double]
  /// J with `thetaMinus[i]` in the place of θᵢ.
  public let costMinus: [Double]
  /// The approximate derivatives.
  public let values: [Double]

  /// Approximates the gradient of an objective, one component at a time.
  ///
  /// - Parameters:
  ///   - objective: The function J.
  ///   - point: The point θ.
  ///   - cost: `J(θ)`, which is known already.
  ///   - scheme: How each derivative is approximated.
  ///   - step: The step ε, positive and finite.
  /// - Throws: `complexStepUnsupported` if the scheme needs a complex J and there is none.
  /// - Complexity: One, two or four evaluations of J for each component.
  public init(
    of objective: some Objective, at point: [Double], cost: Double, scheme: Scheme, step: Double
  ) throws(GradientCheckError) {
    if scheme == .complexStep {
      try self.init(complexStep: step, of: objective, at: point)
    } else {
      self.init(differencing: objective, at: point, cost: cost, scheme: scheme, step: step)
    }
  }
}

extension NumericalGradient {
  private init(
    differencing objective: some Objective, at point: [Double], cost: Double, scheme: Scheme,
    step: Double
  ) {
    let offsets = scheme.offsets
    let perturbations = point.indices.flatMap { index in
      offsets.map { Perturbation(index: index, value: point[index] + $0 * step) }
    }
    let costs = objective.costs(near: point, perturbations: perturbations)
    precondition(costs.count == perturbations.count, "each perturbation must have its cost")

    let isTwoSided = offsets.contains(-1)
    let starts = point.indices.map { $0 * offsets.count }
    thetaPlus = point.map { $0 + step }
    thetaMinus = isTwoSided ? point.map { $0 - step } : point
    costPlus = starts.map { costs[$0] }
    costMinus = starts.map { isTwoSided ? costs[$0 + 1] : cost }
    values = starts.map {
      scheme.derivative(costs: costs[$0..<$0 + offsets.count], center: cost, step: step)
    }
  }

  private init(
    complexStep step: Double, of objective: some Objective, at point: [Double]
  ) throws(GradientCheckError) {
    var complexPoint = point.map { Complex($0) }
    var costs: [Complex] = []
    for index in point.indices {
      complexPoint[index] = Complex(point[index], step)
      guard let cost = objective.cost(at: complexPoint) else { throw .complexStepUnsupported }
      complexPoint[index] = Complex(point[index])
      costs.append(cost)
    }
    thetaPlus = point
    thetaMinus = point
    costPlus = costs.map(\.real)
    costMinus = costPlus
    values = costs.map { $0.imaginary / step }
  }
}
