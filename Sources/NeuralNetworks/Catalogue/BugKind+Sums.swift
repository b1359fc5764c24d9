extension BugKind {
  /// What is summed over the examples, in dW and db.
  static let sums = [
    BugKind(
      "last-example-dropped", [.gradient], signature: "any k, cosine well below 1",
      phrase: { "the last example is left out of \($0.quantity)" },
      explanation: "A loop ends one too early.",
      mistake: { site in site.sum { "\($0)[:, :−1]" } },
      changes: { $0.all(.lastExampleDropped) }),
    BugKind(
      "first-example-only", [.gradient], signature: "any k, cosine well below 1",
      phrase: { "\($0.quantity) takes the first example only" },
      explanation: "An index stands where a sum should be.",
      mistake: { site in site.sum { "\($0)[:, :1]" } },
      equivalence: { _, data in data.examples == 1 ? "there is one example" : nil },
      changes: { $0.all(.firstExampleOnly) }),
    BugKind(
      "logits-for-activations", [.weightGradient], signature: "cosine below 1 in one dW",
      phrase: { "\($0.quantity) uses Z\($0.layer - 1) instead of A\($0.layer - 1)" },
      mistake: { "1/m · dZ\($0.layer)·Z\($0.layer - 1)ᵀ" },
      obstacle: { $0.layer < 2 ? "what enters layer 1 is X, which has no Z" : nil },
      equivalence: { site, _ in
        site.hidden == .identity && !site.network.dropsOut(site.layer - 1)
          ? "with a hidden function that is the identity, A is Z" : nil
      },
      changes: { $0.all(.logitsForActivations) }),
    BugKind(
      "transposed", [.weightGradient], signature: "equal norms, cosine near 0",
      phrase: { "\($0.quantity) is transposed: its entries are read column by column" },
      explanation: "It was reshaped where it should have been transposed.",
      mistake: { site in
        "reshape(1/m · \(site.network.inputName(of: site.layer))·dZ\(site.layer)ᵀ)"
      },
      equivalence: { site, _ in
        guard 1...site.network.depth ~= site.layer else { return nil }
        let sides = site.network.layers[(site.layer - 1)...site.layer]
        return sides.contains(1)
          ? "a single row or column has the same entries in the same order, transposed" : nil
      },
      changes: { $0.all(.transposed) }),
    BugKind(
      "bias-from-weights", [.biasGradient], signature: "cosine away from 1 in one db",
      phrase: { "\($0.quantity) is the row sums of dW\($0.layer), not the mean of dZ\($0.layer)" },
      explanation: "The rows were summed one line too late.",
      mistake: { "Σ dW\($0.layer)" },
      changes: { $0.all(.rowSumsOfWeightGradient) }),
  ]
}

extension BugArguments {
  /// One fault wherever the arguments point.
  func all(_ fault: Bug.Fault) -> [Bug.Change] {
    places.map { Bug.Change($0, fault) }
  }
}

extension Site {
  /// The formula with the examples that are summed over picked by `pick`.
  fileprivate func sum(_ pick: (String) -> String) -> String {
    guard case .weightGradient? = arguments.place else { return "1/m · Σ " + pick("dZ\(layer)") }
    return "1/m · \(pick("dZ\(layer)"))·\(pick(network.inputName(of: layer)))ᵀ"
  }
}
