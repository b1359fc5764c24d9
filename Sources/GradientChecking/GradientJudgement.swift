/// What one numerical gradient says about an analytic one.
public struct GradientJudgement: Sendable {
  /// `‖grad − gradapprox‖ / (‖grad‖ + ‖gradapprox‖)`.
  public let difference: Double
  /// The course's rule, `difference < threshold`.
  public let belowThreshold: Bool
  /// The verdict on each component.
  public let verdicts: [Verdict]
  /// The tensors.
  public let tensors: [TensorReport]
  /// The verdict on the whole.
  public let verdict: Verdict
  /// Whether some component's error is more than half its bar, so that a check of this gradient
  /// would look at it a second time, with other steps, and might call it wrong.
  public let isInDoubt: Bool

  /// The tensors that are wrong.
  public var wrongTensors: [String] { tensors.filter { $0.verdict == .wrong }.map(\.name) }
}

extension GradientCheckReport {
  /// Judges another gradient at the same point, by the same approximation and error bars.
  ///
  /// J isn't evaluated again. Only the part of the error bar that covers the rounding of the
  /// gradient, 2·4u|gᵢ|, is that of the other gradient. Derivatives whose steps were found to
  /// contradict each other stay unresolved; a component that no one suspected before isn't looked
  /// at a second time.
  ///
  /// - Parameter other: The gradient, one number for each component of `layout`.
  /// - Returns: The verdicts.
  public func judging(_ other: [Double]) -> GradientJudgement {
    precondition(other.count == grad.count, "gradient must have the shape of the point")
    var judged = evidence
    judged.grad = other
    for index in other.indices {
      let rounding = 8 * unitRoundoff * (other[index].magnitude - grad[index].magnitude)
      // A gradient that isn't finite is wrong by itself, and no measure for a bar.
      guard rounding.isFinite else { continue }
      judged.tolerance[index] += rounding
      judged.width[index] += rounding
    }
    let judgement = Judgement(judged, layout: layout, arithmetic: arithmetic)
    let difference = relativeDifference(other, gradapprox, in: arithmetic).difference
    return GradientJudgement(
      difference: difference, belowThreshold: difference < threshold,
      verdicts: judgement.components, tensors: judgement.tensors, verdict: judgement.overall,
      isInDoubt: judged.doubtful().contains { judgement.components[$0] != .wrong })
  }

  /// The tensors that are wrong.
  public var wrongTensors: [String] { tensors.filter { $0.verdict == .wrong }.map(\.name) }
}
