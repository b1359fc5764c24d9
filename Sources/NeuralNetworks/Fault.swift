extension Bug {
  /// A way to get a formula wrong.
  enum Fault: Hashable, Sendable {
    // What comes out of any formula.
    /// The result is multiplied by a number.
    case scaled(Double)
    /// The result is never assigned, and stays 0.
    case zeroed
    /// The result is cut off at ±limit.
    case clipped(Double)
    /// One entry has the wrong sign.
    case entryNegated(row: Int, column: Int)
    /// One row is multiplied by 2.
    case rowDoubled(Int)
    /// The first entry isn't a number.
    case notANumber
    /// The result is kept in 32 bits.
    case singlePrecision
    /// The rows of the result are read column by column.
    case transposed

    // The mean over the examples, in dW and db.
    /// The mean is taken as k/m instead of 1/m, multiplied into the sum as 1/m would be.
    case numerator(Double)
    /// The sum is divided by something else than m.
    case divisor(Divisor)
    /// 1/m is computed in whole numbers.
    case integerDivision
    /// The sum leaves the last example out.
    case lastExampleDropped
    /// The sum has the first example only.
    case firstExampleOnly
    /// dW_l takes Z_{l−1} for A_{l−1}.
    case logitsForActivations
    /// db_l is the row sums of dW_l.
    case rowSumsOfWeightGradient

    // dZ_L.
    /// Y is left out.
    case labelsForgotten
    /// Y belongs to the next example.
    case labelsShuffled
    /// The formula is that of the other loss.
    case otherLoss

    // dZ_l.
    /// The slopes of the activation are wrong.
    case slopes(Slopes)

    // dA_l.
    /// W_{l+1} has been updated already.
    case updatedWeights(rate: Double)
    /// dA_{l+1} stands for dZ_{l+1}.
    case unmaskedUpstream
    /// |W_{l+1}| stands for W_{l+1}.
    case absoluteWeights
    /// W_{l+1} stands for its transpose.
    case untransposedWeights
    /// The dropout mask is left out.
    case maskOmitted
    /// The dropout scale 1/keep is left out.
    case keepOmitted

    // The penalty of L2 regularisation, in dW and db.
    /// λ/m is this instead.
    case penalty(Penalty)

    // The forward pass.
    /// Each evaluation draws new dropout masks.
    case resampled
  }

  /// What a sum over examples is divided by.
  enum Divisor: Hashable, Sendable {
    case one, square, features, lessOne
  }

  /// What stands for the slopes of an activation.
  enum Slopes: Hashable, Sendable {
    case ones, signOfGradient, values, inverted, notStrict
    case leaky(Double)
    case atLogits, atActivations
  }

  /// What stands for the coefficient λ/m of W in dW, or for the 0 of b in db.
  enum Penalty: Hashable, Sendable {
    case zero, notAveraged, halved, onBiases
    case added(Double)
  }
}
