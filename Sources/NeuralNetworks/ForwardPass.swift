/// What a forward pass computed, kept for the backward pass.
public struct ForwardPass<Element: Scalar>: Sendable, Equatable {
  /// Z_1, …, Z_L, the sums before the activations; Z_l is at index l − 1.
  public let logits: [Matrix<Element>]
  /// A_0 = X, A_1, …, A_L, with units dropped where there is dropout.
  public let activations: [Matrix<Element>]
}

extension Network {
  /// Runs examples [n_0, m] through the network.
  ///
  /// - Parameters:
  ///   - inputs: The examples.
  ///   - parameters: The layers.
  ///   - masks: The dropout masks of the hidden layers; without them no unit is dropped.
  /// - Returns: What every layer computed.
  public func forward<S: Scalar>(
    _ inputs: Matrix<S>, through parameters: [Layer<S>], masks: [Matrix<Double>] = []
  ) -> ForwardPass<S> {
    precondition(inputs.rows == layers[0], "inputs must have as many rows as the first layer size")
    var logits: [Matrix<S>] = []
    var activations = [inputs]
    for (index, layer) in parameters.enumerated() {
      let z = layer.weights.multiplied(by: activations[index], in: arithmetic)
        .adding(column: layer.biases)
      logits.append(z)
      if index + 1 == depth {
        activations.append(output(z))
      } else {
        let a = z.map { hidden($0) }
        activations.append(
          masks.isEmpty ? a : a.dropped(by: masks[index], keep: keep[index]))
      }
    }
    return ForwardPass(logits: logits, activations: activations)
  }

  /// Returns the cost J at a vector of parameters, penalty and all.
  public func cost<S: Scalar>(at vector: [S], on data: TrainingSet) -> S {
    let parameters = layers(from: vector)
    let pass = forward(
      data.inputs.map { S(real: $0) }, through: parameters, masks: data.masks)
    return cost(of: pass, through: parameters, on: data)
  }

  /// Returns the cost J of a forward pass that has been done.
  func cost<S: Scalar>(
    of pass: ForwardPass<S>, through parameters: [Layer<S>], on data: TrainingSet
  ) -> S {
    let loss = loss(
      logits: pass.logits[depth - 1], predictions: pass.activations[depth], labels: data.labels,
      link: link)
    return l2 == 0 ? loss : loss + penalty(on: parameters, examples: data.examples)
  }

  /// Returns `(λ/2m)·Σ‖W_l‖²`.
  func penalty<S: Scalar>(on parameters: [Layer<S>], examples: Int) -> S {
    let squares = parameters.map { layer in
      layer.weights.elements.reduce(S(real: 0)) { $0 + $1 * $1 }
    }
    return S(real: l2 / (2 * Double(examples))) * squares.reduce(S(real: 0), +)
  }
}

extension Matrix {
  /// Returns the units that a mask keeps, divided by the probability of being kept.
  func dropped(by mask: Matrix<Double>, keep: Double) -> Matrix {
    combined(with: mask) { $0 * Element(real: $1) / Element(real: keep) }
  }
}
