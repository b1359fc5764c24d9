/// What the last layer makes of its logits Z.
public enum Output: String, CaseIterable, Sendable {
  /// `1 / (1 + e⁻ᶻ)` for each unit: the probability of a yes.
  case sigmoid
  /// `e^zₖ / Σ e^zⱼ` over the units of an example: the probability of each class.
  case softmax
  /// `z` itself.
  case identity
}

extension Output {
  /// Returns the predictions [n, m] for logits [n, m].
  func callAsFunction<S: Scalar>(_ logits: Matrix<S>) -> Matrix<S> {
    switch self {
    case .sigmoid: logits.map(NeuralNetworks.sigmoid)
    case .softmax: logits.mapColumns(NeuralNetworks.softmax)
    case .identity: logits
    }
  }

  /// Returns dZ from dA, the product with the Jacobian of the output at predictions A.
  func pullback(of upstream: Matrix<Double>, predictions: Matrix<Double>) -> Matrix<Double> {
    switch self {
    case .identity:
      return upstream
    case .sigmoid:
      return upstream.combined(with: predictions) { $0 * ($1 * (1 - $1)) }
    case .softmax:
      // dzₖ = aₖ(daₖ − Σⱼ aⱼ·daⱼ)
      let weighted = upstream.combined(with: predictions) { $0 * $1 }
      let means = weighted.mapColumns { column in
        Array(repeating: column.reduce(0, +), count: column.count)
      }
      return upstream.combined(with: means) { $0 - $1 }.combined(with: predictions) { $0 * $1 }
    }
  }
}

extension Matrix {
  /// Returns the matrix with a function applied to each column.
  func mapColumns(_ transform: ([Element]) -> [Element]) -> Matrix {
    Matrix(
      rows: columns, columns: rows, elements: (0..<columns).flatMap { transform(column($0)) }
    ).transposed
  }
}
