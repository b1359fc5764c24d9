public import GradientChecking

/// The cost of a network on its data, with the gradient of its backpropagation, bugs and all.
public struct NetworkObjective: Objective {
  /// The network.
  public let network: Network
  /// The examples that J averages over.
  public let data: TrainingSet
  /// The bugs planted in backpropagation.
  public let bugs: [Bug]

  /// Joins a network, data of its shapes, and bugs that it has a place for.
  public init(network: Network, data: TrainingSet, bugs: [Bug] = []) throws(BugError) {
    precondition(data.inputs.rows == network.layers[0], "inputs must fit the first layer")
    precondition(
      data.labels.targets.rows == network.unitsOfLastLayer, "labels must fit the last layer")
    for bug in bugs { try bug.check(in: network) }
    self.network = network
    self.data = data
    self.bugs = bugs
  }

  /// The network's layout.
  public var layout: ParameterLayout { network.layout }

  /// Returns J.
  public func cost(at point: [Double]) -> Double { network.cost(at: point, on: data) }

  /// Returns J at complex parameters.
  public func cost(at point: [Complex]) -> Complex? { network.cost(at: point, on: data) }

  /// Returns what backpropagation makes of the gradient.
  public func gradient(at point: [Double]) -> [Double] {
    network.gradient(at: point, on: data, bugs: bugs)
  }
}
