/// What one formula of backpropagation works on.
///
/// A fault spoils either an ingredient or the result, so that each formula is written once, and
/// rightly.
struct Ingredients {
  /// What came from the layers above: dZ_l, dA_l, or at the very end the predictions.
  var signal: Matrix<Double>
  /// What it is combined with: A_{l−1}, W_l, the slopes of an activation, or the labels.
  var partner: Matrix<Double>

  /// The k of the mean k/m.
  var numerator = 1.0
  /// The m of the mean k/m.
  var divisor = 1.0
  /// λ/m where the formula has a penalty, else 0.
  var decay = 0.0
  /// What the penalty shrinks: W_l, or if it goes wrong b_l.
  var decaying: Matrix<Double>?
  /// The dropout mask of the layer, if it has one.
  var mask: Matrix<Double>?
  /// The probability of the dropout mask.
  var keep = 1.0

  // What lies within reach of the formula, and only a fault takes.
  /// n_0.
  var features = 0
  /// λ/m, in a formula that should have no penalty.
  var decayOfWeights = 0.0
  /// Z of the layer whose activations or slopes the formula takes.
  var logits: Matrix<Double>?
  /// A of the layer whose slopes the formula takes.
  var activations: Matrix<Double>?
  /// dW of the layer.
  var weightGradient: Matrix<Double>?
  /// dA of the layer whose dZ is the signal.
  var unmasked: Matrix<Double>?
  /// The network.
  var network: Network?

  init(_ signal: Matrix<Double>, _ partner: Matrix<Double>) {
    self.signal = signal
    self.partner = partner
  }

  /// k/m.
  var mean: Double { numerator / divisor }
}

extension Matrix<Double> {
  /// Returns the matrix plus `λ/m` times what the penalty shrinks.
  func decayed(by formula: Ingredients) -> Matrix {
    guard formula.decay != 0, let decaying = formula.decaying else { return self }
    return combined(with: decaying) { $0 + formula.decay * $1 }
  }

  /// Returns the matrix after the formula's dropout mask.
  func dropped(by formula: Ingredients) -> Matrix {
    formula.mask.map { dropped(by: $0, keep: formula.keep) } ?? self
  }
}

extension [Bug] {
  /// Evaluates a formula as those of the bugs leave it that sit in its place.
  ///
  /// - Parameters:
  ///   - names: What bugs call the place.
  ///   - ingredients: What the formula works on.
  ///   - formula: The formula.
  /// - Returns: Its result.
  func compute(
    _ names: [Bug.Place], from ingredients: Ingredients,
    formula: (Ingredients) -> Matrix<Double>
  ) -> Matrix<Double> {
    let faults = flatMap(\.changes).filter { names.contains($0.place) }.map(\.fault)
    var ingredients = ingredients
    for fault in faults { fault.spoil(ingredients: &ingredients) }
    var result = formula(ingredients)
    for fault in faults { fault.spoil(result: &result, of: ingredients) }
    return result
  }
}
