public import GradientChecking

/// A fully connected network: LINEAR→hidden repeated, then LINEAR→output.
///
///     Z_l = W_l·A_{l−1} + b_l,   A_l = hidden(Z_l),   A_L = output(Z_L)
///
/// With inverted dropout (Srivastava et al., 2014) a hidden layer is `A_l = hidden(Z_l) ∗ D_l / keep_l`.
///
/// W_l has shape [n_l, n_{l−1}], b_l [n_l, 1], and A_0 = X [n_0, m] holds an example per column.
public struct Network: Hashable, Sendable {
  /// The number of inputs, then of units in each layer: n_0, …, n_L.
  public let layers: [Int]
  /// The activation of every layer but the last.
  public let hidden: Activation
  /// The output of the last layer.
  public let output: Output
  /// The loss.
  public let loss: Loss
  /// λ, which adds the penalty `(λ/2m)·Σ‖W_l‖²` to the cost; 0 for none.
  public let l2: Double
  /// The probability with which a unit of each hidden layer is kept; empty for no dropout.
  public let keep: [Double]
  /// The order of all sums.
  public let arithmetic: Arithmetic
  /// W1, b1, W2, b2, …, each row by row.
  public let layout: ParameterLayout

  /// Creates a network, by default the course's but for the sizes.
  public init(
    layers: [Int], hidden: Activation = .relu, output: Output = .sigmoid,
    loss: Loss = .crossEntropy, l2: Double = 0, keep: [Double] = [],
    arithmetic: Arithmetic = .sequential
  ) throws(NetworkError) {
    try Network.checkSizes(layers)
    guard l2 >= 0, l2.isFinite else { throw .invalidRegularisation(l2) }
    try Network.checkProbabilities(keep, hiddenLayers: layers.count - 2)
    if loss == .crossEntropy && output == .identity { throw .lossNeedsProbabilities(output) }
    self.layers = layers
    self.hidden = hidden
    self.output = output
    self.loss = loss
    self.l2 = l2
    self.keep = keep
    self.arithmetic = arithmetic
    layout = ParameterLayout(
      (1..<layers.count).flatMap { layer in
        [
          (name: "W\(layer)", shape: [layers[layer], layers[layer - 1]]),
          (name: "b\(layer)", shape: [layers[layer], 1]),
        ]
      })
  }

  /// The number of layers with parameters, L.
  public var depth: Int { layers.count - 1 }
}

/// Why there can't be such a network.
public enum NetworkError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Fewer than two sizes: there is no layer between inputs and outputs.
  case tooFewLayers(Int)
  /// A size that isn't positive.
  case emptyLayer(size: Int, index: Int)
  /// More parameters than `Network.largestParameterCount`, or more than can be counted.
  case tooManyParameters
  /// The cross-entropy takes the logarithm of a probability, and the output isn't one.
  case lossNeedsProbabilities(Output)
  /// λ is negative or not finite.
  case invalidRegularisation(Double)
  /// A probability of keeping a unit isn't above 0 and at most 1.
  case invalidKeepProbability(Double, index: Int)
  /// There isn't one probability for each hidden layer.
  case keepProbabilityCount(Int, hiddenLayers: Int)

  /// One phrase: what is wrong, the rule, and what would help.
  public var description: String {
    switch self {
    case .tooFewLayers(let count):
      "\(count) layer sizes make no network; give the inputs and at least one layer"
    case .emptyLayer(let size, let index):
      "layer size \(size) at place \(index) is not positive"
    case .tooManyParameters:
      "the layers have more than \(Network.largestParameterCount) parameters, "
        + "too many to hold in memory"
    case .lossNeedsProbabilities(let output):
      "loss 'cross-entropy' needs probabilities, but output '\(output.rawValue)' gives any number; "
        + "use loss 'cross-entropy-with-logits' or output 'sigmoid'"
    case .invalidRegularisation(let lambda):
      "regularisation λ is \(lambda.shortest); it must be a finite number from 0 up"
    case .invalidKeepProbability(0, _):
      "keep-probability is 0; with every unit dropped, the scale 1/keep is infinite"
    case .invalidKeepProbability(let probability, _):
      "keep-probability is \(probability.shortest); it must be above 0 and at most 1"
    case .keepProbabilityCount(let count, let hiddenLayers):
      (count == 1 ? "1 keep-probability is" : "\(count) keep-probabilities are")
        + " given, but the network has "
        + (hiddenLayers == 1 ? "1 hidden layer" : "\(hiddenLayers) hidden layers")
    }
  }
}

extension Network {
  /// The largest number of parameters, a vector of which takes 128 MB.
  public static let largestParameterCount = 1 << 24
  /// The largest number of activations of all layers and examples together.
  public static let largestActivationCount = 1 << 26

  /// Whether a forward pass over so many examples can be held in memory.
  func canHold(examples: Int) -> Bool {
    // The sum can't overflow: each size is at most the number of parameters.
    let (activations, overflow) = layers.reduce(0, +).multipliedReportingOverflow(by: examples)
    return !overflow && activations <= Network.largestActivationCount
  }

  private static func checkProbabilities(
    _ keep: [Double], hiddenLayers: Int
  ) throws(NetworkError) {
    for (index, probability) in keep.enumerated() where !(probability > 0 && probability <= 1) {
      throw .invalidKeepProbability(probability, index: index)
    }
    if !keep.isEmpty && keep.count != hiddenLayers {
      throw .keepProbabilityCount(keep.count, hiddenLayers: hiddenLayers)
    }
  }

  private static func checkSizes(_ layers: [Int]) throws(NetworkError) {
    guard layers.count >= 2 else { throw .tooFewLayers(layers.count) }
    for (index, size) in layers.enumerated() where size <= 0 {
      throw .emptyLayer(size: size, index: index)
    }
    var parameters = 0
    for (rows, columns) in zip(layers.dropFirst(), layers) {
      let (weights, overflow) = rows.multipliedReportingOverflow(by: columns)
      guard !overflow, weights <= largestParameterCount else { throw .tooManyParameters }
      parameters += weights + rows
      guard parameters <= largestParameterCount else { throw .tooManyParameters }
    }
  }
}

extension Network {
  /// The number of units in the last layer, n_L.
  var unitsOfLastLayer: Int { layers[depth] }

  /// What turns logits into what the loss compares with the labels.
  var link: Output { loss.link(for: output, units: unitsOfLastLayer) }
}
