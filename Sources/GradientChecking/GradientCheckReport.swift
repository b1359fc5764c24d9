/// Everything that one gradient check computed.
///
/// Vectors have one number for each component of `layout`.
public struct GradientCheckReport: Sendable {
  /// The names of the components.
  public let layout: ParameterLayout
  /// The scheme of `gradapprox`.
  public let scheme: Scheme
  /// The step ε; 0 for a scheme that takes none.
  public let step: Double
  /// The step of each component: ε, or less where ε was chosen and a kink is near.
  public let steps: [Double]
  /// Where ε comes from.
  public let stepOrigin: StepOrigin
  /// The limit that the course sets on `difference`.
  public let threshold: Double

  /// `J(θ)`.
  public let cost: Double
  /// `θᵢ + εᵢ`; θᵢ itself for a scheme that doesn't leave θ on the real line.
  public let thetaPlus: [Double]
  /// `θᵢ − εᵢ`; θᵢ itself for the forward scheme and for one that doesn't leave θ.
  public let thetaMinus: [Double]
  /// `J⁺ᵢ`, J with `thetaPlus[i]` in the place of θᵢ; for the complex step the real part of J.
  public let costPlus: [Double]
  /// `J⁻ᵢ`, J with `thetaMinus[i]` in the place of θᵢ; for the complex step the real part of J.
  public let costMinus: [Double]
  /// The numerical gradient.
  public let gradapprox: [Double]
  /// The analytic gradient; not a number throughout if it had another shape.
  public let grad: [Double]

  /// `‖grad − gradapprox‖`.
  public let numerator: Double
  /// `‖grad‖ + ‖gradapprox‖`.
  public let denominator: Double
  /// `numerator / denominator`; not a number for 0/0.
  public let difference: Double

  /// η, the standard deviation of J's rounding errors, estimated.
  public let noise: Double
  /// The error bar of each component: how far `grad` may lie from `gradapprox`.
  public let tolerance: [Double]
  /// How far each component can move before J meets a kink, if the objective knows.
  public let kinkRadii: [Double]?
  /// The verdict on each component; one that is exactly 0 on both sides is unresolved.
  public let verdicts: [Verdict]
  /// The tensors in the order of `layout`.
  public let tensors: [TensorReport]
  /// The verdict on the whole: consistent only if every tensor is.
  public let verdict: Verdict

  /// What has to hold before a verdict means anything, and whether it does.
  public let preconditions: [PreconditionOutcome]
  /// What else a reader of the verdict should know; begins with the preconditions that fail.
  public let findings: [Finding]

  /// What the verdict rests on, kept so that another gradient can be judged by the same.
  let evidence: Evidence
  /// The order of the sums in the norms.
  let arithmetic: Arithmetic

  /// How J was evaluated, `full` or `reuse`.
  public let evaluation: Evaluation
  /// How values that reuse work compare with full evaluations, if any do.
  public private(set) var spotCheck: SpotCheck?
}

/// What a gradient check found about one tensor.
public struct TensorReport: Hashable, Sendable {
  /// The name, such as `W1`.
  public let name: String
  /// The size of each dimension.
  public let shape: [Int]
  /// `‖grad − gradapprox‖ / (‖grad‖ + ‖gradapprox‖)` of this tensor alone.
  public let difference: Double
  /// The verdict on the tensor.
  public let verdict: Verdict
  /// The component whose error is largest against its tolerance, as a place in the vector.
  public let worst: Int
  /// `|grad − gradapprox|` of the worst component.
  public let error: Double
  /// The tolerance that `error` was compared with.
  public let tolerance: Double
  /// The smallest δ for which a gradient scaled by 1 + δ or by 1 − δ would have been called wrong.
  ///
  /// It is nil where the tensor has no evidence.
  public let smallestDetectable: Double?
}

extension GradientCheckReport {
  /// What would help, each piece of advice once.
  public var advice: [Advice] {
    Advice.allCases.filter { advice in findings.contains { $0.advice == advice } }
  }

  /// Gathers what a check computed.
  init(
    check: GradientCheck, layout: ParameterLayout, cost: Double, plan: StepPlan,
    numerical: NumericalGradient, noise: EvaluationNoise, evidence: Evidence,
    kinkRadii: [Double]?, judgement: Judgement, inspection: Inspection, evaluation: Evaluation,
    spotCheck: SpotCheck?
  ) {
    let (numerator, denominator, difference) = relativeDifference(
      evidence.grad, numerical.values, in: check.arithmetic)
    self.init(
      layout: layout, scheme: check.scheme, step: plan.step, steps: plan.steps,
      stepOrigin: plan.origin, threshold: check.threshold, cost: cost,
      thetaPlus: numerical.thetaPlus, thetaMinus: numerical.thetaMinus,
      costPlus: numerical.costPlus, costMinus: numerical.costMinus, gradapprox: numerical.values,
      grad: evidence.grad, numerator: numerator, denominator: denominator, difference: difference,
      noise: noise.cost, tolerance: evidence.tolerance, kinkRadii: kinkRadii,
      verdicts: judgement.components, tensors: judgement.tensors, verdict: judgement.overall,
      preconditions: inspection.preconditions, findings: inspection.findings, evidence: evidence,
      arithmetic: check.arithmetic, evaluation: evaluation, spotCheck: spotCheck)
  }

  /// The same with a spot check of another run.
  func with(_ spotCheck: SpotCheck) -> GradientCheckReport {
    var report = self
    report.spotCheck = spotCheck
    return report
  }
}
