/// How the sums of later layers move with the sum of one hidden unit.
///
/// All parameters of a unit act through its sum z, so one pass through the layers after it serves
/// them all.
struct UnitTangents {
  let network: Network
  let pass: ForwardPass<Double>
  let parameters: [Layer<Double>]
  let data: TrainingSet
  /// dA_l/dZ_l of the hidden layers, dropout included; that of layer l is at index l − 1.
  private let slopes: [Matrix<Double>]

  /// Prepares to move the units of a forward pass.
  init(
    network: Network, pass: ForwardPass<Double>, parameters: [Layer<Double>], data: TrainingSet
  ) {
    self.network = network
    self.pass = pass
    self.parameters = parameters
    self.data = data
    slopes = (0..<network.depth - 1).map { index in
      let slopes = pass.logits[index].map {
        network.hidden.derivative(z: $0, a: network.hidden($0))
      }
      return data.masks.isEmpty
        ? slopes : slopes.dropped(by: data.masks[index], keep: network.keep[index])
    }
  }

  /// Returns dZ_{l+1}/dz, …, dZ_L/dz, each [n, m], for the sum z of a unit of hidden layer l.
  ///
  /// Each example's column is the derivative by that example's z.
  func sums(ofUnit unit: Int, layer: Int) -> [Matrix<Double>] {
    var result: [Matrix<Double>] = []
    for later in (layer + 1)...network.depth {
      let weights = parameters[later - 1].weights
      if let sums = result.last {
        let activations = sums.combined(with: slopes[later - 2], *)
        result.append(weights.multiplied(by: activations, in: network.arithmetic))
      } else {
        let column = Matrix(rows: weights.rows, columns: 1, elements: weights.column(unit))
        let row = slopes[layer - 1].row(unit)
        result.append(
          column.multiplied(
            by: Matrix(rows: 1, columns: row.count, elements: row), in: network.arithmetic))
      }
    }
    return result
  }
}
