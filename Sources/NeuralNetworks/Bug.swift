/// A mistake in backpropagation, as data: a place, and what is done wrong there.
public struct Bug: Hashable, Sendable {
  /// The name by which it is asked for, such as `dW2-doubled`.
  public let identifier: String
  /// What went wrong, in one sentence.
  public let story: String
  /// The formula of backpropagation that it changes.
  public let place: Place
  /// How it changes it.
  public let fault: Fault

  /// One formula of backpropagation, in one layer; layers count from 1.
  public enum Place: Hashable, Sendable {
    /// dW_l from dZ_l and A_{l−1}.
    case weightGradient(layer: Int)
    /// db_l from dZ_l.
    case biasGradient(layer: Int)
    /// dA_l from dZ_{l+1} and W_{l+1}; for a hidden layer.
    case activationGradient(layer: Int)
    /// dZ_l from dA_l and the slopes of its activation, or from A_L and Y in the last layer.
    case delta(layer: Int)
  }

  /// A way to get a formula wrong.
  public enum Fault: Hashable, Sendable {
    /// The result is multiplied by a number.
    case scaled(Double)
    /// The mean is taken as k/m instead of 1/m, multiplied into the sum as 1/m would be.
    case numerator(Double)
  }
}

extension Bug {
  /// Every known bug.
  public static let all = [
    Bug(
      identifier: "dW2-doubled",
      story: "The gradient of W2 is multiplied by 2.",
      place: .weightGradient(layer: 2), fault: .scaled(2)),
    Bug(
      identifier: "db1-quadrupled",
      story: "The gradient of b1 is averaged with 4/m instead of 1/m.",
      place: .biasGradient(layer: 1), fault: .numerator(4)),
  ]

  /// Returns the bug of that name, if it is known.
  public static func named(_ identifier: String) -> Bug? {
    all.first { $0.identifier == identifier }
  }

  /// The tensors whose gradient goes wrong, nearest the inputs first.
  ///
  /// A wrong dW or db stays where it is; a wrong dA or dZ travels on towards the inputs.
  public var spoiledTensors: [String] {
    switch place {
    case .weightGradient(let layer): ["W\(layer)"]
    case .biasGradient(let layer): ["b\(layer)"]
    case .activationGradient(let layer), .delta(let layer):
      (1...layer).flatMap { ["W\($0)", "b\($0)"] }
    }
  }

  /// Throws if the network has no such place.
  public func check(in network: Network) throws(BugError) {
    guard network.has(place) else { throw .noPlace(self, depth: network.depth) }
  }
}

/// Why a bug can't be planted.
public enum BugError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The network doesn't compute what the bug would spoil.
  case noPlace(Bug, depth: Int)

  /// One phrase: what the bug needs, and what the network has.
  public var description: String {
    switch self {
    case .noPlace(let bug, let depth):
      "bug '\(bug.identifier)' changes \(bug.place), but the network has "
        + (depth == 1 ? "one layer" : "\(depth) layers")
    }
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
    }
  }
}

extension Network {
  /// Whether backpropagation through the network computes a formula.
  fileprivate func has(_ place: Bug.Place) -> Bool {
    switch place {
    case .weightGradient(let layer), .biasGradient(let layer), .delta(let layer):
      1...depth ~= layer
    case .activationGradient(let layer): 1..<depth ~= layer
    }
  }
}
