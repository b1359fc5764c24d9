import GradientChecking

extension Bug {
  /// The line of backpropagation that the bug changes, as it should read and as it reads.
  public struct Line: Hashable, Sendable {
    /// The correct line, such as `dW2 = 1/m · dZ2·A1ᵀ`.
    public let correct: String
    /// What the bug makes of it, such as `dW2 = dZ2·A1ᵀ`.
    public let mistaken: String
  }

  /// Returns the line that the bug changes.
  public func line(in network: Network) -> Line {
    let site = Site(network: network, arguments: arguments)
    let formula = network.formula(of: changes[0].place)
    return Line(
      correct: "\(formula.left) = \(formula.right)",
      mistaken: "\(formula.left) = \(kind.mistake(site))")
  }

  /// Returns what is wrong as a phrase, such as `the ReLU mask of layer 2 is missing`.
  public func phrase(in network: Network, examples: Int? = nil) -> String {
    kind.phrase(Site(network: network, arguments: arguments, examples: examples))
  }

  /// Returns what is wrong and how it comes about, in one or two sentences.
  public func story(in network: Network, examples: Int? = nil) -> String {
    let phrase = phrase(in: network, examples: examples)
    let isWord = phrase.prefix { $0 != " " }.allSatisfy(\.isLowercase)
    let sentence = (isWord ? phrase.prefix(1).uppercased() + phrase.dropFirst() : phrase) + "."
    return kind.explanation.isEmpty ? sentence : sentence + " " + kind.explanation
  }

  /// Returns why the bug changes no gradient of the network on this data, wherever the point is.
  public func equivalence(in network: Network, on data: TrainingSet) -> String? {
    let site = Site(network: network, arguments: arguments, examples: data.examples)
    return kind.equivalence(site, data)
  }
}

extension Network {
  /// Returns the formula of a quantity, correctly written.
  func formula(of place: Bug.Place) -> (left: String, right: String) {
    switch place {
    case .weightGradient(let layer):
      (
        "dW\(layer)",
        "1/m · dZ\(layer)·\(inputName(of: layer))ᵀ" + (l2 == 0 ? "" : " + λ/m · W\(layer)")
      )
    case .biasGradient(let layer): ("db\(layer)", "1/m · Σ dZ\(layer)")
    case .activationGradient(let layer):
      (
        "dA\(layer)",
        "W\(layer + 1)ᵀ·dZ\(layer + 1)" + (dropsOut(layer) ? " ∗ D\(layer) / keep" : "")
      )
    case .delta(let layer) where layer < depth:
      ("dZ\(layer)", "dA\(layer) ∗ \(slopes(of: layer))")
    case .delta, .outputDelta: ("dZ\(depth)", outputFormula)
    case .everyWeightGradient:
      ("dW_l", "1/m · dZ_l·A_{l−1}ᵀ" + (l2 == 0 ? "" : " + λ/m · W_l"))
    case .everyBiasGradient: ("db_l", "1/m · Σ dZ_l")
    case .masks: ("D_l", "frozen")
    }
  }

  /// What a layer's weights are multiplied with, as `A1`, or `X` in the first layer.
  func inputName(of layer: Int) -> String { layer == 1 ? "X" : "A\(layer - 1)" }

  /// The slopes of a layer's activation, as a formula.
  func slopes(of layer: Int) -> String {
    switch hidden {
    case .relu: "1[Z\(layer) > 0]"
    case .leakyReLU: "(1[Z\(layer) > 0] or \(Activation.leak.shortest))"
    case .tanh: "(1 − A\(layer)²)"
    case .sigmoid: "A\(layer) ∗ (1 − A\(layer))"
    case .softplus: "sigmoid(Z\(layer))"
    case .identity: "1"
    }
  }

  private var outputFormula: String {
    guard loss == .meanSquaredError else { return "\(predictionsName) − Y" }
    return switch output {
    case .identity: "2(A\(depth) − Y)"
    case .sigmoid: "2(A\(depth) − Y) ∗ A\(depth) ∗ (1 − A\(depth))"
    case .softmax: "softmax′(Z\(depth))ᵀ·2(A\(depth) − Y)"
    }
  }

  /// What the loss compares with the labels.
  var predictionsName: String {
    link == output ? "A\(depth)" : "\(link.rawValue)(Z\(depth))"
  }

  /// Whether units of a hidden layer are dropped.
  func dropsOut(_ layer: Int) -> Bool {
    keep.indices.contains(layer - 1) && keep[layer - 1] < 1
  }
}
