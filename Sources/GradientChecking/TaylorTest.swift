/// How fast the remainder of J's first-order expansion shrinks along a direction.
///
///     R(h) = |J(θ + h·d) − J(θ) − h·g·d|
///
/// With a right gradient R shrinks like h², with a wrong one like h. There is no step to choose, as
/// the order is read off many of them; but one number says nothing of where the error is.
public struct TaylorTest: Sendable {
  /// The remainder at one length.
  public struct Rung: Hashable, Sendable {
    /// h.
    public let length: Double
    /// R(h).
    public let remainder: Double
    /// Whether the remainder stands clear of the noise of J.
    public let isUsable: Bool
  }

  /// The direction d, of length 1.
  public let direction: [Double]
  /// `g·d`, the derivative along the direction by the analytic gradient.
  public let slope: Double
  /// The remainders, at the longest h first.
  public let rungs: [Rung]
  /// η, the standard deviation of J's rounding errors.
  public let noise: Double
  /// The order, fitted to the six shortest lengths that are usable; nil if there aren't three.
  public let order: Double?

  /// Expands J about a point along a random direction.
  ///
  /// - Parameters:
  ///   - objective: The cost and its gradient.
  ///   - point: θ.
  ///   - seed: The seed of the direction, whose components are all of one size with random signs.
  /// - Complexity: 82 evaluations of J.
  public init(of objective: some Objective, at point: [Double], seed: UInt64 = 1) {
    let cost = objective.cost(at: point)
    let grad = objective.gradient(at: point)
    precondition(grad.count == point.count, "gradient must have the shape of the point")
    var signs = SplitMix64(seed: seed)
    let component = 1 / Double(max(point.count, 1)).squareRoot()
    let direction = point.map { _ in component * signs.nextSign() }
    let slope = Arithmetic.sequential.dot(grad, direction)
    let radii = objective.kinkRadii(at: point)
    let noise = EvaluationNoise(of: objective, at: point, cost: cost, kinkRadii: radii).cost
    let longest = TaylorTest.longest(direction, kinkRadii: radii ?? [])
    rungs = (0..<TaylorTest.halvings).map { halvings in
      let length = longest / Double(1 << halvings)
      let moved = zip(point, direction).map { $0 + length * $1 }
      let remainder = (objective.cost(at: moved) - cost - length * slope).magnitude
      let rounding = unitRoundoff * (length * slope).magnitude
      return Rung(
        length: length, remainder: remainder, isUsable: remainder > 100 * (noise + rounding))
    }
    self.direction = direction
    self.slope = slope
    self.noise = noise
    order = logLogSlope(
      rungs.filter(\.isUsable).suffix(6).map { (x: $0.length, y: $0.remainder) })
  }
}

extension TaylorTest {
  /// The verdict: consistent near order 2 or above, wrong near order 1.
  ///
  /// Where the remainder never leaves the noise, J is a plane and the gradient its slope, provided
  /// that the noise is small against what the slope makes of the longest step.
  public var verdict: Verdict {
    guard rungs.allSatisfy(\.remainder.isFinite), let longest = rungs.first else {
      return .unresolved
    }
    guard let order else {
      let change = (longest.length * slope).magnitude
      return longest.remainder < 1e-3 * change && !longest.isUsable ? .consistent : .unresolved
    }
    return order >= 1.8 ? .consistent : order <= 1.5 ? .wrong : .unresolved
  }

  private static let halvings = 25

  /// Returns a length within which, to first order, no component meets a kink.
  private static func longest(_ direction: [Double], kinkRadii: [Double]) -> Double {
    // A sum z moves by at most what all components move it by, each on its own.
    let density = zip(direction, kinkRadii).reduce(0) { sum, pair in
      // A component at a kink can't be kept from crossing it.
      pair.1 > 0 ? sum + pair.0.magnitude / pair.1 : sum
    }
    return min(0x1p-3, 0.5 / density)
  }
}
