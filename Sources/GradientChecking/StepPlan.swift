/// How far each component is moved, and why.
struct StepPlan {
  /// The step ε of the check.
  let step: Double
  /// The step of each component; shorter than ε where a kink is near and the step isn't given.
  let steps: [Double]
  /// Where ε comes from.
  let origin: StepOrigin
  /// The components whose step would carry them over a kink, and was not shortened.
  let crossing: Set<Int>
  /// The components whose step was shortened.
  let shortened: [Int]

  /// Takes the given step, or chooses one.
  init(
    _ choice: StepChoice, for differences: Differences<some Objective>, layout: ParameterLayout,
    noise: Double, kinkRadii: [Double]?
  ) {
    let scheme = differences.scheme
    (step, origin) =
      switch choice {
      case .given(let step): (step, .given)
      case .automatic:
        StepPlan.choose(for: differences, layout: layout, noise: noise, kinkRadii: kinkRadii)
      }

    var steps = Array(repeating: step, count: differences.point.count)
    var crossing: Set<Int> = []
    var shortened: [Int] = []
    for (index, radius) in (kinkRadii ?? []).enumerated()
    where radius <= StepPlan.doubled * scheme.reach * step {
      let limit =
        scheme.movesPoint ? powerOfTwo(below: radius / (StepPlan.doubled * scheme.reach)) : 0
      if choice == .automatic && limit >= step * StepPlan.shortest {
        steps[index] = limit
        shortened.append(index)
      } else if radius <= scheme.reach * step {
        crossing.insert(index)
      }
    }
    self.steps = steps
    self.crossing = crossing
    self.shortened = shortened
  }

  /// A step is doubled to measure its truncation error, and a first-order radius needs a margin.
  static let doubled = 2.125
  /// Below this part of ε, a shortened step would drown in noise.
  private static let shortest = 0x1p-10
}

extension StepPlan {
  private static func choose(
    for differences: Differences<some Objective>, layout: ParameterLayout, noise: Double,
    kinkRadii: [Double]?
  ) -> (Double, StepOrigin) {
    let scheme = differences.scheme
    guard let order = scheme.order, let longest = scheme.longestStep else { return (0, .none) }
    guard scheme != .complexStep else { return (longest, .vanishing) }
    guard scheme != .ridders, noise.isFinite else { return (longest, .longest) }

    let sample = layout.tensors.flatMap { evenlySpaced(8, of: $0.range) }
    let steps = sample.map { index in
      let radius = kinkRadii?[index] ?? .infinity
      return min(longest, powerOfTwo(below: radius / (doubled * scheme.reach)))
    }
    // Where a kink is so near that noise would pass for truncation, nothing can be learnt.
    let usable = sample.indices.filter { steps[$0] >= longest / 16 }
    let components = usable.map { sample[$0] }
    let coefficients = truncationCoefficients(
      of: differences, components: components, steps: usable.map { steps[$0] }, order: order
    ).filter(\.isFinite)
    let square = coefficients.reduce(0) { $0 + $1 * $1 } / Double(max(coefficients.count, 1))

    let amplified = scheme.noiseAmplification * noise
    // What is below the noise of the measurement is not known to be there.
    let smallest = amplified / power(longest, order + 1)
    let coefficient = max(square.squareRoot(), smallest)
    guard coefficient > 0 else { return (longest, .longest) }
    let exact = root(amplified / (Double(order) * coefficient), order + 1)
    let step = min(powerOfTwo(below: exact * 2.0.squareRoot()), longest)
    return (
      max(step, 0x1p-40),
      coefficient > smallest
        ? .balanced(
          noise: noise, truncation: coefficient, order: order, components: coefficients.count)
        : .longest
    )
  }
}

/// Returns C of the truncation error `C·εᵖ` for some components, measured by doubling their steps.
func truncationCoefficients(
  of differences: Differences<some Objective>, components: [Int], steps: [Double], order: Int
) -> [Double] {
  let once = differences.values(of: components, steps: steps)
  let twice = differences.values(of: components, steps: steps.map { 2 * $0 })
  let growth = Double(1 << order - 1)
  return components.indices.map {
    (twice[$0] - once[$0]).magnitude / (growth * power(steps[$0], order))
  }
}

extension Scheme {
  /// The longest step that is tried, from which the truncation error is measured.
  var longestStep: Double? {
    switch self {
    case .forward: 0x1p-13
    case .central: 0x1p-10
    case .fivePoint: 0x1p-7
    case .ridders: 0x1p-5
    case .complexStep: 0x1p-332
    case .dual: nil
    }
  }
}

/// Returns up to `count` members of a range, evenly spaced.
func evenlySpaced(_ count: Int, of range: Range<Int>) -> [Int] {
  guard range.count > count else { return Array(range) }
  return (0..<count).map { range.lowerBound + (2 * $0 + 1) * range.count / (2 * count) }
}

/// Returns the largest power of two that isn't above a number; 0 for 0.
func powerOfTwo(below number: Double) -> Double {
  guard number > 0, number.isFinite else { return number }
  return Double(sign: .plus, exponent: number.exponent, significand: 1)
}

/// Returns `xⁿ`.
func power(_ x: Double, _ n: Int) -> Double {
  (0..<n).reduce(1) { product, _ in product * x }
}

/// Returns the n-th root of a positive number, by halving an interval.
func root(_ number: Double, _ n: Int) -> Double {
  var (low, high) = (0.0, max(1, number))
  for _ in 0..<100 {
    let middle = (low + high) / 2
    if power(middle, n) < number { low = middle } else { high = middle }
  }
  return high
}
