extension BugKind {
  /// The gradient λ/m·W of the penalty (λ/2m)·Σ‖W‖².
  static let regularisation = [
    BugKind(
      "l2-in-gradient-only", [.number("LAMBDA", default: 0.7)],
      signature: "residual proportional to W",
      phrase: { "the gradients of the weights have λ = \($0.number) that the cost hasn't" },
      explanation: "The penalty of L2 regularisation was added to the gradient and not to J.",
      mistake: { "1/m · dZ_l·A_{l−1}ᵀ + \($0.number)/m · W_l" },
      equivalence: { site, _ in site.arguments.numbers == [0] ? "λ = 0 adds nothing" : nil },
      standards: { network, _ in network.l2 == 0 ? [[0.7]] : [] }, fit: .line(neutral: 0),
      changes: { [Bug.Change(.everyWeightGradient, .penalty(.added($0.numbers[0])))] }),
    penalty(
      "l2-missing", .zero, phrase: { _ in "the gradients of the weights lack λ/m·W" },
      explanation: "The penalty of L2 regularisation was added to J and not to the gradient.",
      mistake: "1/m · dZ_l·A_{l−1}ᵀ"),
    penalty(
      "l2-not-averaged", .notAveraged,
      phrase: { _ in "the gradients of the weights have λ·W instead of λ/m·W" },
      mistake: "1/m · dZ_l·A_{l−1}ᵀ + λ · W_l",
      equivalence: { _, data in data.examples == 1 ? "there is one example, and 1/m is 1" : nil }),
    penalty(
      "l2-halved", .halved,
      phrase: { _ in "the gradients of the weights have λ/2m·W instead of λ/m·W" },
      explanation: "The 2 of the derivative of a square is missing.",
      mistake: "1/m · dZ_l·A_{l−1}ᵀ + λ/2m · W_l"),
    penalty(
      "l2-on-biases", .onBiases, in: .everyBiasGradient,
      phrase: { _ in "the gradients of the biases have λ/m·b, but J penalises weights alone" },
      mistake: "1/m · Σ dZ_l + λ/m · b_l"),
  ]

  private static func penalty(
    _ name: String, _ penalty: Bug.Penalty, in place: Bug.Place = .everyWeightGradient,
    phrase: @escaping @Sendable (Site) -> String, explanation: String = "", mistake: String,
    equivalence: @escaping @Sendable (Site, TrainingSet) -> String? = { _, _ in nil }
  ) -> BugKind {
    BugKind(
      name, signature: "residual proportional to the parameters", phrase: phrase,
      explanation: explanation, mistake: { _ in mistake },
      obstacle: { $0.network.l2 == 0 ? "the network has no L2 regularisation; give 'l2'" : nil },
      equivalence: equivalence,
      changes: { _ in [Bug.Change(place, .penalty(penalty))] })
  }
}
