/// The verdict on every component, every tensor and the whole.
struct Judgement {
  let components: [Verdict]
  let tensors: [TensorReport]
  let overall: Verdict

  /// Compares two gradients within their error bars.
  ///
  /// - Parameters:
  ///   - evidence: The gradients and their error bars.
  ///   - layout: The tensors.
  ///   - arithmetic: The order of the sums in the norms.
  init(_ evidence: Evidence, layout: ParameterLayout, arithmetic: Arithmetic) {
    let components = evidence.grad.indices.map(evidence.verdict)
    self.components = components
    tensors = layout.tensors.map {
      TensorReport($0, evidence: evidence, verdicts: components, arithmetic: arithmetic)
    }
    let verdicts = tensors.map(\.verdict)
    // A layer that is dead on every example says nothing about its tensors, so to call the whole
    // consistent would say more than is known.
    overall =
      verdicts.contains(.wrong)
      ? .wrong : verdicts.contains(.unresolved) || verdicts.isEmpty ? .unresolved : .consistent
  }

  /// An error bar wider than this part of the derivative tells nothing about it.
  fileprivate static let widestUseful = 1e-3
}

/// What a verdict rests on.
struct Evidence {
  var grad: [Double]
  let gradapprox: [Double]
  /// How far the two may lie apart.
  var tolerance: [Double]
  /// How much of that is ignorance.
  var width: [Double]
  /// Whether J can be trusted at all: it is finite, and has the same bits twice.
  let isSound: Bool
  /// The components left out, since their step crosses a kink.
  var marked: Set<Int> = []
  /// The components whose derivatives with different steps contradict each other.
  var contradicted: Set<Int> = []

  /// Returns the verdict on one component.
  func verdict(_ index: Int) -> Verdict {
    // Nothing that is said about the gradient could be held against it.
    guard isSound else { return .unresolved }
    guard grad[index].isFinite else { return .wrong }
    guard
      gradapprox[index].isFinite, tolerance[index].isFinite, !marked.contains(index),
      !contradicted.contains(index)
    else { return .unresolved }
    guard (grad[index] - gradapprox[index]).magnitude <= tolerance[index] else { return .wrong }
    // Strict, so that 0 on both sides, with whatever error bar, stays without evidence.
    let size = max(grad[index].magnitude, gradapprox[index].magnitude)
    return size > 0 && width[index] <= Judgement.widestUseful * size ? .consistent : .unresolved
  }
}

extension TensorReport {
  /// Sums up one tensor, whose components are judged already.
  fileprivate init(
    _ tensor: ParameterLayout.Tensor, evidence: Evidence, verdicts: [Verdict],
    arithmetic: Arithmetic
  ) {
    let analytic = Array(evidence.grad[tensor.range])
    let numerical = Array(evidence.gradapprox[tensor.range])
    let errors = zip(analytic, numerical).map { ($0 - $1).magnitude }
    let bars = Array(evidence.tolerance[tensor.range])

    // Components that are 0 on both sides, those of dead units, neither confirm nor refute.
    let counted = tensor.range.filter { index in
      !evidence.marked.contains(index)
        && (evidence.grad[index] != 0 || evidence.gradapprox[index] != 0)
    }
    let verdict: Verdict
    if verdicts[tensor.range].contains(.wrong) {
      verdict = .wrong
    } else {
      let bar = arithmetic.norm(counted.map { evidence.width[$0] })
      let size = max(
        arithmetic.norm(counted.map { evidence.grad[$0] }),
        arithmetic.norm(counted.map { evidence.gradapprox[$0] }))
      let isResolved = size > 0 && bar <= Judgement.widestUseful * size
      let isContradicted = !evidence.contradicted.isDisjoint(with: tensor.range)
      verdict =
        isResolved && !isContradicted && verdicts[tensor.range].contains(.consistent)
        ? .consistent : .unresolved
    }

    // Not a number comes first: it is the worst that an error can be.
    let pulls = zip(errors, bars).map { error, bar in
      error == 0 ? 0 : error.isNaN || bar.isNaN ? .infinity : error / bar
    }
    let worst = pulls.indices.reduce(0) { pulls[$1] > pulls[$0] ? $1 : $0 }

    self.init(
      name: tensor.name, shape: tensor.shape,
      difference: relativeDifference(analytic, numerical, in: arithmetic).difference,
      verdict: verdict, worst: tensor.range.lowerBound + worst, error: errors[worst],
      tolerance: bars[worst], smallestDetectable: evidence.smallestDetectable(in: counted))
  }
}

extension Evidence {
  /// Returns the smallest δ for which `grad·(1 + δ)` and `grad·(1 − δ)` would both be called wrong.
  ///
  /// A component is pushed out of its error bar by `(tol ∓ (g − a)) / |g|`. One that lies outside
  /// as it is tells nothing of the bar's size; there the derivative stands for the gradient.
  fileprivate func smallestDetectable(in components: [Int]) -> Double? {
    guard isSound else { return nil }
    var (up, down) = (Double.infinity, Double.infinity)
    for index in components where tolerance[index].isFinite && !contradicted.contains(index) {
      let error = grad[index] - gradapprox[index]
      let isInside = error.magnitude <= tolerance[index]
      let size = (isInside ? grad : gradapprox)[index]
      guard size != 0, size.isFinite else { continue }
      let outward = isInside ? (size > 0 ? error : -error) : 0
      up = min(up, (tolerance[index] - outward) / size.magnitude)
      down = min(down, (tolerance[index] + outward) / size.magnitude)
    }
    let both = max(up, down)
    return both.isFinite ? both : nil
  }
}

/// Returns `‖g − a‖`, `‖g‖ + ‖a‖` and their quotient, the course's measure.
func relativeDifference(
  _ grad: [Double], _ gradapprox: [Double], in arithmetic: Arithmetic
) -> (numerator: Double, denominator: Double, difference: Double) {
  let numerator = arithmetic.norm(zip(grad, gradapprox).map { $0 - $1 })
  let denominator = arithmetic.norm(grad) + arithmetic.norm(gradapprox)
  return (numerator, denominator, numerator / denominator)
}
