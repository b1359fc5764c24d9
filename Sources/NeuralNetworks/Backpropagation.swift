import GradientChecking

extension Network {
  /// Returns the gradient of J by backpropagation, in the order of `layout`.
  ///
  ///     dZ_L = link(Z_L) − Y                for the cross-entropies
  ///     dW_l = 1/m · dZ_l·A_{l−1}ᵀ + λ/m · W_l
  ///     db_l = 1/m · Σ dZ_l
  ///     dA_{l−1} = W_lᵀ·dZ_l ∗ D_{l−1} / keep_{l−1}
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
    let pass = forward(data.inputs, through: parameters, masks: data.masks)
    return gradient(through: parameters, after: pass, on: data, bugs: bugs)
  }

  /// Returns the gradient when the forward pass is done already.
  func gradient(
    through parameters: [Layer<Double>], after pass: ForwardPass<Double>, on data: TrainingSet,
    bugs: [Bug]
  ) -> [Double] {
    var gradients: [Layer<Double>] = []
    var delta = outputDelta(of: pass, labels: data.labels, bugs: bugs)
    var dA: Matrix<Double>?
    for layer in (1...depth).reversed() {
      let weights = parameters[layer - 1].weights
      var formula = Ingredients(delta, pass.activations[layer - 1])
      formula.divisor = Double(data.examples)
      formula.features = layers[0]
      formula.logits = layer > 1 ? pass.logits[layer - 2] : nil

      formula.decaying = weights
      formula.decay = l2 / formula.divisor
      let dW = bugs.compute([.weightGradient(layer: layer), .everyWeightGradient], from: formula) {
        $0.signal.multiplied(by: $0.partner.transposed, in: arithmetic).scaled(by: $0.mean)
          .decayed(by: $0)
      }
      formula.weightGradient = dW
      formula.decaying = parameters[layer - 1].biases
      formula.decay = 0
      formula.decayOfWeights = l2 / formula.divisor
      let db = bugs.compute([.biasGradient(layer: layer), .everyBiasGradient], from: formula) {
        $0.signal.rowSums().scaled(by: $0.mean).decayed(by: $0)
      }
      gradients.append(Layer(weights: dW, biases: db))
      guard layer > 1 else { break }

      var upstream = Ingredients(delta, weights)
      upstream.weightGradient = dW
      upstream.unmasked = dA
      upstream.mask = data.masks.isEmpty ? nil : data.masks[layer - 2]
      upstream.keep = data.masks.isEmpty ? 1 : keep[layer - 2]
      let below = bugs.compute([.activationGradient(layer: layer - 1)], from: upstream) {
        $0.partner.transposed.multiplied(by: $0.signal, in: arithmetic).dropped(by: $0)
      }
      delta = self.delta(layer: layer - 1, dA: below, pass: pass, bugs: bugs)
      dA = below
    }
    return self.vector(of: gradients.reversed())
  }

  /// Returns dZ_L, without the 1/m, which waits for dW and db.
  private func outputDelta(
    of pass: ForwardPass<Double>, labels: Labels, bugs: [Bug]
  ) -> Matrix<Double> {
    let predictions =
      link == output ? pass.activations[depth] : link(pass.logits[depth - 1])
    var formula = Ingredients(predictions, labels.targets)
    formula.network = self
    return bugs.compute([.delta(layer: depth), .outputDelta], from: formula) {
      let errors = $0.signal.combined(with: $0.partner, -)
      if loss != .meanSquaredError { return errors }
      return output.pullback(of: errors.scaled(by: 2), predictions: $0.signal)
    }
  }

  /// Returns dZ_l of a hidden layer.
  private func delta(
    layer: Int, dA: Matrix<Double>, pass: ForwardPass<Double>, bugs: [Bug]
  ) -> Matrix<Double> {
    let z = pass.logits[layer - 1]
    // Slopes belong to the units as they were before any of them was dropped.
    let a = keep.isEmpty ? pass.activations[layer] : z.map { hidden($0) }
    let slopes = z.combined(with: a) { hidden.derivative(z: $0, a: $1) }
    var formula = Ingredients(dA, slopes)
    formula.network = self
    formula.logits = z
    formula.activations = a
    return bugs.compute([.delta(layer: layer)], from: formula) {
      $0.signal.combined(with: $0.partner, *)
    }
  }
}
