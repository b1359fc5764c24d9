/// What a forward pass computed, kept for the backward pass.
public struct ForwardPass<Element: Scalar>: Sendable, Equatable {
  /// Z_1, …, Z_L, the sums before the activations; Z_l is at index l − 1.
  public let logits: [Matrix<Element>]
  /// A_0 = X, A_1, …, A_L.
  public let activations: [Matrix<Element>]
}

extension Network {
  /// Runs examples [n_0, m] through the network.
  public func forward<S: Scalar>(
    _ inputs: Matrix<S>, through parameters: [Layer<S>]
  ) -> ForwardPass<S> {
    precondition(inputs.rows == layers[0], "inputs must have as many rows as the first layer size")
    var logits: [Matrix<S>] = []
    var activations = [inputs]
    for (index, layer) in parameters.enumerated() {
      let z = layer.weights.multiplied(by: activations[index], in: arithmetic)
        .adding(column: layer.biases)
      logits.append(z)
      activations.append(index + 1 == depth ? output(z) : z.map { hidden($0) })
    }
    return ForwardPass(logits: logits, activations: activations)
  }

  /// Returns the cost J at a vector of parameters.
  public func cost<S: Scalar>(at vector: [S], on data: TrainingSet) -> S {
    let pass = forward(data.inputs.map { S(real: $0) }, through: layers(from: vector))
    return cost(of: pass, labels: data.labels)
  }
}
