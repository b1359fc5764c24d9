import GradientChecking

extension NetworkObjective {
  /// Returns what a check at a point can't see.
  ///
  /// - Parameter point: The parameters.
  /// - Returns: The blind spots.
  /// - Complexity: One forward and one backward pass.
  public func blindSpots(at point: [Double]) -> BlindSpots {
    let parameters = network.layers(from: point)
    let pass = network.forward(data.inputs, through: parameters, masks: data.masks)
    let grad = network.gradient(through: parameters, after: pass, on: data, bugs: [])
    let zeros = grad.indices.filter { grad[$0] == 0 }
    let hidden = Array(1..<max(network.depth, 1))
    let isReLU = network.hidden == .relu
    let hasMask = network.hidden.isPiecewiseLinear
    return BlindSpots(
      zeroComponents: zeros,
      zeroNames: network.layout.tensors.flatMap { $0.names(of: Set(zeros)) },
      deadUnits: isReLU
        ? hidden.flatMap { network.units(in: $0, of: pass.logits[$0 - 1]) { !($0 > 0) } } : [],
      saturatedUnits: (hidden + [network.depth]).flatMap { saturatedUnits(in: $0, after: pass) },
      openMasks: hasMask
        ? hidden.filter { pass.logits[$0 - 1].elements.allSatisfy { $0 > 0 } } : [],
      unsignedWeights: (1..<max(network.depth, 1)).filter { layer in
        parameters[layer].weights.elements.allSatisfy { $0 >= 0 }
      }.map { "W\($0 + 1)" })
  }

  /// Returns the units of a layer whose smooth function is flat on every example.
  private func saturatedUnits(
    in layer: Int, after pass: ForwardPass<Double>
  ) -> [BlindSpots.Unit] {
    let z = pass.logits[layer - 1]
    if layer == network.depth {
      guard network.link == .sigmoid else { return [] }
      return network.units(in: layer, of: z) { Activation.sigmoid.slope(at: $0) < 1e-8 }
    }
    switch network.hidden {
    case .tanh, .sigmoid, .softplus:
      return network.units(in: layer, of: z) { network.hidden.slope(at: $0).magnitude < 1e-8 }
    case .relu, .leakyReLU, .identity: return []
    }
  }
}

extension TestPoint {
  /// Returns the first of some seeds whose test point has no blind spot.
  ///
  /// - Parameters:
  ///   - network: The network.
  ///   - labels: The labels.
  ///   - seeds: The seeds to try, in this order.
  ///   - scale: How drawn weights are scaled.
  /// - Returns: The seed, or nil if none of them will do.
  public static func firstSeedWithoutBlindSpots(
    for network: Network, labels: Labels, seeds: some Sequence<UInt32>, scale: Scale = .unit
  ) -> UInt32? {
    seeds.first { seed in
      let point = TestPoint(for: network, labels: labels, seed: seed, scale: scale)
      do throws(BugError) {
        return try NetworkObjective(network: network, data: point.data)
          .blindSpots(at: point.parameters).isEmpty
      } catch {
        return false
      }
    }
  }
}

extension Network {
  /// Returns the units of a layer for which something holds on every example.
  fileprivate func units(
    in layer: Int, of sums: Matrix<Double>, where condition: (Double) -> Bool
  ) -> [BlindSpots.Unit] {
    (0..<sums.rows).filter { sums.row($0).allSatisfy(condition) }
      .map { BlindSpots.Unit(layer: layer, index: $0) }
  }
}

extension Activation {
  fileprivate func slope(at z: Double) -> Double { derivative(z: z, a: self(z)) }
}

extension ParameterLayout.Tensor {
  /// Returns the names of those components that lie in the tensor, whole rows and columns as one.
  fileprivate func names(of components: Set<Int>) -> [String] {
    let (rows, columns) = (shape[0], shape[1])
    let isIn = { (row: Int, column: Int) in
      components.contains(range.lowerBound + row * columns + column)
    }
    if range.allSatisfy(components.contains) { return [name] }
    if columns == 1 { return (0..<rows).filter { isIn($0, 0) }.map { "\(name)[\($0)]" } }
    let fullRows = (0..<rows).filter { row in
      rows > 1 && (0..<columns).allSatisfy { isIn(row, $0) }
    }
    let fullColumns = (0..<columns).filter { column in
      rows > 1 && (0..<rows).allSatisfy { isIn($0, column) }
    }
    let rest = (0..<rows * columns).filter { place in
      isIn(place / columns, place % columns) && !fullRows.contains(place / columns)
        && !fullColumns.contains(place % columns)
    }
    return fullRows.map { "\(name)[\($0),*]" } + fullColumns.map { "\(name)[*,\($0)]" }
      + rest.map { "\(name)[\($0 / columns),\($0 % columns)]" }
  }
}
