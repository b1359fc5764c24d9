public import GradientChecking

extension NetworkObjective {
  /// Returns a forward pass at the point, kept for evaluations near it.
  ///
  /// Where J itself isn't finite there are no differences to carry, and all is computed in full.
  public func evaluator(
    near point: [Double], evaluation: Evaluation
  ) -> (any NeighbourEvaluator)? {
    // An impure cost can't be taken apart.
    guard isPure else { return nil }
    if evaluation == .reuse || evaluation == .auto && !network.isQuick(examples: data.examples) {
      let carried = CarriedForwardPass(of: network, at: point, on: data)
      if carried.cost.isFinite { return carried }
    }
    return RecomputedForwardPass(of: network, at: point, on: data)
  }
}

extension Network {
  /// Whether two full forward passes for each parameter take less than about 50 ms.
  ///
  /// It is the number of multiplications that decides, so that the answer is the same everywhere.
  func isQuick(examples: Int) -> Bool {
    let weights = zip(layers, layers.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    let multiplications = 2 * Double(layout.count) * Double(weights) * Double(examples)
    return multiplications <= Network.quickMultiplications
  }

  /// What a processor of today does in about 50 ms, loops over small layers included.
  private static let quickMultiplications = 5e7
}
