extension Bug.Fault {
  /// Spoils what goes into a formula.
  func spoil(ingredients formula: inout Ingredients) {
    switch self {
    case .numerator(let numerator): formula.numerator = numerator
    case .integerDivision: formula.numerator = formula.divisor == 1 ? 1 : 0
    case .divisor(let divisor): divisor.spoil(&formula)
    case .lastExampleDropped: formula.mapExamples { Array($0.dropLast()) }
    case .firstExampleOnly: formula.mapExamples { Array($0.prefix(1)) }
    case .logitsForActivations: formula.logits.map { formula.partner = $0 }
    case .labelsForgotten: formula.partner = formula.partner.map { _ in 0 }
    case .labelsShuffled: formula.partner = formula.partner.rotated
    case .slopes(let slopes): slopes.spoil(&formula)
    case .updatedWeights(let rate):
      if let dW = formula.weightGradient {
        formula.partner = formula.partner.combined(with: dW) { $0 - rate * $1 }
      }
    case .unmaskedUpstream: formula.unmasked.map { formula.signal = $0 }
    case .absoluteWeights: formula.partner = formula.partner.map(\.magnitude)
    case .untransposedWeights: formula.partner = formula.partner.transposed
    case .maskOmitted: formula.mask = formula.mask?.map { _ in 1 }
    case .keepOmitted: formula.keep = 1
    case .penalty(let penalty): penalty.spoil(&formula)
    case .scaled, .zeroed, .clipped, .entryNegated, .rowDoubled, .notANumber, .singlePrecision,
      .transposed, .rowSumsOfWeightGradient, .otherLoss, .resampled:
      break
    }
  }

  /// Spoils what comes out of it.
  func spoil(result: inout Matrix<Double>, of formula: Ingredients) {
    switch self {
    case .scaled(let factor): result = result.scaled(by: factor)
    case .zeroed: result = result.map { _ in 0 }
    case .clipped(let limit): result = result.map { $0.clamped(to: limit) }
    case .entryNegated(let row, let column): result[row, column] = -result[row, column]
    case .rowDoubled(let row):
      for column in 0..<result.columns { result[row, column] *= 2 }
    case .notANumber: result[0, 0] = .nan
    case .singlePrecision: result = result.map { Double(Float($0)) }
    case .transposed:
      result = Matrix(
        rows: result.rows, columns: result.columns, elements: result.transposed.elements)
    case .rowSumsOfWeightGradient: formula.weightGradient.map { result = $0.rowSums() }
    case .otherLoss:
      guard let network = formula.network else { return }
      let errors = formula.signal.combined(with: formula.partner, -)
      result =
        network.loss == .meanSquaredError
        ? errors : network.link.pullback(of: errors, predictions: formula.signal)
    case .numerator, .integerDivision, .divisor, .lastExampleDropped, .firstExampleOnly,
      .logitsForActivations, .labelsForgotten, .labelsShuffled, .slopes, .updatedWeights,
      .unmaskedUpstream, .absoluteWeights, .untransposedWeights, .maskOmitted, .keepOmitted,
      .penalty, .resampled:
      break
    }
  }
}

extension Bug.Divisor {
  fileprivate func spoil(_ formula: inout Ingredients) {
    switch self {
    case .one: formula.divisor = 1
    case .square: formula.divisor *= formula.divisor
    case .features: formula.divisor = Double(formula.features)
    case .lessOne: formula.divisor -= 1
    }
  }
}

extension Bug.Slopes {
  fileprivate func spoil(_ formula: inout Ingredients) {
    guard let z = formula.logits, let a = formula.activations,
      let hidden = formula.network?.hidden
    else { return }
    // What a ReLU has on its left, 0, or for a leaky one a small slope.
    let left = hidden == .leakyReLU ? Activation.leak : 0
    switch self {
    case .ones: formula.partner = formula.partner.map { _ in 1 }
    case .signOfGradient: formula.partner = formula.signal.map { $0 > 0 ? 1 : 0 }
    case .values: formula.partner = a
    case .inverted: formula.partner = z.map { $0 > 0 ? left : 1 }
    case .notStrict: formula.partner = z.map { $0 >= 0 ? 1 : left }
    case .leaky(let slope): formula.partner = z.map { $0 > 0 ? 1 : slope }
    case .atLogits: formula.partner = z.map { hidden.derivative(z: $0, a: $0) }
    case .atActivations: formula.partner = a.map { hidden.derivative(z: $0, a: hidden($0)) }
    }
  }
}

extension Bug.Penalty {
  fileprivate func spoil(_ formula: inout Ingredients) {
    switch self {
    case .zero: formula.decay = 0
    case .notAveraged: formula.decay *= formula.divisor
    case .halved: formula.decay /= 2
    case .onBiases: formula.decay = formula.decayOfWeights
    case .added(let lambda): formula.decay += lambda / formula.divisor
    }
  }
}

extension Ingredients {
  /// Picks among the examples, which are the columns of what a sum runs over.
  fileprivate mutating func mapExamples(_ pick: ([Double]) -> [Double]) {
    signal = signal.mapRows(pick)
    partner = partner.mapRows(pick)
  }
}

extension Double {
  fileprivate func clamped(to limit: Double) -> Double {
    isNaN ? self : min(max(self, -limit), limit)
  }
}
