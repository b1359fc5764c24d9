/// How far each component of a correct gradient may lie from its approximation.
///
///     tolᵢ = 2·(5·a·η/εᵢ + truncationᵢ + 4u|gᵢ| + displacementᵢ)
///
/// a is the scheme's amplification of noise; five standard deviations cover the noise, the factor 2
/// covers that η and the truncation are themselves estimates. The displacement is the rounding of
/// θ ± ε, by which the step actually taken differs from the step divided by.
struct ErrorBars {
  /// tolᵢ, not finite where the numbers allow no estimate.
  private(set) var tolerance: [Double]
  /// The part of tolᵢ that is ignorance; at a kink tolᵢ is more, as the slopes on its sides differ.
  private(set) var width: [Double]
  /// The components at a kink, whose gradient must lie between the slopes on its sides.
  let kinks: [Int]

  /// Measures what the tolerance is made of.
  ///
  /// The truncation error is measured where it could decide: on components whose error the noise
  /// doesn't explain, and on a sample of each tensor, by which the others are judged. So a check of
  /// a small tensor, or of a wrong one, measures all of it; one of a large tensor costs little more
  /// than the derivatives themselves.
  init(
    _ differences: Differences<some Objective>, layout: ParameterLayout, plan: StepPlan,
    noise: EvaluationNoise, numerical: NumericalGradient, grad: [Double], kinkRadii: [Double]?
  ) {
    let values = numerical.values
    let largest = values.reduce(0) { max($0, $1.magnitude) }
    let scheme = differences.scheme
    let point = differences.point
    let certain = values.indices.map { index in
      let step = plan.steps[index]
      let noisy =
        scheme.movesPoint
        ? numerical.amplifications[index] * noise.cost / step : noise.derivative * largest
      let displacement = scheme.relativeDisplacement(of: point[index], step: step)
      return 5 * noisy + 4 * unitRoundoff * grad[index].magnitude
        + displacement * values[index].magnitude
    }

    let truncation = truncationErrors(
      differences, layout: layout, plan: plan, numerical: numerical, kinkRadii: kinkRadii,
      isSuspect: { !((grad[$0] - values[$0]).magnitude <= 2 * certain[$0]) })
    width = values.indices.map { 2 * (certain[$0] + truncation[$0]) }
    tolerance = width

    kinks = plan.crossing.filter { kinkRadii?[$0] == 0 }.sorted()
    for index in kinks {
      let slopes = OneSidedSlopes(
        of: differences, component: index, longest: plan.steps[index], noise: noise.cost)
      width[index] = slopes.tolerance
      tolerance[index] = slopes.tolerance + slopes.distance(to: values[index])
    }
  }
}

/// Returns the truncation error of each component, measured by doubling the step or estimated.
private func truncationErrors(
  _ differences: Differences<some Objective>, layout: ParameterLayout, plan: StepPlan,
  numerical: NumericalGradient, kinkRadii: [Double]?, isSuspect: (Int) -> Bool
) -> [Double] {
  let values = numerical.values
  if values.indices.allSatisfy({ numerical.truncations[$0] != nil }) {
    return numerical.truncations.map { $0 ?? 0 }
  }
  guard let order = differences.scheme.order else { return values.map { _ in 0 } }
  let growth = Double(1 << order)
  var errors = values.map { _ in 0.0 }

  func measure(_ components: [Int]) {
    // Where the doubled step would meet a kink, half the step does as well, with more noise.
    let factors = components.map { index in
      let end = StepPlan.doubled * differences.scheme.reach * plan.steps[index]
      return kinkRadii.map { $0[index] <= end } == true ? 0.5 : 2
    }
    let others = differences.values(
      of: components, steps: zip(components, factors).map { plan.steps[$0] * $1 })
    for (place, index) in components.enumerated() {
      let part = factors[place] == 2 ? 1 / (growth - 1) : growth / (growth - 1)
      errors[index] = (others[place] - values[index]).magnitude * part
    }
  }

  for tensor in layout.tensors {
    let sample = evenlySpaced(32, of: tensor.range)
    let suspects = tensor.range.filter(isSuspect)
    let measured = suspects.isEmpty ? sample : Set(sample + suspects).sorted()
    measure(measured)
    guard measured.count < tensor.range.count else { continue }
    let coefficients = sample.map { errors[$0] / power(plan.steps[$0], order) }
    let square = coefficients.reduce(0) { $0 + $1 * $1 } / Double(coefficients.count)
    let isMeasured = Set(measured)
    for index in tensor.range where !isMeasured.contains(index) {
      errors[index] = 2 * square.squareRoot() * power(plan.steps[index], order)
    }
  }
  return errors
}

extension Scheme {
  /// Returns the largest relative error of a step, from the rounding of θ + ε.
  fileprivate func relativeDisplacement(of theta: Double, step: Double) -> Double {
    offsets.reduce(0) { largest, offset in
      let wanted = offset * step
      return max(largest, (((theta + wanted) - theta - wanted) / wanted).magnitude)
    }
  }
}
