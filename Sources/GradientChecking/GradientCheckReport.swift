/// Everything that one gradient check computed.
///
/// Vectors have one number for each component of `layout`.
public struct GradientCheckReport: Sendable {
  /// The names of the components.
  public let layout: ParameterLayout
  /// The scheme of `gradapprox`.
  public let scheme: Scheme
  /// The step ε.
  public let step: Double
  /// The limit that the course sets on `difference`.
  public let threshold: Double

  /// `J(θ)`.
  public let cost: Double
  /// `θᵢ + ε`; θᵢ itself for the complex step, which leaves the real line.
  public let thetaPlus: [Double]
  /// `θᵢ − ε`; θᵢ itself for the forward scheme and the complex step.
  public let thetaMinus: [Double]
  /// `J⁺ᵢ`, J with `thetaPlus[i]` in the place of θᵢ; for the complex step the real part of J.
  public let costPlus: [Double]
  /// `J⁻ᵢ`, J with `thetaMinus[i]` in the place of θᵢ; for the complex step the real part of J.
  public let costMinus: [Double]
  /// The numerical gradient.
  public let gradapprox: [Double]
  /// The analytic gradient.
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
  /// The verdict on each component; one that is exactly 0 on both sides is unresolved.
  public let verdicts: [Verdict]
  /// The tensors in the order of `layout`.
  public let tensors: [TensorReport]
  /// The verdict on the whole: consistent only if every tensor is.
  public let verdict: Verdict

  /// The course's rule, `difference < threshold`, which says nothing of why.
  ///
  /// What isn't a number is below nothing.
  public var belowThreshold: Bool { difference < threshold }
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
  /// The smallest δ for which a gradient scaled by 1 + δ would have been called wrong.
  ///
  /// It is nil where the tensor has no evidence.
  public let smallestDetectable: Double?
}
