extension StepSweep.Theory {
  /// Returns the part of the difference that truncation makes.
  public func truncation(at step: Double) -> Double { truncation * power(step, order) }

  /// Returns the part of the difference that rounding makes.
  public func roundoff(at step: Double) -> Double { roundoff / step }

  /// Returns the difference expected of a right gradient.
  public func difference(at step: Double) -> Double {
    let (long, short) = (truncation(at: step), roundoff(at: step))
    return (long * long + short * short).squareRoot()
  }

  /// The step at which the expected difference is smallest; infinite without truncation error.
  public var bestStep: Double {
    guard truncation > 0 else { return .infinity }
    return root(roundoff / (Double(order).squareRoot() * truncation), order + 1)
  }

  /// The smallest difference that a right gradient can be expected to have, the noise floor.
  public var floor: Double { truncation > 0 ? difference(at: bestStep) : 0 }

  /// Measures C and D, or returns nil for a scheme that subtracts nothing.
  ///
  ///     C = √ΣCᵢ² / 2‖g‖,   D = √n·a·η / 2‖g‖
  ///
  /// n counts the components whose derivative isn't 0; the others, of dead units, have no noise.
  init?(_ differences: Differences<some Objective>, noise: Double, nearestKink: Double) {
    let scheme = differences.scheme
    guard let order = scheme.order, scheme.noiseAmplification > 0, let longest = scheme.longestStep
    else { return nil }
    let step = min(longest, powerOfTwo(below: nearestKink / StepPlan.doubled))
    let components = Array(differences.point.indices)
    guard step > 0, !components.isEmpty else { return nil }
    let steps = components.map { _ in step }
    let gradient = differences.values(of: components, steps: steps)
    let coefficients = truncationCoefficients(
      of: differences, components: components, steps: steps, order: order)
    let size = 2 * Arithmetic.sequential.norm(gradient)
    guard size > 0, size.isFinite, noise.isFinite else { return nil }
    let active = Double(gradient.count { $0 != 0 })
    self.init(
      truncation: Arithmetic.sequential.norm(coefficients) / size,
      roundoff: active.squareRoot() * scheme.noiseAmplification * noise / size, order: order)
  }
}
