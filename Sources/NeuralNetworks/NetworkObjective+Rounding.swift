public import GradientChecking

extension NetworkObjective {
  /// Returns how the rounding of the predictions comes through in J.
  ///
  /// A sigmoid a has the relative error of the roundings of `1 + e⁻ᶻ` and of the quotient. The
  /// course's cross-entropy makes of it, for a label y,
  ///
  ///     (y + (1 − y)·a/(1 − a)) · 0.65u
  ///
  /// which is without limit as a comes near 1: J becomes a staircase. A softmax has it too, and
  /// `−log a` makes of it 0.65u, however small J is. The other losses don't amplify rounding, and the
  /// result is nil.
  public func rounding(at point: [Double]) -> Rounding? {
    guard network.loss == .crossEntropy else { return nil }
    let relative = roundingOfPrediction
    guard network.output == .sigmoid else {
      return Rounding(cost: relative / Double(data.examples).squareRoot(), derivative: relative)
    }
    let pass = network.forward(data.inputs, through: network.layers(from: point), masks: data.masks)
    let factors = pass.activations[network.depth].combined(with: data.labels.targets) { a, y in
      // 0·∞ is no amplification: a label of exactly 1 never meets 1 − a.
      y + (y == 1 ? 0 : (1 - y) * a / (1 - a))
    }.elements
    return Rounding(
      cost: relative * network.arithmetic.norm(factors) / Double(data.examples),
      derivative: relative * factors.reduce(0, max))
  }
}

/// √(1/3 + 1/12)·u, the standard deviation of two roundings that are spread evenly: that of a sum
/// just above 1 by up to 2⁻⁵³, and that of a quotient just below 1 by up to 2⁻⁵⁴.
private let roundingOfPrediction = (1.0 / 3 + 1.0 / 12).squareRoot() * 0x1p-53
