/// Examples with their labels.
public struct TrainingSet: Sendable, Equatable {
  /// The inputs X, [n_0, m], one example in each column.
  public let inputs: Matrix<Double>
  /// The labels Y.
  public let labels: Labels
  /// The dropout masks D_1, …, D_{L−1}, [n_l, m], 1 where a unit is kept; empty for no dropout.
  ///
  /// They are part of the data: frozen, they leave J a function of the parameters.
  public var masks: [Matrix<Double>]

  /// Joins inputs, the labels of as many examples, and dropout masks if there are any.
  public init(inputs: Matrix<Double>, labels: Labels, masks: [Matrix<Double>] = []) {
    precondition(inputs.columns == labels.examples, "each example must have its label")
    precondition(
      masks.allSatisfy { $0.columns == labels.examples }, "each example must have its mask")
    self.inputs = inputs
    self.labels = labels
    self.masks = masks
  }

  /// How many examples there are, m.
  public var examples: Int { inputs.columns }
}
