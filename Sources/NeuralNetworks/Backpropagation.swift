import GradientChecking

extension Network {
  /// Returns the gradient of J by backpropagation, in the order of `layout`.
  ///
  ///     dZ_L = link(Z_L) − Y                for the cross-entropies
  ///     dW_l = 1/m · dZ_l·A_{l−1}ᵀ
  ///     db_l = 1/m · Σ dZ_l
  ///     dA_{l−1} = W_lᵀ·dZ_l
  ///     dZ_{l−1} = dA_{l−1} ∗ hidden′(Z_{l−1})
  ///
  /// - Parameters:
  ///   - vector: The parameters.
  ///   - data: The examples.
  ///   - bugs: What to do wrong, in this order.
  /// - Returns: The gradient, with the bugs' mistakes in it.
  public func gradient(
    at vector: [Double], on data: TrainingSet, bugs: [Bug] = []
  ) -> [Double] {
    let parameters = layers(from: vector)
    let pass = forward(data.inputs, through: parameters)
    let mean = { (numerator: Double) in numerator / Double(data.examples) }

    var gradients: [Layer<Double>] = []
    var delta = outputDelta(of: pass, labels: data.labels, bugs: bugs)
    for layer in (1...depth).reversed() {
      let input = pass.activations[layer - 1]
      let dW = bugs.compute(.weightGradient(layer: layer), from: Ingredients(delta, input)) {
        $0.signal.multiplied(by: $0.partner.transposed, in: arithmetic)
          .scaled(by: mean($0.numerator))
      }
      let db = bugs.compute(.biasGradient(layer: layer), from: Ingredients(delta, input)) {
        $0.signal.rowSums().scaled(by: mean($0.numerator))
      }
      gradients.append(Layer(weights: dW, biases: db))
      guard layer > 1 else { break }

      let weights = parameters[layer - 1].weights
      let dA = bugs.compute(
        .activationGradient(layer: layer - 1), from: Ingredients(delta, weights)
      ) {
        $0.partner.transposed.multiplied(by: $0.signal, in: arithmetic)
      }
      let slopes = pass.logits[layer - 2].combined(with: input) { hidden.derivative(z: $0, a: $1) }
      delta = bugs.compute(.delta(layer: layer - 1), from: Ingredients(dA, slopes)) {
        $0.signal.combined(with: $0.partner, *)
      }
    }
    return self.vector(of: gradients.reversed())
  }

  /// Returns dZ_L, without the 1/m, which waits for dW and db.
  private func outputDelta(
    of pass: ForwardPass<Double>, labels: Labels, bugs: [Bug]
  ) -> Matrix<Double> {
    let predictions =
      link == output ? pass.activations[depth] : link(pass.logits[depth - 1])
    return bugs.compute(
      .delta(layer: depth), from: Ingredients(predictions, labels.targets)
    ) {
      let errors = $0.signal.combined(with: $0.partner, -)
      if loss != .meanSquaredError { return errors }
      return output.pullback(of: errors.scaled(by: 2), predictions: $0.signal)
    }
  }
}
