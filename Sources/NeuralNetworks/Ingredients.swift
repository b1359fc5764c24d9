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

  init(_ signal: Matrix<Double>, _ partner: Matrix<Double>) {
    self.signal = signal
    self.partner = partner
  }
}

extension Bug.Fault {
  /// Spoils what goes into a formula.
  fileprivate func spoil(ingredients: inout Ingredients) {
    switch self {
    case .numerator(let numerator): ingredients.numerator = numerator
    case .scaled: break
    }
  }

  /// Spoils what comes out of it.
  fileprivate func spoil(result: inout Matrix<Double>) {
    switch self {
    case .scaled(let factor): result = result.scaled(by: factor)
    case .numerator: break
    }
  }
}

extension [Bug] {
  /// Evaluates a formula as those of the bugs leave it that sit in its place.
  func compute(
    _ place: Bug.Place, from ingredients: Ingredients,
    formula: (Ingredients) -> Matrix<Double>
  ) -> Matrix<Double> {
    let faults = filter { $0.place == place }.map(\.fault)
    var ingredients = ingredients
    for fault in faults { fault.spoil(ingredients: &ingredients) }
    var result = formula(ingredients)
    for fault in faults { fault.spoil(result: &result) }
    return result
  }
}
