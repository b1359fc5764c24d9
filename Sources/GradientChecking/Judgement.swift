/// The verdict on every component, every tensor and the whole.
struct Judgement {
  let components: [Verdict]
  let tensors: [TensorReport]
  let overall: Verdict

  /// Compares two gradients within their error bars.
  init(
    layout: ParameterLayout, cost: Double, grad: [Double], gradapprox: [Double],
    tolerance: [Double], arithmetic: Arithmetic
  ) {
    let components = grad.indices.map { index in
      // Where J itself isn't finite, nothing said about its gradient could be held against it.
      cost.isFinite
        ? Judgement.verdict(
          grad: grad[index], gradapprox: gradapprox[index], tolerance: tolerance[index])
        : .unresolved
    }
    self.components = components
    tensors = layout.tensors.map { tensor in
      TensorReport(
        tensor, grad: grad, gradapprox: gradapprox, tolerance: tolerance, verdicts: components,
        arithmetic: arithmetic)
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

  private static func verdict(grad: Double, gradapprox: Double, tolerance: Double) -> Verdict {
    guard grad.isFinite else { return .wrong }
    guard gradapprox.isFinite, tolerance.isFinite else { return .unresolved }
    guard (grad - gradapprox).magnitude <= tolerance else { return .wrong }
    // Strict, so that 0 on both sides, with whatever error bar, stays without evidence.
    let size = max(grad.magnitude, gradapprox.magnitude)
    return size > 0 && tolerance <= widestUseful * size ? .consistent : .unresolved
  }
}

extension TensorReport {
  /// Sums up one tensor, whose components are judged already.
  fileprivate init(
    _ tensor: ParameterLayout.Tensor, grad: [Double], gradapprox: [Double], tolerance: [Double],
    verdicts: [Verdict], arithmetic: Arithmetic
  ) {
    let analytic = Array(grad[tensor.range])
    let numerical = Array(gradapprox[tensor.range])
    let errors = zip(analytic, numerical).map { ($0 - $1).magnitude }
    let bars = Array(tolerance[tensor.range])

    // Components that are 0 on both sides, those of dead units, neither confirm nor refute.
    let evidence = errors.indices.filter { analytic[$0] != 0 || numerical[$0] != 0 }
    let detectable = evidence.filter { numerical[$0] != 0 }
      .map { bars[$0] / numerical[$0].magnitude }.filter(\.isFinite).min()

    let verdict: Verdict
    if verdicts[tensor.range].contains(.wrong) {
      verdict = .wrong
    } else {
      let bar = arithmetic.norm(evidence.map { bars[$0] })
      let size = max(arithmetic.norm(analytic), arithmetic.norm(numerical))
      let isResolved = size > 0 && bar <= Judgement.widestUseful * size
      verdict =
        isResolved && verdicts[tensor.range].contains(.consistent) ? .consistent : .unresolved
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
      tolerance: bars[worst], smallestDetectable: detectable)
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
