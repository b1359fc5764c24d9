internal import CellWire

/// What a gradient check found, for the cell that asked for it.
public struct CheckResult: Sendable {
  /// J at the point.
  public let cost: Double
  /// `‖grad − gradapprox‖ / (‖grad‖ + ‖gradapprox‖)`.
  public let difference: Double
  /// `consistent`, `wrong` or `unresolved`.
  public let verdict: String
  /// Whether the difference is below the threshold, which is the course's rule.
  public let belowThreshold: Bool
  /// The numerical gradient.
  public let gradapprox: [Double]
  /// The gradient that was checked.
  public let grad: [Double]
  /// J⁺, a number for each component.
  public let costPlus: [Double]
  /// J⁻, a number for each component.
  public let costMinus: [Double]
  /// The names of the tensors whose gradient is wrong.
  public let wrong: [String]
}

extension CheckResult {
  /// Reads the results that the command sends.
  init(_ message: inout FrameReader) {
    cost = message.double()
    difference = message.double()
    verdict = message.string()
    belowThreshold = message.int() != 0
    gradapprox = message.doubles()
    grad = message.doubles()
    costPlus = message.doubles()
    costMinus = message.doubles()
    wrong = message.list { $0.string() }
  }
}
