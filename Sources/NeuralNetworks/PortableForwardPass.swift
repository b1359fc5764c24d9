import GradientChecking

extension Network {
  /// Runs a network forward with the same bits on every processor.
  func portableForward(
    _ data: TrainingSet, through parameters: [Layer<Double>]
  ) -> ForwardPass<Double> {
    var logits: [Matrix<Double>] = []
    var activations = [data.inputs]
    for (index, layer) in parameters.enumerated() {
      let z = layer.weights.multiplied(by: activations[index], in: arithmetic)
        .adding(column: layer.biases)
      logits.append(z)
      if index + 1 < depth { activations.append(z.mapAll(hidden.portable)) }
    }
    return ForwardPass(logits: logits, activations: activations)
  }

  /// Returns J from the logits of a forward pass, with the same bits on every processor.
  func portableCost(of pass: ForwardPass<Double>, labels: Labels) -> Double {
    let last = pass.logits[depth - 1].map { PortableDouble(real: $0) }
    return loss(logits: last, predictions: output(last), labels: labels, link: link).real
  }
}
