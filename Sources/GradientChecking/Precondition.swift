/// What must hold before the numbers can say anything about a gradient.
public enum Precondition: String, CaseIterable, Sendable {
  /// J(θ) is a finite number.
  case finiteCost = "finite-cost"
  /// J(θ) has the same bits when it is evaluated again.
  case repeatableCost = "repeatable-cost"
  /// J(θ) still has these bits when all parameters have been moved and put back.
  case restoredPoint = "restored-point"
  /// Every number of the gradient is finite.
  case finiteGradient = "finite-gradient"
  /// The gradient has one number for each parameter.
  case equalShapes = "equal-shapes"
  /// No step carries a parameter over a kink.
  case noKinkCrossed = "no-kink-crossed"
  /// No tensor has a gradient of 0 on both sides throughout.
  case evidence
}

extension Precondition {
  /// What holds, in one sentence.
  public var sentence: String {
    switch self {
    case .finiteCost: "J is finite."
    case .repeatableCost: "J gives the same bits twice."
    case .restoredPoint: "The parameters are put back to the bit."
    case .finiteGradient: "The gradient is finite."
    case .equalShapes: "The gradient has one number for each parameter."
    case .noKinkCrossed: "No step crosses a kink, as far as kinks are known."
    case .evidence: "Every tensor has a derivative that isn't 0."
    }
  }
}

/// Whether a precondition holds.
public struct PreconditionOutcome: Hashable, Sendable {
  /// The precondition.
  public let precondition: Precondition
  /// What was found instead, or nil if it holds.
  public let failure: Finding?

  /// Whether it holds.
  public var holds: Bool { failure == nil }
  /// What was found, in one sentence.
  public var sentence: String { failure?.sentence ?? precondition.sentence }
}
