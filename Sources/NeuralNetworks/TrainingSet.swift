/// Examples with their labels.
public struct TrainingSet: Sendable, Equatable {
  /// The inputs X, [n_0, m], one example in each column.
  public let inputs: Matrix<Double>
  /// The labels Y.
  public let labels: Labels

  /// Joins inputs and the labels of as many examples.
  public init(inputs: Matrix<Double>, labels: Labels) {
    precondition(inputs.columns == labels.examples, "each example must have its label")
    self.inputs = inputs
    self.labels = labels
  }

  /// How many examples there are, m.
  public var examples: Int { inputs.columns }
}
