import GradientChecking

/// The parameters of one layer.
public struct Layer<Element: Scalar>: Sendable, Equatable {
  /// W_l, [n_l, n_{l−1}].
  public var weights: Matrix<Element>
  /// b_l, [n_l, 1].
  public var biases: Matrix<Element>

  /// Joins weights and biases.
  public init(weights: Matrix<Element>, biases: Matrix<Element>) {
    self.weights = weights
    self.biases = biases
  }
}

extension Network {
  /// Returns the layers whose parameters a vector holds.
  public func layers<S: Scalar>(from vector: [S]) -> [Layer<S>] {
    precondition(vector.count == layout.count, "vector must have one number for each parameter")
    let matrices = layout.tensors.map { tensor in
      Matrix(
        rows: tensor.shape[0], columns: tensor.shape[1], elements: Array(vector[tensor.range]))
    }
    return stride(from: 0, to: matrices.count, by: 2).map {
      Layer(weights: matrices[$0], biases: matrices[$0 + 1])
    }
  }

  /// Returns W1, b1, W2, b2, …, row by row.
  public func vector<S: Scalar>(of layers: [Layer<S>]) -> [S] {
    layers.flatMap { $0.weights.elements + $0.biases.elements }
  }
}
