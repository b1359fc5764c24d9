import GradientChecking

/// A forward pass kept for evaluating J near its point: what changes is computed again.
///
/// W_l[i,j] moves one row of Z_l and nothing before it. That row and the layers after it are
/// computed by the same sums in the same order, so each J has the bits of a full forward pass. A
/// row whose activations stay the same, as those of dead units do, needs nothing after it.
struct RecomputedForwardPass: NeighbourEvaluator {
  private let network: Network
  private let data: TrainingSet
  private let layers: [Layer<Double>]
  private let pass: ForwardPass<Double>
  private let cost: Double

  /// Runs the network forward.
  init(of network: Network, at point: [Double], on data: TrainingSet) {
    self.network = network
    self.data = data
    layers = network.layers(from: point)
    pass = network.forward(data.inputs, through: layers, masks: data.masks)
    cost = network.cost(of: pass, through: layers, on: data)
  }

  var evaluation: Evaluation { .full }

  func cost(at point: [Double]) -> Double { network.cost(at: point, on: data) }

  func costs(of perturbations: [Perturbation], by workers: Workers) -> [Double] {
    let size = 16
    let results = SharedNumbers(count: perturbations.count)
    workers.perform(
      (perturbations.count + size - 1) / size, total: perturbations.count
    ) { part in
      let range = part * size..<min((part + 1) * size, perturbations.count)
      for place in range { results.set(place, to: cost(with: perturbations[place])) }
      return range.count
    }
    return results.values
  }

  private func cost(with perturbation: Perturbation) -> Double {
    let (layer, row, column) = network.place(of: perturbation.index)
    var weights = layers[layer - 1].weights.row(row)
    var bias = layers[layer - 1].biases[row, 0]
    if let column { weights[column] = perturbation.value } else { bias = perturbation.value }
    let penalty = penalty(withRow: weights, at: row, layer: layer)
    let sums = Matrix(rows: 1, columns: weights.count, elements: weights)
      .multiplied(by: pass.activations[layer - 1], in: network.arithmetic)
      .elements.map { $0 + bias }
    if layer == network.depth {
      var logits = pass.logits[layer - 1]
      logits.setRow(row, to: sums)
      return cost(ofLogits: logits) + penalty
    }

    var activations = Matrix(
      rows: 1, columns: sums.count, elements: sums.map { network.hidden($0) })
    if !data.masks.isEmpty {
      let mask = Matrix(rows: 1, columns: sums.count, elements: data.masks[layer - 1].row(row))
      activations = activations.dropped(by: mask, keep: network.keep[layer - 1])
    }
    let isUnchanged = zip(activations.elements, pass.activations[layer].row(row)).allSatisfy {
      $0.bitPattern == $1.bitPattern
    }
    if isUnchanged && network.l2 == 0 { return cost }
    var input = pass.activations[layer]
    input.setRow(row, to: activations.elements)
    return cost(ofActivations: input, layer: layer) + penalty
  }

  /// Goes on from the activations of a hidden layer.
  private func cost(ofActivations activations: Matrix<Double>, layer: Int) -> Double {
    var input = activations
    for next in layer..<network.depth - 1 {
      let a = network.logits(from: input, layers[next]).map { network.hidden($0) }
      input = data.masks.isEmpty ? a : a.dropped(by: data.masks[next], keep: network.keep[next])
    }
    return cost(ofLogits: network.logits(from: input, layers[network.depth - 1]))
  }

  private func cost(ofLogits logits: Matrix<Double>) -> Double {
    network.loss(
      logits: logits, predictions: network.output(logits), labels: data.labels, link: network.link)
  }

  /// The penalty with a row of weights replaced; 0, which adds nothing, where there is none.
  private func penalty(withRow weights: [Double], at row: Int, layer: Int) -> Double {
    guard network.l2 != 0 else { return 0 }
    var layers = layers
    layers[layer - 1].weights.setRow(row, to: weights)
    return network.penalty(on: layers, examples: data.examples)
  }
}

extension Network {
  /// Returns the layer of a parameter, its unit, and the input that it weighs; nil for a bias.
  fileprivate func place(of index: Int) -> (layer: Int, row: Int, column: Int?) {
    guard let tensor = layout.tensors.firstIndex(where: { $0.range.contains(index) }) else {
      preconditionFailure("index of a parameter must lie in the vector")
    }
    let offset = index - layout.tensors[tensor].range.lowerBound
    let layer = tensor / 2 + 1
    if !tensor.isMultiple(of: 2) { return (layer, offset, nil) }
    return (layer, offset / layers[layer - 1], offset % layers[layer - 1])
  }

  /// Returns `W·A + b`.
  fileprivate func logits(from input: Matrix<Double>, _ layer: Layer<Double>) -> Matrix<Double> {
    layer.weights.multiplied(by: input, in: arithmetic).adding(column: layer.biases)
  }
}
