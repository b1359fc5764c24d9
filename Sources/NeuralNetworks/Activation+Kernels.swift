extension Activation {
  /// Returns the value at each number, with the same bits on every processor.
  func portable(_ z: [Double]) -> [Double] {
    switch self {
    case .relu, .leakyReLU, .identity: z.map { self($0) }
    case .tanh: Kernels.best.map(z, .hyperbolicTangent)
    case .sigmoid: portableSigmoid(z)
    case .softplus:
      zip(
        z,
        Kernels.best.map(
          Kernels.best.map(z.map { -$0.magnitude }, .exponential), .logarithmOfOnePlus)
      )
      .map { $0 > 0 ? $0 + $1 : $1 }
    }
  }
}

/// Returns `1 / (1 + e⁻ᶻ)` of each number, with the same bits on every processor.
func portableSigmoid(_ z: [Double]) -> [Double] {
  Kernels.best.map(z.map { -$0 }, .exponential).map { 1 / (1 + $0) }
}

extension Matrix<Double> {
  /// Returns the matrix with a function applied to all its entries at once.
  func mapAll(_ transform: ([Double]) -> [Double]) -> Matrix {
    Matrix(rows: rows, columns: columns, elements: transform(elements))
  }
}
