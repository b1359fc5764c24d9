/// How far predictions are from labels, averaged over the examples: `J = (1/m)·Σ`.
public enum Loss: String, CaseIterable, Sendable {
  /// The cross-entropy of probabilities A, as the course writes it.
  ///
  /// `−log(a)·y − log(1−a)·(1−y)` for each sigmoid, `−log a_class` for a softmax. Where a
  /// prediction comes near 1 for a 0, `1 − a` keeps few digits, and so does J.
  case crossEntropy = "cross-entropy"
  /// The cross-entropy computed from the logits Z, which keeps all digits.
  ///
  /// `y·softplus(−z) + (1−y)·softplus(z)` for each sigmoid, `logSumExp(z) − z_class` for a softmax.
  case crossEntropyWithLogits = "cross-entropy-with-logits"
  /// The squared error `(a − y)²`, summed over the units.
  case meanSquaredError = "mean-squared-error"
}

extension Loss {
  /// Returns the output function that turns logits into what the loss compares with the labels.
  ///
  /// The loss on logits takes a plain last layer as the logits of a sigmoid if it has one unit, and
  /// of a softmax if it has several.
  func link(for output: Output, units: Int) -> Output {
    guard self == .crossEntropyWithLogits, output == .identity else { return output }
    return units == 1 ? .sigmoid : .softmax
  }

  /// Returns `J` for logits and predictions [n, m].
  func callAsFunction<S: Scalar>(
    logits: Matrix<S>, predictions: Matrix<S>, labels: Labels, link: Output
  ) -> S {
    let terms: Matrix<S>
    switch (self, link) {
    case (.meanSquaredError, _):
      terms = predictions.combined(with: labels.targets) { a, y in
        let error = a - S(real: y)
        return error * error
      }
    case (.crossEntropy, .softmax):
      terms = labels.pick(from: predictions.map { -$0.logarithm() })
    case (.crossEntropy, _):
      terms = predictions.combined(with: labels.targets) { a, y in
        -a.logarithm() * S(real: y) + -(S(real: 1) - a).logarithm() * S(real: 1 - y)
      }
    case (.crossEntropyWithLogits, .softmax):
      terms = labels.pick(from: logits.mapColumns { z in z.map { logSumExp(z) - $0 } })
    case (.crossEntropyWithLogits, _):
      terms = logits.combined(with: labels.targets) { z, y in
        S(real: y) * softplus(-z) + S(real: 1 - y) * softplus(z)
      }
    }
    return S(real: 1 / Double(logits.columns)) * terms.elements.reduce(S(real: 0), +)
  }
}
