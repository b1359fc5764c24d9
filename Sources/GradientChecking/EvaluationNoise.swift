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
///   - spacing: The distance between neighbouring points, in Euclidean length.
/// - Returns: The estimate, not finite where J isn't.
/// - Complexity: 56 evaluations of J.
func evaluationNoise(
  of objective: some Objective, at point: [Double], cost: Double, spacing: Double
) -> Double {
  var signs = SplitMix64(seed: 0)
  let length = Double(point.count).squareRoot()
  var squares: [Double] = []
  for _ in 0..<8 {
    let direction = point.map { _ in (signs.next() >> 63 == 0 ? spacing : -spacing) / length }
    var differences = (-3...3).map { position in
      objective.cost(at: zip(point, direction).map { $0 + Double(position) * $1 })
    }
    for _ in 0..<4 { differences = zip(differences.dropFirst(), differences).map { $0 - $1 } }
    squares += differences.map { $0 * $0 }
  }
  let variance = squares.reduce(0, +) / Double(squares.count) * (24 * 24) / 40320
  return variance.isNaN ? variance : max(variance.squareRoot(), unitRoundoff * cost.magnitude)
}

/// u = 2⁻⁵³, the largest relative error of one rounding.
let unitRoundoff = Double.ulpOfOne / 2

/// Steele, Lea and Flood's generator (2014): the same directions in every run.
private struct SplitMix64 {
  var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
