/// How far each component of a correct gradient may lie from its approximation.
///
///     tolᵢ = 2·(5·a·η/ε + truncationᵢ + 4u|gᵢ| + u|θᵢ|/ε·|gᵢ|)
///
/// a is the scheme's amplification of noise; five standard deviations cover the noise, the factor 2
/// covers that η and the truncation are themselves estimates. The last term is the rounding of
/// θ ± ε, by which the step actually taken differs from the step divided by.
struct ErrorBars {
  /// η.
  let noise: Double
  /// tolᵢ, not finite where the numbers allow no estimate.
  let tolerance: [Double]

  /// Measures what the tolerance is made of.
  init(
    of objective: some Objective, at point: [Double], cost: Double, scheme: Scheme, step: Double,
    gradapprox: [Double], grad: [Double]
  ) throws(GradientCheckError) {
    // A step may be far too long or too short to show rounding; these spacings always do.
    let spacing = min(max(step, 1e-9), 1e-6)
    let noise = evaluationNoise(of: objective, at: point, cost: cost, spacing: spacing)
    self.noise = noise

    // The truncation error is about C·ε^order, so doubling the step multiplies it by 2^order.
    let doubled = try NumericalGradient(
      of: objective, at: point, cost: cost, scheme: scheme, step: 2 * step
    ).values
    let growth = Double(1 << scheme.order - 1)

    let noiseOfDerivative: Double
    if scheme == .complexStep {
      // No difference is taken: the derivative keeps as many digits as J does.
      let largest = gradapprox.reduce(0) { max($0, $1.magnitude) }
      let relative = cost == 0 ? unitRoundoff : noise / cost.magnitude
      noiseOfDerivative = relative * largest
    } else {
      noiseOfDerivative = scheme.noiseAmplification * noise / step
    }
    let movesPoint = scheme != .complexStep
    tolerance = point.indices.map { index in
      let truncation = (doubled[index] - gradapprox[index]).magnitude / growth
      let rounding = 4 * unitRoundoff * grad[index].magnitude
      let displacement =
        movesPoint
        ? unitRoundoff * (point[index].magnitude / step) * gradapprox[index].magnitude : 0
      return 2 * (5 * noiseOfDerivative + truncation + rounding + displacement)
    }
  }
}
