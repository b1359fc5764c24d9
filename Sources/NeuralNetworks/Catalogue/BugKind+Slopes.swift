extension BugKind {
  /// The slopes of the hidden activations: ReLU's mask, or the derivative of a smooth function.
  static let slopes = [
    slopes(
      "mask-missing", .ones, signature: "cosine below 1 from the layer down",
      phrase: { "\($0.hidden.nameOfSlopes) of layer \($0.layer) is missing" },
      mistake: { "dA\($0.layer)" },
      equivalence: { site, _ in
        site.hidden == .identity ? "the derivative of the identity is 1" : nil
      }),
    slopes(
      "mask-from-gradient", .signOfGradient, for: [.relu],
      signature: "cosine below 1 from the layer down",
      phrase: { "the ReLU mask of layer \($0.layer) is taken from dA\($0.layer) > 0" },
      mistake: { "dA\($0.layer) ∗ 1[dA\($0.layer) > 0]" }),
    slopes(
      "mask-by-value", .values, signature: "any k, cosine often near 1",
      phrase: { site in
        "dA\(site.layer) is multiplied by A\(site.layer), not by \(site.hidden.nameOfSlopes)"
      },
      mistake: { "dA\($0.layer) ∗ A\($0.layer)" }),
    slopes(
      "mask-inverted", .inverted, for: [.relu, .leakyReLU],
      signature: "cosine below 1 from the layer down",
      phrase: { "\($0.hidden.nameOfSlopes) of layer \($0.layer) is the wrong way round" },
      explanation: "Gradient passes where the unit is off.",
      mistake: { "dA\($0.layer) ∗ 1[Z\($0.layer) ≤ 0]" }),
    slopes(
      "mask-not-strict", .notStrict, for: [.relu, .leakyReLU], signature: "none",
      phrase: { "the mask of layer \($0.layer) is Z ≥ 0 instead of Z > 0" },
      mistake: { "dA\($0.layer) ∗ 1[Z\($0.layer) ≥ 0]" },
      equivalence: { _, _ in
        "the masks differ only where Z is exactly 0, and there the cost has no derivative: "
          + "either slope is right"
      }),
    BugKind(
      "leaky-backward", [.hiddenLayer, .number("SLOPE", default: 0.01)],
      signature: "k near 1, cosine a little below 1",
      phrase: { site in
        site.hidden == .relu
          ? "backpropagation through layer \(site.layer) is that of a leaky ReLU of slope "
            + "\(site.number)"
          : "backpropagation through layer \(site.layer) takes the slope \(site.number) on the left"
      },
      explanation: "Forward and backward pass use different activations.",
      mistake: { "dA\($0.layer) ∗ (1[Z\($0.layer) > 0] or \($0.number))" },
      obstacle: { $0.needs([.relu, .leakyReLU]) },
      equivalence: { site, _ in
        site.arguments.numbers == [site.hidden == .relu ? 0 : Activation.leak]
          ? "that is the slope of the forward pass" : nil
      },
      standards: { network, _ in network.hidden == .relu ? [[0.01]] : [[0], [0.1]] },
      fit: .line(neutral: 0),
      changes: { [Bug.Change(.delta(layer: $0.layer), .slopes(.leaky($0.numbers[0])))] }),
    slopes(
      "slope-at-logits", .atLogits, for: [.tanh, .sigmoid],
      signature: "any k, cosine below 1 from the layer down",
      phrase: { site in
        "\(site.hidden.nameOfSlopes) in layer \(site.layer) is written with Z\(site.layer) "
          + "where A\(site.layer) belongs"
      },
      mistake: { site in
        "dA\(site.layer) ∗ "
          + site.network.slopes(of: site.layer).replacing("A\(site.layer)", with: "Z\(site.layer)")
      }),
    slopes(
      "slope-at-activations", .atActivations, signature: "cosine below 1 from the layer down",
      phrase: { site in
        "the derivative in layer \(site.layer) is taken at A\(site.layer) instead of Z\(site.layer)"
      },
      explanation: "The activation was applied twice before its derivative was taken.",
      mistake: { "dA\($0.layer) ∗ \($0.hidden.rawValue)′(A\($0.layer))" },
      equivalence: { site, _ in
        switch site.hidden {
        case .relu, .leakyReLU: "A is positive exactly where Z is"
        case .identity: "the derivative of the identity is 1"
        case .tanh, .sigmoid, .softplus: nil
        }
      }),
  ]

  private static func slopes(
    _ name: String, _ slopes: Bug.Slopes, for activations: [Activation] = Activation.allCases,
    signature: String, phrase: @escaping @Sendable (Site) -> String, explanation: String = "",
    mistake: @escaping @Sendable (Site) -> String,
    equivalence: @escaping @Sendable (Site, TrainingSet) -> String? = { _, _ in nil }
  ) -> BugKind {
    BugKind(
      name, [.hiddenLayer], signature: signature, phrase: phrase, explanation: explanation,
      mistake: mistake, obstacle: { $0.needs(activations) }, equivalence: equivalence,
      changes: { [Bug.Change(.delta(layer: $0.layer), .slopes(slopes))] })
  }
}

extension Site {
  /// Why a bug in a hidden layer has no place here, or one that only some activations have.
  func needs(_ activations: [Activation] = Activation.allCases) -> String? {
    if layer >= network.depth {
      return "layer \(layer) is not hidden; the network has \(network.depth - 1) hidden layers"
    }
    if activations.contains(hidden) { return nil }
    let names = activations.map { "'\($0.rawValue)'" }.joined(separator: " or ")
    return "hidden is '\(hidden.rawValue)', and it takes \(names)"
  }
}
