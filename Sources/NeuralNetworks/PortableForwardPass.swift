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
      guard index + 1 < depth else { break }
      let a = z.mapAll(hidden.portable)
      activations.append(
        data.masks.isEmpty ? a : a.dropped(by: data.masks[index], keep: keep[index]))
    }
    return ForwardPass(logits: logits, activations: activations)
  }

  /// Returns J of such a forward pass, with the same bits on every processor.
  func portableCost(
    of pass: ForwardPass<Double>, through parameters: [Layer<Double>], on data: TrainingSet
  ) -> Double {
    let last = pass.logits[depth - 1].map { PortableDouble(real: $0) }
    let loss = loss(logits: last, predictions: output(last), labels: data.labels, link: link).real
    return l2 == 0 ? loss : loss + penalty(on: parameters, examples: data.examples)
  }
}
