/// A comparison of an analytic gradient with a numerical one.
///
///     let check = GradientCheck(step: 1e-7)
///     let report = try check.run(LinearModel(x: 3), at: [4])
///     report.difference  // 7.814075313343006e-11
public struct GradientCheck: Hashable, Sendable {
  /// How derivatives are approximated.
  public var scheme: Scheme
  /// The step ε.
  public var step: Double
  /// The limit for the course's rule, `difference < threshold`.
  public var threshold: Double
  /// The order of the sums in the norms.
  public var arithmetic: Arithmetic

  /// Creates a check, by default the course's.
  public init(
    scheme: Scheme = .central, step: Double = 1e-7, threshold: Double = 1e-7,
    arithmetic: Arithmetic = .sequential
  ) {
    self.scheme = scheme
    self.step = step
    self.threshold = threshold
    self.arithmetic = arithmetic
  }
}

extension GradientCheck {
  /// Checks the gradient of an objective at a point.
  ///
  /// - Parameters:
  ///   - objective: The cost and its analytic gradient.
  ///   - point: θ, one number for each component of the objective's layout.
  /// - Returns: All that was computed, and the verdict.
  /// - Throws: `GradientCheckError` if the step or the scheme can't be used.
  /// - Complexity: With central differences four evaluations of J for each component, two for the
  ///   gradient and two for its truncation error, and 57 for the noise.
  public func run(
    _ objective: some Objective, at point: [Double]
  ) throws(GradientCheckError) -> GradientCheckReport {
    let layout = objective.layout
    precondition(point.count == layout.count, "point must have one number for each component")
    guard step > 0, step.isFinite else { throw .invalidStep(step) }

    let cost = objective.cost(at: point)
    let grad = objective.gradient(at: point)
    precondition(grad.count == point.count, "gradient must have the shape of the point")
    let numerical = try NumericalGradient(
      of: objective, at: point, cost: cost, scheme: scheme, step: step)
    let bars = try ErrorBars(
      of: objective, at: point, cost: cost, scheme: scheme, step: step,
      gradapprox: numerical.values, grad: grad)
    let judgement = Judgement(
      layout: layout, cost: cost, grad: grad, gradapprox: numerical.values,
      tolerance: bars.tolerance, arithmetic: arithmetic)
    let (numerator, denominator, difference) = relativeDifference(
      grad, numerical.values, in: arithmetic)

    return GradientCheckReport(
      layout: layout, scheme: scheme, step: step, threshold: threshold, cost: cost,
      thetaPlus: numerical.thetaPlus, thetaMinus: numerical.thetaMinus,
      costPlus: numerical.costPlus, costMinus: numerical.costMinus, gradapprox: numerical.values,
      grad: grad, numerator: numerator, denominator: denominator, difference: difference,
      noise: bars.noise, tolerance: bars.tolerance, verdicts: judgement.components,
      tensors: judgement.tensors, verdict: judgement.overall)
  }
}

/// Why a gradient check can't be run as it was asked for.
public enum GradientCheckError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The step isn't positive and finite.
  case invalidStep(Double)
  /// The objective has no complex form.
  case complexStepUnsupported

  /// One phrase: what is wrong, and what would be right.
  public var description: String {
    switch self {
    case .invalidStep(let step): "step \(step) is not positive and finite"
    case .complexStepUnsupported:
      "scheme 'complex-step' needs a cost that takes complex numbers; use 'five-point'"
    }
  }
}
