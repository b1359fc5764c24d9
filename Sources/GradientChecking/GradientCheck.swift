/// A comparison of an analytic gradient with a numerical one.
///
///     let check = GradientCheck(step: 1e-7)
///     let report = try check.run(LinearModel(x: 3), at: [4])
///     report.difference  // 7.814075313343006e-11
public struct GradientCheck: Hashable, Sendable {
  /// How derivatives are approximated.
  public var scheme: Scheme
  /// The step ε, or that the check is to choose it.
  public var step: StepChoice
  /// The limit for the course's rule, `difference < threshold`.
  public var threshold: Double
  /// The order of the sums in the norms.
  public var arithmetic: Arithmetic
  /// How J is evaluated beside θ.
  public var evaluation: Evaluation

  /// Creates a check, by default the course's.
  public init(
    scheme: Scheme = .central, step: StepChoice = .given(1e-7), threshold: Double = 1e-7,
    arithmetic: Arithmetic = .sequential, evaluation: Evaluation = .auto
  ) {
    self.scheme = scheme
    self.step = step
    self.threshold = threshold
    self.arithmetic = arithmetic
    self.evaluation = evaluation
  }

  /// Creates a check with a given step.
  public init(
    scheme: Scheme = .central, step: Double, threshold: Double = 1e-7,
    arithmetic: Arithmetic = .sequential, evaluation: Evaluation = .auto
  ) {
    self.init(
      scheme: scheme, step: .given(step), threshold: threshold, arithmetic: arithmetic,
      evaluation: evaluation)
  }
}

extension GradientCheck {
  /// Checks the gradient of an objective at a point.
  ///
  /// - Parameters:
  ///   - objective: The cost and its analytic gradient.
  ///   - point: θ, one number for each component of the objective's layout.
  ///   - workers: The threads that evaluate J, on whose number nothing depends.
  /// - Returns: All that was computed, and the verdict.
  /// - Throws: `GradientCheckError` if the step or the scheme can't be used, or on cancellation.
  /// - Complexity: With central differences two evaluations of J for each component, two more for
  ///   the truncation error of up to 32 components of each tensor and of every component whose
  ///   error the noise doesn't explain, up to twelve more for those that are in doubt, and 59 for the
  ///   noise and the preconditions.
  public func run(
    _ objective: some Objective, at point: [Double], workers: Workers = Workers()
  ) throws(GradientCheckError) -> GradientCheckReport {
    precondition(
      point.count == objective.layout.count, "point must have one number for each component")
    let report = try run(
      Neighbourhood(of: objective, at: point, evaluation: evaluation, workers: workers))
    guard let spotCheck = report.spotCheck, !spotCheck.agrees else { return report }
    // What can't be confirmed isn't used.
    return try run(Neighbourhood(of: objective, at: point, evaluation: .full, workers: workers))
      .with(spotCheck)
  }

  private func run(
    _ objective: Neighbourhood
  ) throws(GradientCheckError) -> GradientCheckReport {
    let layout = objective.layout
    let point = objective.point
    if case .given(let step) = step, !(step > 0 && step.isFinite) { throw .invalidStep(step) }

    let cost = objective.cost(at: point)
    let again = objective.cost(at: point)
    let gradient = objective.gradient(at: point)
    // Nothing can be compared with a gradient of another shape.
    let grad = gradient.count == point.count ? gradient : point.map { _ in .nan }
    let differences = try Differences(of: objective, at: point, cost: cost, scheme: scheme)
    let kinkRadii = objective.kinkRadii(at: point)
    let noise = EvaluationNoise(
      of: objective, at: point, cost: cost, kinkRadii: kinkRadii, spacing: spacingOfNoise,
      by: objective.workers)

    let plan = StepPlan(
      step, for: differences, layout: layout, noise: noise.cost, kinkRadii: kinkRadii)
    let numerical = NumericalGradient(differences, steps: plan.steps)
    let bars = ErrorBars(
      differences, layout: layout, plan: plan, noise: noise, numerical: numerical, grad: grad,
      kinkRadii: kinkRadii)
    var evidence = Evidence(
      grad: grad, gradapprox: numerical.values, bars: bars,
      isSound: cost.isFinite && cost.bitPattern == again.bitPattern,
      marked: plan.crossing.subtracting(bars.kinks))
    let opinion = SecondOpinion(
      on: evidence.doubtful(), by: differences, layout: layout, plan: plan, grad: grad,
      values: numerical.values, bars: bars, noise: noise.cost, kinkRadii: kinkRadii)
    evidence.take(opinion)

    let spotCheck = SpotCheck(
      of: objective, layout: layout, plan: plan, scheme: scheme, noise: noise.cost)
    if objective.isCancelled { throw .cancelled }
    let end = objective.cost(at: point)
    let isRestored = end.bitPattern == again.bitPattern
    if !isRestored { evidence.isSound = false }
    let judgement = Judgement(evidence, layout: layout, arithmetic: arithmetic)
    let inspection = Inspection(
      costs: [cost, again, end], gradientCount: gradient.count, evidence: evidence, plan: plan,
      noise: noise, numerical: numerical, kinks: bars.kinks, kinkRadii: kinkRadii,
      judgement: judgement, layout: layout)
    return GradientCheckReport(
      check: self, layout: layout, cost: cost, plan: plan, numerical: numerical, noise: noise,
      evidence: evidence, kinkRadii: kinkRadii, judgement: judgement, inspection: inspection,
      evaluation: objective.evaluation, spotCheck: spotCheck)
  }

  /// A step may be far too long or too short to show rounding; these spacings always do.
  private var spacingOfNoise: Double {
    switch step {
    case .given(let step): min(max(step, 1e-9), 1e-6)
    case .automatic: 1e-7
    }
  }
}

/// Why a gradient check can't be run as it was asked for.
public enum GradientCheckError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The step isn't positive and finite.
  case invalidStep(Double)
  /// The step leads from where J is finite to where it isn't.
  case leavesDomain(step: Double)
  /// The objective has no complex form.
  case complexStepUnsupported
  /// The objective can't be evaluated on dual numbers.
  case dualNumbersUnsupported
  /// The gradient doesn't have one number for each parameter.
  case shapesDiffer(gradient: Int, parameters: Int)
  /// Someone asked to stop.
  case cancelled

  /// One phrase: what is wrong, and what would be right.
  public var description: String {
    switch self {
    case .invalidStep(let step): "step \(step) is not positive and finite"
    case .leavesDomain(let step):
      "step \(step) leads to where J is not finite; take shorter steps"
    case .complexStepUnsupported:
      "scheme 'complex-step' needs a cost that takes complex numbers; use 'five-point'"
    case .dualNumbersUnsupported:
      "scheme 'dual' needs a cost that takes dual numbers; use 'five-point'"
    case .shapesDiffer(let gradient, let parameters):
      "gradient has \(gradient) numbers for \(parameters) parameters"
    case .cancelled: "the check was cancelled"
    }
  }
}
