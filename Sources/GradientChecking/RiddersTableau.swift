/// Extrapolations of central differences to a step of 0.
///
///     D₀ₖ = (J(θ+hₖ) − J(θ−hₖ)) / 2hₖ,   hₖ = ε/2ᵏ
///     Dⱼₖ = (4ʲ·Dⱼ₋₁,ₖ₊₁ − Dⱼ₋₁,ₖ) / (4ʲ − 1)
///
/// The error of Dⱼₖ is estimated by how far it lies from the two that it is made of; the entry with
/// the smallest estimate is the result (Ridders, "Accurate computation of F′(x) and F′(x)F″(x)",
/// 1982).
struct RiddersTableau {
  /// How many steps the tableau starts with.
  static let rungs = 6
  /// The steps, in units of ε.
  static let scales = (0..<rungs).map { 1 / Double(1 << $0) }

  /// A derivative with what is known of its error.
  struct Entry {
    var value: Double
    /// The estimate of the truncation error.
    var error: Double
    /// The standard deviation in units of η/ε, as for `Scheme.noiseAmplification`.
    var amplification: Double
  }

  /// The entry whose error is estimated smallest.
  let best: Entry

  /// Builds the tableau from the costs at `Scheme.offsets`.
  init(costs: ArraySlice<Double>, step: Double) {
    let first = costs.startIndex
    var column = Self.scales.indices.map { k in
      (costs[first + 2 * k] - costs[first + 2 * k + 1]) / (2 * Self.scales[k] * step)
    }
    var best = Entry(value: column[0], error: .infinity, amplification: Self.amplifications[0][0])
    var factor = 1.0
    for order in 1..<Self.rungs {
      factor *= 4
      let next = zip(column, column.dropFirst()).map { (factor * $1 - $0) / (factor - 1) }
      for (k, value) in next.enumerated() {
        let error = max((value - column[k]).magnitude, (value - column[k + 1]).magnitude)
        guard error < best.error else { continue }
        best = Entry(value: value, error: error, amplification: Self.amplifications[order][k])
      }
      column = next
    }
    self.best = best
  }

  /// What the noise of a value of J grows to in each entry.
  private static let amplifications: [[Double]] = {
    // Each entry as a sum over the rows D₀ₖ, whose own noise is η/(√2·hₖ).
    var column = scales.indices.map { k in scales.indices.map { $0 == k ? 1.0 : 0 } }
    var result = [column.map(amplification)]
    var factor = 1.0
    for _ in 1..<rungs {
      factor *= 4
      column = zip(column, column.dropFirst()).map { coarse, fine in
        zip(coarse, fine).map { (factor * $1 - $0) / (factor - 1) }
      }
      result.append(column.map(amplification))
    }
    return result
  }()

  private static func amplification(of weights: [Double]) -> Double {
    zip(weights, scales).reduce(0) { $0 + $1.0 * $1.0 / (2 * $1.1 * $1.1) }.squareRoot()
  }
}
