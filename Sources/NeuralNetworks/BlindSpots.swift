/// What a check at a test point can't see.
public struct BlindSpots: Hashable, Sendable {
  /// The components whose gradient is exactly 0, as places in the vector.
  public let zeroComponents: [Int]
  /// The same by name, whole rows and columns as `W1[4,*]` and `W2[*,4]`.
  public let zeroNames: [String]
  /// The units of hidden layers that are off on every example.
  public let deadUnits: [Unit]
  /// The units whose slope is below 1e-8 on every example.
  public let saturatedUnits: [Unit]
  /// The hidden layers in which every unit is on for every example, so that a mask changes nothing.
  public let openMasks: [Int]
  /// The weights above layer 1 without a negative entry, whose sign nothing tests.
  public let unsignedWeights: [String]

  /// Whether the check can see every parameter, mask and sign.
  public var isEmpty: Bool {
    zeroComponents.isEmpty && deadUnits.isEmpty && saturatedUnits.isEmpty && openMasks.isEmpty
      && unsignedWeights.isEmpty
  }

  /// One unit of a network.
  public struct Unit: Hashable, Sendable {
    /// The layer, counted from 1.
    public let layer: Int
    /// The unit, counted from 0.
    public let index: Int
  }
}

extension BlindSpots.Unit: CustomStringConvertible {
  /// The unit, as `unit 4 of layer 1`.
  public var description: String { "unit \(index) of layer \(layer)" }
}

extension BlindSpots {
  /// What can't be seen, a sentence each; empty if all can.
  public var sentences: [String] {
    var sentences: [String] = []
    func say(_ count: Int, _ sentence: String) {
      if count > 0 { sentences.append(sentence) }
    }
    say(
      zeroComponents.count,
      "This check says nothing about \(zeroNames.joined(separator: ", ")): the gradient of "
        + (zeroComponents.count == 1
          ? "1 parameter is exactly 0." : "\(zeroComponents.count) parameters is exactly 0."))
    say(deadUnits.count, "Off on every example: \(list(deadUnits)).")
    say(saturatedUnits.count, "Saturated on every example: \(list(saturatedUnits)).")
    for layer in openMasks {
      sentences.append(
        "Every unit of layer \(layer) is on for every example, so its mask isn't tested.")
    }
    say(
      unsignedWeights.count,
      "No entry of \(unsignedWeights.joined(separator: ", ")) is negative, so signs aren't tested.")
    return sentences
  }

  private func list(_ units: [Unit]) -> String {
    units.map(\.description).joined(separator: ", ")
  }
}
