/// How far a computed J may lie from what exact arithmetic would give.
struct EvaluationNoise {
  /// η, the standard deviation of the error of J.
  let cost: Double
  /// The standard deviation of the relative error of a derivative that takes no differences.
  let derivative: Double
  /// Whether the formula of J explains much more noise than one rounding of J does.
  let isCancellation: Bool

  /// Measures the noise, and takes what the objective knows of it if that is more.
  ///
  /// - Parameters:
  ///   - objective: The function J.
  ///   - point: The point θ.
  ///   - cost: `J(θ)`.
  ///   - kinkRadii: How far each component can move, if that is known.
  ///   - spacing: The distance between neighbouring points of the difference tables.
  ///   - workers: The threads that evaluate J.
  init(
    of objective: some Objective, at point: [Double], cost: Double, kinkRadii: [Double]?,
    spacing: Double = 1e-7, by workers: Workers = Workers()
  ) {
    let isNearKink = kinkRadii?.map { $0 <= 100 * spacing } ?? point.map { _ in false }
    let measured = measuredNoise(
      of: objective, at: point, cost: cost, isFixed: isNearKink, spacing: spacing, by: workers)
    let known = objective.rounding(at: point) ?? Rounding(cost: 0, derivative: 0)
    // max would drop a noise that is not a number, and with it the knowledge that there is none.
    self.cost = measured.isNaN || known.cost.isNaN ? .nan : max(measured, known.cost)
    derivative = max(known.derivative, cost == 0 ? unitRoundoff : self.cost / cost.magnitude)
    isCancellation = known.cost > 16 * unitRoundoff * cost.magnitude
  }
}

/// Returns η, the standard deviation of the rounding errors in J near a point.
///
/// J is evaluated at seven equally spaced points along random directions. Fourth differences wipe
/// out what is smooth and keep what is rounding: with independent errors of variance η² their
/// variance is η²·8!/(4!)² (Hamming; Moré and Wild, "Estimating computational noise", 2011). The
/// result is at least u|J|, the rounding of J itself.
///
/// - Parameters:
///   - objective: The function J.
///   - point: The point θ.
///   - cost: `J(θ)`.
///   - isFixed: The components that stay where they are, as a kink would pass for noise.
///   - spacing: The distance between neighbouring points, in Euclidean length.
///   - workers: The threads that evaluate J, each along directions of its own.
/// - Returns: The estimate, not finite where J isn't.
/// - Complexity: 56 evaluations of J.
private func measuredNoise(
  of objective: some Objective, at point: [Double], cost: Double, isFixed: [Bool],
  spacing: Double, by workers: Workers
) -> Double {
  let (directions, positions) = (8, -3...3)
  let length = Double(point.count).squareRoot()
  let costs = SharedNumbers(count: directions * positions.count)
  Workers(jobs: workers.jobs).perform(directions, total: directions) { number in
    var signs = SplitMix64(seed: 0, skipping: number * point.count)
    let direction = isFixed.map { (signs.nextSign() * spacing / length) * ($0 ? 0 : 1) }
    var moved = point
    for (place, position) in positions.enumerated() {
      for index in moved.indices {
        moved[index] = point[index] + Double(position) * direction[index]
      }
      costs.set(number * positions.count + place, to: objective.cost(at: moved))
    }
    return 1
  }
  var squares: [Double] = []
  for number in 0..<directions {
    var differences = Array(costs.values[number * positions.count..<(number + 1) * positions.count])
    for _ in 0..<4 { differences = zip(differences.dropFirst(), differences).map { $0 - $1 } }
    squares += differences.map { $0 * $0 }
  }
  let variance = squares.reduce(0, +) / Double(squares.count) * (24 * 24) / 40320
  return variance.isNaN ? variance : max(variance.squareRoot(), unitRoundoff * cost.magnitude)
}

/// u = 2⁻⁵³, the largest relative error of one rounding.
let unitRoundoff = Double.ulpOfOne / 2

/// Steele, Lea and Flood's generator (2014): the same directions in every run.
struct SplitMix64 {
  private var state: UInt64

  private static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// Starts a sequence, or goes on with it where some of its numbers have been drawn.
  init(seed: UInt64, skipping count: Int = 0) {
    state = seed &+ UInt64(count) &* Self.increment
  }

  /// Returns 1 or −1.
  mutating func nextSign() -> Double { next() >> 63 == 0 ? 1 : -1 }

  /// Returns the next 64 bits.
  mutating func next() -> UInt64 {
    state &+= Self.increment
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
