/// The slopes of a cost on the two sides of a kink.
///
///     (−3J(θ) + 4J(θ±ε) − J(θ±2ε)) / ±2ε
///
/// At a kink there is no derivative, and any gradient between the slopes is as right as any other.
struct OneSidedSlopes {
  let left: Double
  let right: Double
  /// How far off either may be.
  let tolerance: Double

  /// Measures the slopes by one component, with a step of their own or the one given if shorter.
  init(
    of differences: Differences<some Objective>, component: Int, longest: Double, noise: Double
  ) {
    // About the root of u: each slope is bounded by one of order 1.
    let step = differences.scheme.movesPoint ? min(longest, 0x1p-20) : 0x1p-20
    let theta = differences.point[component]
    let center = differences.cost
    let costs = differences.objective.costs(
      near: differences.point,
      perturbations: [-2, -1, 1, 2].map {
        Perturbation(index: component, value: theta + $0 * step)
      })
    left = (3 * center - 4 * costs[1] + costs[0]) / (2 * step)
    right = (4 * costs[2] - costs[3] - 3 * center) / (2 * step)
    // The two-point slopes are of order 1, so that the difference covers the error of order 2.
    let truncation = max(
      (left - (center - costs[1]) / step).magnitude, (right - (costs[2] - center) / step).magnitude)
    let amplification = 26.0.squareRoot() / 2
    tolerance = 2 * (5 * amplification * noise / step + truncation)
  }

  /// Returns how far the farther slope is from a derivative.
  func distance(to derivative: Double) -> Double {
    max((derivative - left).magnitude, (derivative - right).magnitude)
  }
}
