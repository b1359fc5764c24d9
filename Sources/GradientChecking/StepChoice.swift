/// Who decides how far a parameter is moved.
public enum StepChoice: Hashable, Sendable {
  /// The step ε is given, and is taken as it is, even where it is a bad one.
  case given(Double)
  /// The check measures the cost and chooses.
  case automatic
}

/// Where the step of a check comes from.
public enum StepOrigin: Hashable, Sendable {
  /// It was given.
  case given
  /// The point of balance of noise and truncation, rounded to a power of two so that θ ± ε rounds
  /// little.
  ///
  /// With the error `a·η/ε + C·εᵖ` of a scheme of order p it is `(a·η / (p·C))^(1/(p+1))`. C is the
  /// root of the mean square over a sample of components.
  case balanced(noise: Double, truncation: Double, order: Int, components: Int)
  /// The longest step that is tried: the cost shows no truncation error that could limit it.
  case longest
  /// A step so short that its square is lost; nothing is subtracted that could cancel.
  case vanishing
  /// No step is taken: the derivative is exact but for rounding.
  case none

  /// How the step came about, in one sentence.
  public var sentence: String {
    switch self {
    case .given:
      "The step was given."
    case .balanced(let noise, let truncation, let order, let components):
      "The step was chosen where the noise \(scientific(noise)) of J balances the truncation "
        + "error, \(scientific(truncation))·\(power(order)) as measured on \(components) parameters."
    case .longest:
      "The step was chosen as long as is tried, since no truncation error shows."
    case .vanishing:
      "The step was chosen so short that its square vanishes; nothing is subtracted."
    case .none:
      "No step is taken: the derivative is computed along with J."
    }
  }

  /// A power of the step, as it is written by hand for the orders that schemes have.
  private func power(_ order: Int) -> String {
    let exponents = [1: "", 2: "²", 4: "⁴"]
    return "ε" + (exponents[order] ?? "^\(order)")
  }
}
