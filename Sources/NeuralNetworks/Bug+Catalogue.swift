extension Bug {
  /// Returns every bug of the catalogue that a network has a place for.
  ///
  /// Each kind is planted in every layer and quantity that it takes, with its usual numbers. A
  /// wrong dA goes on as the same wrong dZ, so what merely scales a quantity isn't planted in both.
  public static func catalogue(for network: Network) -> [Bug] {
    BugKind.all.flatMap { kind in
      kind.places(in: network).flatMap { argument in
        kind.standards(network, argument?.place).map { numbers in
          Bug(kind, [argument].compactMap(\.self) + numbers.map(Argument.number))
        }
      }
    }.filter { bug in
      do throws(BugError) {
        try bug.check(in: network)
        return true
      } catch {
        return false
      }
    }
  }
}

extension BugKind {
  /// What the first parameter can be in a network; nil stands for nothing.
  fileprivate func places(in network: Network) -> [Bug.Argument?] {
    let layers = Array(1...network.depth)
    let weights = layers.map { Bug.Place.weightGradient(layer: $0) }
    let biases = layers.map { Bug.Place.biasGradient(layer: $0) }
    let places: [Bug.Place]
    switch parameters.first {
    case .quantity: places = weights + biases + layers.map { Bug.Place.delta(layer: $0) }
    case .gradient: places = weights + biases
    case .gradientOrAll: return [nil] + (weights + biases).map { Bug.Argument.quantity($0) }
    case .weightGradient: places = weights
    case .biasGradient: places = biases
    case .hiddenLayer: return layers.dropLast().map { Bug.Argument.layer($0) }
    case .number, .index, nil: return [nil]
    }
    return places.map { Bug.Argument.quantity($0) }
  }
}

extension Bug.Argument {
  fileprivate var place: Bug.Place? {
    if case .quantity(let place) = self { place } else { nil }
  }
}
