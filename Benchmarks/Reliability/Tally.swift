package import GradientChecking
package import NeuralNetworks

/// How often each answer was given to gradients that are all right.
package struct Tally: Equatable, Sendable {
  /// How often the difference was above 1e-7, which the course calls a mistake.
  package var aboveThreshold = 0
  /// How often it was above 2e-7, as later copies of the course have it.
  package var aboveDoubledThreshold = 0
  /// The seeds whose gradient was called wrong.
  package var wrong: [UInt32] = []
  /// The seeds for which the numbers could not tell.
  package var unresolved: [UInt32] = []
  /// How many gradients were called consistent.
  package var consistent = 0

  /// Counts nothing yet.
  package init() {}
}

/// Random networks whose backpropagation is right.
package struct Population: Sendable {
  /// The sizes of the layers.
  package var layers: [Int]
  /// How many examples there are.
  package var examples: Int
  /// The labels, or nil for random ones.
  package var labels: [Double]?
  /// How the weights are scaled.
  package var scale: TestPoint.Scale

  /// The course's shapes at random points.
  package static let course = Population(
    layers: [4, 5, 3, 1], examples: 3, labels: [1, 1, 0], scale: .unit)
  /// Networks in which nearly every long step crosses a kink.
  package static let wide = Population(
    layers: [64, 32, 16, 1], examples: 64, labels: nil, scale: .he)
  /// A smaller one of the same kind.
  package static let narrow = Population(
    layers: [20, 20, 10, 1], examples: 64, labels: nil, scale: .he)
}

extension Population {
  /// Checks the gradient of each seed's network.
  ///
  /// - Parameters:
  ///   - check: The check.
  ///   - seeds: The seeds of `RandomState`.
  /// - Returns: What the check said.
  /// - Throws: An error if the shapes or the check make no sense.
  package func tally(_ check: GradientCheck, seeds: some Sequence<UInt32>) throws -> Tally {
    let network = try Network(layers: layers)
    var tally = Tally()
    for seed in seeds {
      let point = try TestPoint(
        for: network, labels: labels(of: network, seed: seed), seed: seed, scale: scale)
      let objective = try NetworkObjective(network: network, data: point.data)
      let report = try check.run(objective, at: point.parameters)
      // As the course writes it: what isn't a number is above nothing.
      if report.difference > 1e-7 { tally.aboveThreshold += 1 }
      if report.difference > 2e-7 { tally.aboveDoubledThreshold += 1 }
      switch report.verdict {
      case .wrong: tally.wrong.append(seed)
      case .unresolved: tally.unresolved.append(seed)
      case .consistent: tally.consistent += 1
      }
    }
    return tally
  }

  private func labels(of network: Network, seed: UInt32) throws -> Labels {
    // A generator of its own, so that the test point is drawn as it always is.
    var random = NumPyRandom(seed: seed + 1_000_000)
    let drawn = (0..<examples).map { _ in random.uniform() < 0.5 ? 0.0 : 1 }
    return try Labels(labels ?? drawn, for: network, examples: examples)
  }
}
