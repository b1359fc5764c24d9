import GradientChecking

extension BugKind {
  /// Inverted dropout: A_l ∗ D_l / keep forward, dA_l ∗ D_l / keep backward, with one mask D_l.
  static let dropout = [
    BugKind(
      "dropout-mask-missing", [.hiddenLayer], signature: "cosine below 1 from the layer down",
      phrase: { "the dropout mask of layer \($0.layer) isn't applied to dA\($0.layer)" },
      mistake: { "W\($0.layer + 1)ᵀ·dZ\($0.layer + 1) / keep" },
      obstacle: { $0.needsDropout },
      changes: { [Bug.Change(.activationGradient(layer: $0.layer), .maskOmitted)] }),
    BugKind(
      "dropout-scale-missing", [.hiddenLayer], signature: "k = keep, cosine 1, from the layer down",
      phrase: { site in
        "1/keep is missing in dA\(site.layer): k = \(site.keep.shortest) = keep"
      },
      mistake: { "W\($0.layer + 1)ᵀ·dZ\($0.layer + 1) ∗ D\($0.layer)" },
      obstacle: { $0.needsDropout },
      changes: { [Bug.Change(.activationGradient(layer: $0.layer), .keepOmitted)] }),
    BugKind(
      "dropout-resampled", signature: "gradapprox of the order 1/ε, k near 0",
      phrase: { _ in "each forward pass draws new dropout masks, so J isn't a function" },
      explanation: "A check needs masks that are frozen, or a generator seeded again each time.",
      mistake: { _ in "drawn anew in each pass" },
      obstacle: { site in
        (1..<max(site.network.depth, 2)).contains(where: site.network.dropsOut)
          ? nil : "the network has no dropout; give 'keep-probability'"
      },
      changes: { _ in [Bug.Change(.masks, .resampled)] }),
  ]
}

extension Site {
  fileprivate var keep: Double { network.dropsOut(layer) ? network.keep[layer - 1] : 1 }

  fileprivate var needsDropout: String? {
    needs()
      ?? (network.dropsOut(layer)
        ? nil : "layer \(layer) has no dropout; give 'keep-probability' below 1")
  }
}
