public import GradientChecking

extension NetworkObjective {
  /// Returns J at parameters that are dual numbers.
  public func cost(at point: [Dual]) -> Dual? { network.cost(at: point, on: currentData) }
}
