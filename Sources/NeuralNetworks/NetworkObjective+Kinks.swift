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
  /// - Complexity: For each hidden unit, the products of the layers after it.
  public func kinkRadii(at point: [Double]) -> [Double]? {
    guard network.hidden.isPiecewiseLinear else { return nil }
    let parameters = network.layers(from: point)
    let pass = network.forward(data.inputs, through: parameters, masks: data.masks)
    let tangents = UnitTangents(network: network, pass: pass, parameters: parameters, data: data)

    let hidden = (1..<network.depth).flatMap { layer in
      let distances = (0..<network.layers[layer]).map {
        tangents.distancesToKinks(ofUnit: $0, layer: layer)
      }
      let activations = pass.activations[layer - 1]
      let weights = distances.flatMap { distances in
        (0..<activations.rows).map { row in
          distances.indices.reduce(.infinity) { nearest, example in
            let slope = activations[row, example].magnitude
            return slope > 0 ? min(nearest, distances[example] / slope) : nearest
          }
        }
      }
      return weights + distances.map { $0.reduce(.infinity, min) }
    }
    // What comes after the last layer has no kink.
    return hidden + Array(repeating: .infinity, count: point.count - hidden.count)
  }
}

extension UnitTangents {
  /// Returns for each example how far the sum of a unit can move before a hidden sum comes to 0.
  fileprivate func distancesToKinks(ofUnit unit: Int, layer: Int) -> [Double] {
    var distances = pass.logits[layer - 1].row(unit).enumerated().map { example, z in
      isDropped(unit: unit, example: example, layer: layer) ? .infinity : z.magnitude
    }
    for (later, tangent) in zip((layer + 1)..<network.depth, sums(ofUnit: unit, layer: layer)) {
      for unit in 0..<tangent.rows {
        for example in 0..<tangent.columns where tangent[unit, example] != 0 {
          guard !isDropped(unit: unit, example: example, layer: later) else { continue }
          let distance = (pass.logits[later - 1][unit, example] / tangent[unit, example]).magnitude
          distances[example] = min(distances[example], distance)
        }
      }
    }
    return distances
  }

  /// Whether nobody sees on which side the unit is.
  private func isDropped(unit: Int, example: Int, layer: Int) -> Bool {
    !data.masks.isEmpty && data.masks[layer - 1][unit, example] == 0
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
