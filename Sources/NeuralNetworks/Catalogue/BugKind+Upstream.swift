extension BugKind {
  /// What comes down from the layer above, dA.
  static let upstream = [
    BugKind(
      "updated-weights", [.hiddenLayer, .number("RATE", default: 0.01)],
      signature: "k near 1, cosine near 1, from the layer down",
      phrase: { "dA\($0.layer) uses W\($0.layer + 1) after its update with rate \($0.number)" },
      explanation: "The update stands inside the loop of the backward pass.",
      mistake: { site in
        "(W\(site.layer + 1) − \(site.number) · dW\(site.layer + 1))ᵀ·dZ\(site.layer + 1)"
      },
      obstacle: { $0.needs() },
      equivalence: { site, _ in site.arguments.numbers == [0] ? "a rate of 0 updates nothing" : nil
      },
      standards: { _, _ in [[0.01]] }, fit: .line(neutral: 0),
      changes: {
        [Bug.Change(.activationGradient(layer: $0.layer), .updatedWeights(rate: $0.numbers[0]))]
      }),
    BugKind(
      "unmasked-upstream", [.hiddenLayer], signature: "cosine below 1 from the layer down",
      phrase: { "dA\($0.layer) uses dA\($0.layer + 1) instead of dZ\($0.layer + 1)" },
      explanation: "The slopes of the layer above are skipped.",
      mistake: { "W\($0.layer + 1)ᵀ·dA\($0.layer + 1)" },
      obstacle: { site in
        site.needs()
          ?? (site.layer == site.network.depth - 1
            ? "the layer above is the last, which has no dA" : nil)
      },
      equivalence: { site, _ in
        site.hidden == .identity ? "the derivative of the identity is 1, so dZ is dA" : nil
      },
      changes: { [Bug.Change(.activationGradient(layer: $0.layer), .unmaskedUpstream)] }),
    BugKind(
      "absolute-weights", [.hiddenLayer], signature: "cosine below 1 from the layer down",
      phrase: { "dA\($0.layer) uses |W\($0.layer + 1)| instead of W\($0.layer + 1)" },
      mistake: { "|W\($0.layer + 1)|ᵀ·dZ\($0.layer + 1)" },
      obstacle: { $0.needs() },
      changes: { [Bug.Change(.activationGradient(layer: $0.layer), .absoluteWeights)] }),
    BugKind(
      "untransposed", [.hiddenLayer], signature: "cosine below 1 from the layer down",
      phrase: { "dA\($0.layer) uses W\($0.layer + 1) without transposing it" },
      explanation: "The shapes fit because the matrix is square.",
      mistake: { "W\($0.layer + 1)·dZ\($0.layer + 1)" },
      obstacle: { site in
        if let reason = site.needs() { return reason }
        let sides = (site.network.layers[site.layer], site.network.layers[site.layer + 1])
        return sides.0 == sides.1
          ? nil
          : "W\(site.layer + 1) is \(sides.1) × \(sides.0), and without a square the product "
            + "has no meaning"
      },
      equivalence: { site, _ in
        site.network.layers[site.layer] == 1 ? "a single number is its own transpose" : nil
      },
      changes: { [Bug.Change(.activationGradient(layer: $0.layer), .untransposedWeights)] }),
  ]
}
