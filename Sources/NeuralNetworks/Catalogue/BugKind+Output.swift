extension BugKind {
  /// The error of the output, dZ_L.
  static let output = [
    BugKind(
      "labels-forgotten", signature: "no single k, cosine below 1 in every tensor",
      phrase: { "the labels are left out of dZ\($0.last)" },
      mistake: { $0.outputFormula.replacing(" − Y", with: "") },
      equivalence: { _, data in
        data.labels.targets.elements.allSatisfy { $0 == 0 } ? "every label is 0" : nil
      },
      changes: { _ in [Bug.Change(.outputDelta, .labelsForgotten)] }),
    BugKind(
      "labels-shuffled", signature: "cosine near 0 in every tensor",
      phrase: { "dZ\($0.last) compares each example with the label of another" },
      explanation: "X was shuffled and Y wasn't, or Y comes from another batch.",
      mistake: { $0.outputFormula.replacing("Y", with: "Y[:, 1, …, m − 1, 0]") },
      equivalence: { _, data in
        data.labels.targets == data.labels.targets.rotated
          ? "the labels read the same, each taken from the next example" : nil
      },
      changes: { _ in [Bug.Change(.outputDelta, .labelsShuffled)] }),
    BugKind(
      "wrong-loss", signature: "cosine well below 1 in every tensor",
      phrase: { site in
        site.network.loss == .meanSquaredError
          ? "dZ\(site.last) is that of the cross-entropy, but the loss is the squared error"
          : "dZ\(site.last) is that of the squared error, but the loss is the cross-entropy"
      },
      explanation: "The formula was taken from another derivation.",
      mistake: { site in
        let errors = "\(site.network.predictionsName) − Y"
        return site.network.loss == .meanSquaredError
          ? errors : "(\(errors)) ∗ \(site.network.link.rawValue)′(Z\(site.last))"
      },
      changes: { _ in [Bug.Change(.outputDelta, .otherLoss)] }),
  ]
}

extension Site {
  fileprivate var outputFormula: String { network.formula(of: .outputDelta).right }
}

extension Matrix {
  /// The matrix with its first column moved to the end.
  var rotated: Matrix {
    mapRows { row in Array(row.dropFirst()) + row.prefix(1) }
  }
}
