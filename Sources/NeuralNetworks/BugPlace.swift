extension Bug {
  /// One formula of backpropagation, in one layer or in all; layers count from 1.
  public enum Place: Hashable, Sendable {
    /// dW_l from dZ_l and A_{l−1}.
    case weightGradient(layer: Int)
    /// db_l from dZ_l.
    case biasGradient(layer: Int)
    /// dA_l from dZ_{l+1} and W_{l+1}; for a hidden layer.
    case activationGradient(layer: Int)
    /// dZ_l from dA_l and the slopes of its activation, or from A_L and Y in the last layer.
    case delta(layer: Int)
    /// dZ_L, whichever the last layer is.
    case outputDelta
    /// dW_l in every layer.
    case everyWeightGradient
    /// db_l in every layer.
    case everyBiasGradient
    /// The dropout masks of the forward pass.
    case masks
  }
}

extension Bug.Place: CustomStringConvertible {
  /// The quantity, as `dW2`.
  public var description: String {
    switch self {
    case .weightGradient(let layer): "dW\(layer)"
    case .biasGradient(let layer): "db\(layer)"
    case .activationGradient(let layer): "dA\(layer)"
    case .delta(let layer): "dZ\(layer)"
    case .outputDelta: "dZ of the last layer"
    case .everyWeightGradient: "every dW"
    case .everyBiasGradient: "every db"
    case .masks: "the dropout masks"
    }
  }
}

extension Bug.Place {
  /// Reads a quantity such as `dW2`.
  init?(_ text: some StringProtocol) {
    guard text.hasPrefix("d"), let layer = Int(text.dropFirst(2)), layer > 0,
      text.dropFirst(2).allSatisfy(\.isNumber)
    else { return nil }
    switch text.dropFirst().first {
    case "W": self = .weightGradient(layer: layer)
    case "b": self = .biasGradient(layer: layer)
    case "A": self = .activationGradient(layer: layer)
    case "Z": self = .delta(layer: layer)
    default: return nil
    }
  }

  /// The layer, if it is one.
  var layer: Int? {
    switch self {
    case .weightGradient(let layer), .biasGradient(let layer), .activationGradient(let layer),
      .delta(let layer):
      layer
    case .outputDelta, .everyWeightGradient, .everyBiasGradient, .masks: nil
    }
  }

  /// Whether it is the gradient of parameters, so that nothing else depends on it.
  var isParameterGradient: Bool {
    switch self {
    case .weightGradient, .biasGradient, .everyWeightGradient, .everyBiasGradient: true
    case .activationGradient, .delta, .outputDelta, .masks: false
    }
  }

  /// The tensors whose gradient goes wrong with this formula.
  func spoiledTensors(depth: Int) -> [String] {
    switch self {
    case .weightGradient(let layer): ["W\(layer)"]
    case .biasGradient(let layer): ["b\(layer)"]
    case .activationGradient(let layer), .delta(let layer):
      (1...max(layer, 1)).flatMap { ["W\($0)", "b\($0)"] }
    case .everyWeightGradient: (1...depth).map { "W\($0)" }
    case .everyBiasGradient: (1...depth).map { "b\($0)" }
    case .outputDelta, .masks: (1...depth).flatMap { ["W\($0)", "b\($0)"] }
    }
  }
}

extension Network {
  /// Whether backpropagation through the network computes a formula.
  func has(_ place: Bug.Place) -> Bool {
    switch place {
    case .weightGradient(let layer), .biasGradient(let layer), .delta(let layer):
      1...depth ~= layer
    case .activationGradient(let layer): 1..<depth ~= layer
    case .outputDelta, .everyWeightGradient, .everyBiasGradient, .masks: true
    }
  }
}
