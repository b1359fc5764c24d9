public import GradientChecking
private import Synchronization

/// The cost of a network on its data, with the gradient of its backpropagation, bugs and all.
public struct NetworkObjective: Objective {
  /// The network.
  public let network: Network
  /// The examples that J averages over.
  public let data: TrainingSet
  /// The bugs planted in backpropagation.
  public let bugs: [Bug]
  /// Where a bug draws new dropout masks in every pass, the generator of those masks.
  private let resampler: Resampler?

  /// Joins a network, data of its shapes, and bugs that it has a place for.
  public init(network: Network, data: TrainingSet, bugs: [Bug] = []) throws(BugError) {
    precondition(data.inputs.rows == network.layers[0], "inputs must fit the first layer")
    precondition(
      data.labels.targets.rows == network.unitsOfLastLayer, "labels must fit the last layer")
    precondition(
      data.masks.isEmpty || data.masks.map(\.rows) == network.layers.dropFirst().dropLast(),
      "dropout masks must fit the hidden layers")
    precondition(
      data.masks.isEmpty || network.keep.count == data.masks.count,
      "dropout masks must have a probability")
    for bug in bugs { try bug.check(in: network) }
    self.network = network
    self.data = data
    self.bugs = bugs
    resampler = bugs.contains(where: \.spoilsCost) ? Resampler() : nil
  }

  /// The network's layout.
  public var layout: ParameterLayout { network.layout }

  /// Returns J.
  public func cost(at point: [Double]) -> Double { network.cost(at: point, on: currentData) }

  /// Returns J at complex parameters.
  public func cost(at point: [Complex]) -> Complex? { network.cost(at: point, on: currentData) }

  /// Returns what backpropagation makes of the gradient.
  public func gradient(at point: [Double]) -> [Double] {
    network.gradient(at: point, on: currentData, bugs: bugs)
  }

  /// Whether the same point gives the same cost.
  var isPure: Bool { resampler == nil }

  /// The data with the dropout masks of this evaluation.
  var currentData: TrainingSet {
    guard let resampler else { return data }
    var data = data
    data.masks = resampler.masks(for: network, examples: data.examples)
    return data
  }
}

/// The dropout masks of a careless forward pass: new ones each time.
///
/// With it an objective breaks its promise to be pure, as such code does.
private final class Resampler: Sendable {
  private let random = Mutex(NumPyRandom(seed: 0))

  func masks(for network: Network, examples: Int) -> [Matrix<Double>] {
    random.withLock { network.drawMasks(examples: examples, from: &$0) }
  }
}
