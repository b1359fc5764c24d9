/// Derivatives of a cost at a point by one scheme, for any components and steps.
struct Differences<Function: Objective> {
  let objective: Function
  let point: [Double]
  /// `J(θ)`, which is known already.
  let cost: Double
  let scheme: Scheme

  /// A derivative by one component, with what it was computed from.
  struct Estimate {
    var value: Double
    var costPlus: Double
    var costMinus: Double
    /// The truncation error, where the scheme estimates it itself.
    var truncation: Double?
    /// The standard deviation of the value, in units of η/ε.
    var amplification: Double
  }

  /// Prepares to differentiate, and throws if the objective can't follow the scheme.
  init(
    of objective: Function, at point: [Double], cost: Double, scheme: Scheme
  ) throws(GradientCheckError) {
    switch scheme {
    case .complexStep where objective.cost(at: point.map { Complex($0) }) == nil:
      throw .complexStepUnsupported
    case .dual where objective.cost(at: point.map { Dual($0) }) == nil:
      throw .dualNumbersUnsupported
    default: break
    }
    self.objective = objective
    self.point = point
    self.cost = cost
    self.scheme = scheme
  }

  /// Returns the derivatives by some components, each with a step of its own.
  func estimates(of components: [Int], steps: [Double]) -> [Estimate] {
    switch scheme {
    case .central, .forward, .fivePoint, .ridders: stencils(components, steps)
    case .complexStep: complexSteps(components, steps)
    case .dual: tangents(components)
    }
  }

  /// Returns the derivatives by some components, each with a step of its own.
  func values(of components: [Int], steps: [Double]) -> [Double] {
    estimates(of: components, steps: steps).map(\.value)
  }

  private func stencils(_ components: [Int], _ steps: [Double]) -> [Estimate] {
    let offsets = scheme.offsets
    var perturbations: [Perturbation] = []
    perturbations.reserveCapacity(components.count * offsets.count)
    for (index, step) in zip(components, steps) {
      for offset in offsets {
        perturbations.append(Perturbation(index: index, value: point[index] + offset * step))
      }
    }
    let costs = objective.costs(near: point, perturbations: perturbations)
    precondition(costs.count == perturbations.count, "each perturbation must have its cost")

    let isTwoSided = offsets.contains(-1)
    return steps.indices.map { place in
      let start = place * offsets.count
      let slice = costs[start..<start + offsets.count]
      var estimate = Estimate(
        value: 0, costPlus: costs[start], costMinus: isTwoSided ? costs[start + 1] : cost,
        amplification: scheme.noiseAmplification)
      if scheme == .ridders {
        let best = RiddersTableau(costs: slice, step: steps[place]).best
        estimate.value = best.value
        estimate.truncation = best.error
        estimate.amplification = best.amplification
      } else {
        estimate.value = scheme.derivative(costs: slice, center: cost, step: steps[place])
      }
      return estimate
    }
  }

  private func complexSteps(_ components: [Int], _ steps: [Double]) -> [Estimate] {
    var moved = point.map { Complex($0) }
    return zip(components, steps).map { index, step in
      moved[index] = Complex(point[index], step)
      defer { moved[index] = Complex(point[index]) }
      guard let cost = objective.cost(at: moved) else {
        preconditionFailure("an objective must take complex numbers everywhere or nowhere")
      }
      return Estimate(
        value: cost.imaginary / step, costPlus: cost.real, costMinus: cost.real, amplification: 0)
    }
  }

  private func tangents(_ components: [Int]) -> [Estimate] {
    var moved = point.map { Dual($0) }
    return components.map { index in
      moved[index] = Dual(point[index], 1)
      defer { moved[index] = Dual(point[index]) }
      guard let cost = objective.cost(at: moved) else {
        preconditionFailure("an objective must take dual numbers everywhere or nowhere")
      }
      return Estimate(
        value: cost.tangent, costPlus: cost.real, costMinus: cost.real, truncation: 0,
        amplification: 0)
    }
  }
}
