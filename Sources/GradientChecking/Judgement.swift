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
  static let widestUseful = 1e-3
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

/// Returns `‖g − a‖`, `‖g‖ + ‖a‖` and their quotient, the course's measure.
func relativeDifference(
  _ grad: [Double], _ gradapprox: [Double], in arithmetic: Arithmetic
) -> (numerator: Double, denominator: Double, difference: Double) {
  let numerator = arithmetic.norm(zip(grad, gradapprox).map { $0 - $1 })
  let denominator = arithmetic.norm(grad) + arithmetic.norm(gradapprox)
  return (numerator, denominator, numerator / denominator)
}
