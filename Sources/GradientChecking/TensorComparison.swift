/// How one tensor of the analytic gradient lies to its approximation, as two vectors in space.
public struct TensorComparison: Hashable, Sendable {
  /// The name of the tensor, such as `W1`.
  public let tensor: String
  /// k of the regression `grad ≈ k·gradapprox`, `Σgᵢaᵢ / Σaᵢ²`; not a number where a is 0.
  public let slope: Double
  /// `g·a / (‖g‖‖a‖)`; not a number where either is 0.
  public let cosine: Double
  /// How far the error bars of the components let k be off, `‖tol‖ / ‖a‖`.
  public let slopeError: Double
}

extension GradientCheckReport {
  /// The tensors in the order of `layout`, each with its slope and cosine.
  ///
  /// A bug that scales shows in the slope: 2, 1/2, −1, m. One that mixes components up shows in the
  /// cosine.
  public var comparisons: [TensorComparison] {
    layout.tensors.map { tensor in
      TensorComparison(
        tensor.name, grad: Array(grad[tensor.range]), gradapprox: Array(gradapprox[tensor.range]),
        tolerance: Array(tolerance[tensor.range]))
    }
  }
}

extension TensorComparison {
  /// Compares two vectors.
  package init(_ tensor: String, grad: [Double], gradapprox: [Double], tolerance: [Double]) {
    // Divided by their norms first, so that no product underflows.
    let norms = (Arithmetic.sequential.norm(grad), Arithmetic.sequential.norm(gradapprox))
    let cosine = Arithmetic.sequential.dot(
      grad.map { $0 / norms.0 }, gradapprox.map { $0 / norms.1 })
    self.tensor = tensor
    self.cosine = cosine.magnitude > 1 ? (cosine < 0 ? -1 : 1) : cosine
    slope = norms.0 == 0 && norms.1 > 0 ? 0 : cosine * (norms.0 / norms.1)
    slopeError = Arithmetic.sequential.norm(tolerance) / norms.1
  }
}
