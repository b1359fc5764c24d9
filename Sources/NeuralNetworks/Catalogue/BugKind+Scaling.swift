extension BugKind {
  /// A quantity times a number.
  static let scaling = [
    BugKind(
      "doubled", [.quantity], signature: "k = 2, cosine 1",
      phrase: { "\($0.quantity) is 2 times the true gradient" },
      explanation: "A factor too many, as when a gradient is added to the one of the step before.",
      mistake: { "2 · " + $0.product },
      changes: { $0.scaled(by: 2) }),
    BugKind(
      "negated", [.quantity], signature: "k = −1, cosine −1",
      phrase: { "\($0.quantity) has the wrong sign" },
      explanation: "A minus was lost, or a difference was taken the wrong way round, as Y − A.",
      mistake: { "−" + $0.product },
      changes: { $0.scaled(by: -1) }),
    BugKind(
      "scaled", [.quantity, .number("FACTOR", default: nil)],
      signature: "k = the factor, cosine ±1",
      phrase: { "\($0.quantity) is \($0.number) times the true gradient" },
      mistake: { "\($0.number) · " + $0.product },
      equivalence: { site, _ in
        site.arguments.numbers == [1] ? "multiplying by 1 changes nothing" : nil
      },
      // One part in a million: just what the course's step can't see in every tensor.
      standards: { _, place in
        if case .weightGradient? = place { [[1.000001]] } else { [] }
      },
      fit: .line(neutral: 1),
      changes: { $0.scaled(by: $0.numbers[0]) }),
    BugKind(
      "zeroed", [.quantity], signature: "k = 0, no direction",
      phrase: { "\($0.quantity) is never assigned and stays 0" },
      mistake: { _ in "0" },
      changes: { arguments in arguments.places.map { Bug.Change($0, .zeroed) } }),
    BugKind(
      "accumulated-twice", signature: "k = 2 in every tensor, cosine 1",
      phrase: { _ in "every gradient is 2 times the true one" },
      explanation: "The gradients of the step before weren't set to 0.",
      mistake: { "2 · " + $0.network.formula(of: .everyWeightGradient).right },
      changes: { $0.scaled(by: 2) }),
  ]
}

extension BugArguments {
  fileprivate func scaled(by factor: Double) -> [Bug.Change] {
    places.map { Bug.Change($0, .scaled(factor)) }
  }
}

extension Site {
  /// The correct formula of the quantity, ready to be multiplied.
  fileprivate var product: String {
    let formula = network.formula(of: arguments.places[0]).right
    return formula.contains(where: { "−+".contains($0) }) ? "(\(formula))" : formula
  }
}
