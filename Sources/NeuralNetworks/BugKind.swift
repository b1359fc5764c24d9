import GradientChecking

/// A kind of mistake that people make in backpropagation: one row of the catalogue.
public struct BugKind: Sendable {
  /// The name, such as `missing-mean`.
  public let name: String
  /// What it is applied to.
  public let parameters: [Parameter]
  /// How it shows in the slope and the cosine of the gradient on its approximation.
  public let signature: String
  /// What is wrong, as a phrase that can end a sentence.
  let phrase: @Sendable (Site) -> String
  /// How it comes about, as a sentence; empty where the phrase says all.
  let explanation: String
  /// The right-hand side of the formula as the bug leaves it.
  let mistake: @Sendable (Site) -> String
  /// What it changes.
  let changes: @Sendable (BugArguments) -> [Bug.Change]
  /// Why it can't be planted in a network that has its place, if it can't.
  let obstacle: @Sendable (Site) -> String?
  /// Why it changes nothing anywhere, if it doesn't.
  let equivalence: @Sendable (Site, TrainingSet) -> String?
  /// The numbers that it is planted with where nobody gives any, one bug for each row.
  let standards: @Sendable (Network, Bug.Place?) -> [[Double]]
  /// How its number can be found from a gradient, if it has one that can.
  let fit: Fit?

  init(
    _ name: String, _ parameters: [Parameter] = [], signature: String,
    phrase: @escaping @Sendable (Site) -> String, explanation: String = "",
    mistake: @escaping @Sendable (Site) -> String,
    obstacle: @escaping @Sendable (Site) -> String? = { _ in nil },
    equivalence: @escaping @Sendable (Site, TrainingSet) -> String? = { _, _ in nil },
    standards: @escaping @Sendable (Network, Bug.Place?) -> [[Double]] = { _, _ in [[]] },
    fit: Fit? = nil,
    changes: @escaping @Sendable (BugArguments) -> [Bug.Change]
  ) {
    self.name = name
    self.parameters = parameters
    self.signature = signature
    self.phrase = phrase
    self.explanation = explanation
    self.mistake = mistake
    self.obstacle = obstacle
    self.equivalence = equivalence
    self.standards = standards
    self.fit = fit
    self.changes = changes
  }

  /// How a gradient depends on the number of a bug.
  enum Fit: Hashable, Sendable {
    /// The gradient of the layer is a straight line in the number, and right at `neutral`.
    case line(neutral: Double)
    /// No component is larger than the number.
    case bound
  }

  /// What a kind of bug can be applied to.
  public enum Parameter: Hashable, Sendable {
    /// dW, db, dA or dZ of a layer.
    case quantity
    /// dW or db of a layer.
    case gradient
    /// dW or db of a layer, or nothing, which means all of them.
    case gradientOrAll
    /// dW of a layer.
    case weightGradient
    /// db of a layer.
    case biasGradient
    /// A hidden layer.
    case hiddenLayer
    /// A number; where there is a default, it can be left out.
    case number(String, default: Double?)
    /// A place counted from 0; where there is a default, it can be left out.
    case index(String, default: Int?)
  }
}

extension BugKind {
  /// Every kind.
  public static let all =
    scaling + means + output + sums + slopes + upstream + entries + regularisation + dropout

  /// How it is written: `'scaled(QUANTITY, FACTOR)', as in 'scaled(dW2, 2)'`.
  public var usage: String {
    if parameters.isEmpty { return "no arguments: '\(name)'" }
    let names = parameters.map(\.name).joined(separator: ", ")
    let examples = parameters.map(\.example).joined(separator: ", ")
    return "'\(name)(\(names))', as in '\(name)(\(examples))'"
  }
}

extension BugKind.Parameter {
  fileprivate var name: String {
    switch self {
    case .quantity: "QUANTITY"
    case .gradient: "GRADIENT"
    case .gradientOrAll: "[GRADIENT]"
    case .weightGradient: "WEIGHT GRADIENT"
    case .biasGradient: "BIAS GRADIENT"
    case .hiddenLayer: "HIDDEN LAYER"
    case .number(let name, let standard): standard == nil ? name : "[\(name)]"
    case .index(let name, let standard): standard == nil ? name : "[\(name)]"
    }
  }

  fileprivate var example: String {
    switch self {
    case .quantity, .gradient, .gradientOrAll, .weightGradient: "dW2"
    case .biasGradient: "db2"
    case .hiddenLayer: "1"
    case .number(_, let standard): (standard ?? 2).shortest
    case .index: "0"
    }
  }
}
