import GradientChecking

extension NetworkObjective {
  /// Returns how far each parameter can move before a hidden unit of an example changes its side.
  ///
  /// As long as none does, every sum z is linear in one parameter, so the first that comes to 0
  /// does so at `min |z| / |dz/dθ|`: no approximation. All parameters of one unit move z alike:
  ///
  ///     radius of W_l[i,j] = min over examples e of ρ(e) / |A_{l−1}[j,e]|
  ///     radius of b_l[i]   = min over examples e of ρ(e)
  ///     ρ(e) = min over the sums z of example e of |z| / |dz/db_l[i]|
  ///
  /// The result is nil for activations without kinks.
  ///
  /// - Complexity: One forward pass of dual numbers for each hidden unit.
  public func kinkRadii(at point: [Double]) -> [Double]? {
    guard network.hidden.isPiecewiseLinear else { return nil }
    let inputs = data.inputs.map { Dual(real: $0) }
    let parameters = network.layers(from: point.map { Dual(real: $0) })
    let pass = network.forward(data.inputs, through: network.layers(from: point))

    let radii = (1...network.depth).map { layer in
      let size = network.layers[layer]
      let activations = pass.activations[layer - 1]
      var weights: [Double] = []
      var biases: [Double] = []
      for unit in 0..<size {
        guard layer < network.depth else {
          // What comes after the last layer has no kink.
          weights += Array(repeating: .infinity, count: activations.rows)
          biases.append(.infinity)
          continue
        }
        var moved = parameters
        moved[layer - 1].biases[unit, 0].tangent = 1
        let distances = network.distancesToKinks(of: inputs, through: moved)
        biases.append(distances.reduce(.infinity, min))
        weights += (0..<activations.rows).map { row in
          distances.indices.reduce(.infinity) { nearest, example in
            let slope = activations[row, example].magnitude
            return slope > 0 ? min(nearest, distances[example] / slope) : nearest
          }
        }
      }
      return weights + biases
    }
    return radii.flatMap { $0 }
  }
}

extension Network {
  /// Returns for each example how far the tangent can go before a hidden sum comes to 0.
  fileprivate func distancesToKinks(
    of inputs: Matrix<Dual>, through parameters: [Layer<Dual>]
  ) -> [Double] {
    let pass = forward(inputs, through: parameters)
    var distances = Array(repeating: Double.infinity, count: inputs.columns)
    for sums in pass.logits.dropLast() {
      for (place, z) in sums.elements.enumerated() where z.tangent != 0 {
        let example = place % inputs.columns
        distances[example] = min(distances[example], (z.real / z.tangent).magnitude)
      }
    }
    return distances
  }
}

extension Activation {
  /// Whether the function consists of straight lines that meet at 0.
  var isPiecewiseLinear: Bool {
    switch self {
    case .relu, .leakyReLU: true
    case .tanh, .sigmoid, .softplus, .identity: false
    }
  }
}
