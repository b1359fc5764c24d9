/// The model of one parameter, `J(θ) = θx`, whose derivative is `x` everywhere.
public struct LinearModel: Objective {
  /// The input x.
  public let x: Double

  /// Creates the model of input `x`.
  public init(x: Double) {
    self.x = x
  }

  /// One tensor without dimensions, `theta`.
  public var layout: ParameterLayout { ParameterLayout([(name: "theta", shape: [])]) }

  /// Returns `θx`.
  public func cost(at point: [Double]) -> Double { point[0] * x }

  /// Returns `x`.
  public func gradient(at point: [Double]) -> [Double] { [x] }

  /// Returns `θx` at a complex θ.
  public func cost(at point: [Complex]) -> Complex? { point[0] * Complex(x) }

  /// Returns `θx` at a dual θ.
  public func cost(at point: [Dual]) -> Dual? { point[0] * Dual(x) }
}
