/// A way to approximate a derivative from values of the function.
public enum Scheme: String, CaseIterable, Sendable {
  /// `(J(θ+ε) − J(θ−ε)) / 2ε`.
  case central
  /// `(J(θ+ε) − J(θ)) / ε`.
  case forward
  /// `(8(J(θ+ε) − J(θ−ε)) − (J(θ+2ε) − J(θ−2ε))) / 12ε`.
  case fivePoint = "five-point"
  /// `Im J(θ+iε) / ε`, which subtracts nothing and so loses nothing (Squire and Trapp, 1998).
  case complexStep = "complex-step"
}

extension Scheme {
  /// The power of the step with which the truncation error shrinks.
  public var order: Int {
    switch self {
    case .forward: 1
    case .central, .complexStep: 2
    case .fivePoint: 4
    }
  }

  /// The standard deviation of the derivative, in units of η/ε, when each value of J has noise η.
  ///
  /// It is the root of the sum of the squared weights of the stencil, 1/√2 for central differences.
  /// The complex step takes no differences; its noise is relative, and 0 stands here.
  public var noiseAmplification: Double {
    switch self {
    case .central: 0.5.squareRoot()
    case .forward: 2.0.squareRoot()
    case .fivePoint: 130.0.squareRoot() / 12
    case .complexStep: 0
    }
  }

  /// Where J is evaluated beside θ itself, in steps.
  var offsets: [Double] {
    switch self {
    case .central: [1, -1]
    case .forward: [1]
    case .fivePoint: [1, -1, 2, -2]
    case .complexStep: []
    }
  }

  /// Returns the derivative from the costs at `offsets`.
  func derivative(costs: ArraySlice<Double>, center: Double, step: Double) -> Double {
    let at = Array(costs)
    return switch self {
    case .central: (at[0] - at[1]) / (2 * step)
    case .forward: (at[0] - center) / step
    case .fivePoint: (8 * (at[0] - at[1]) - (at[2] - at[3])) / (12 * step)
    case .complexStep: preconditionFailure("complex step must be taken on a complex point")
    }
  }
}
