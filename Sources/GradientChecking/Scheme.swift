/// A way to compute a derivative from the function.
public enum Scheme: String, CaseIterable, Sendable {
  /// `(J(θ+ε) − J(θ−ε)) / 2ε`.
  case central
  /// `(J(θ+ε) − J(θ)) / ε`.
  case forward
  /// `(8(J(θ+ε) − J(θ−ε)) − (J(θ+2ε) − J(θ−2ε))) / 12ε`.
  case fivePoint = "five-point"
  /// Central differences at ε, ε/2, …, ε/32, extrapolated to a step of 0 (Ridders, 1982).
  case ridders
  /// `Im J(θ+iε) / ε`, which subtracts nothing and so loses nothing (Squire and Trapp, 1998).
  case complexStep = "complex-step"
  /// Dual numbers, which carry the derivative through every operation; there is no step.
  case dual
}

extension Scheme {
  /// The power of the step with which the truncation error shrinks, or nil if there is none.
  ///
  /// Ridders' scheme picks, component by component, among extrapolations of the orders 2, 4, …, 12;
  /// 12 stands here for the highest.
  public var order: Int? {
    switch self {
    case .forward: 1
    case .central, .complexStep: 2
    case .fivePoint: 4
    case .ridders: 2 * RiddersTableau.rungs
    case .dual: nil
    }
  }

  /// Whether J is evaluated beside θ on the real line, where there are kinks to cross.
  public var movesPoint: Bool {
    switch self {
    case .central, .forward, .fivePoint, .ridders: true
    case .complexStep, .dual: false
    }
  }

  /// The standard deviation of the derivative, in units of η/ε, when each value of J has noise η.
  ///
  /// It is the root of the sum of the squared weights of the stencil, 1/√2 for central differences.
  /// Ridders' scheme, whose weights depend on what it picks, estimates its own; 0 stands here, as
  /// for the schemes that take no differences and whose noise is relative.
  public var noiseAmplification: Double {
    switch self {
    case .central: 0.5.squareRoot()
    case .forward: 2.0.squareRoot()
    case .fivePoint: 130.0.squareRoot() / 12
    case .ridders, .complexStep, .dual: 0
    }
  }

  /// Where J is evaluated beside θ itself, in steps.
  public var offsets: [Double] {
    switch self {
    case .central: [1, -1]
    case .forward: [1]
    case .fivePoint: [1, -1, 2, -2]
    case .ridders: RiddersTableau.scales.flatMap { [$0, -$0] }
    case .complexStep, .dual: []
    }
  }

  /// How far from θ the scheme reaches, in steps.
  var reach: Double { offsets.max() ?? 0 }

  /// Returns the derivative from the costs at `offsets`.
  func derivative(costs: ArraySlice<Double>, center: Double, step: Double) -> Double {
    let first = costs.startIndex
    return switch self {
    case .central: (costs[first] - costs[first + 1]) / (2 * step)
    case .forward: (costs[first] - center) / step
    case .fivePoint:
      (8 * (costs[first] - costs[first + 1]) - (costs[first + 2] - costs[first + 3])) / (12 * step)
    case .ridders: RiddersTableau(costs: costs, step: step).best.value
    case .complexStep, .dual: preconditionFailure("scheme must be one that takes differences")
    }
  }
}
