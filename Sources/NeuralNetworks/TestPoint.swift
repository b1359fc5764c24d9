/// A random point to check a network at: examples and parameters.
public struct TestPoint: Sendable {
  /// The examples, drawn, and their labels, given.
  public let data: TrainingSet
  /// The parameters in the order of the network's layout.
  public let parameters: [Double]

  /// How drawn weights are scaled.
  public enum Scale: String, CaseIterable, Sendable {
    /// As drawn, biases too.
    case unit
    /// `W·√(2/columns)`, biases 0 and not drawn (He et al., 2015).
    case he
    /// `W·√(2/(rows + columns))`, biases 0 and not drawn (Glorot and Bengio, 2010).
    case glorot
  }

  /// Draws X, W1, b1, W2, b2, … in this order, each row by row, from the standard normal.
  ///
  /// The labels say how many examples there are; the seed is that of NumPy's `RandomState`.
  ///
  /// Dropout masks are drawn as the course draws them, from a generator seeded anew: D_1, D_2, …,
  /// each `rand(n_l, m) < keep_l`. A layer that keeps every unit has its numbers drawn too.
  ///
  /// - Parameters:
  ///   - network: The network.
  ///   - labels: The labels.
  ///   - seed: The seed of the draws.
  ///   - scale: How drawn weights are scaled.
  ///   - maskSeed: The seed of the dropout masks, by default that of the draws.
  public init(
    for network: Network, labels: Labels, seed: UInt32, scale: Scale = .unit,
    maskSeed: UInt32? = nil
  ) {
    var random = NumPyRandom(seed: seed)
    func draw(rows: Int, columns: Int, factor: Double = 1) -> Matrix<Double> {
      // x·1 is x: an unscaled draw keeps its bits.
      let elements = (0..<rows * columns).map { _ in random.standardNormal() * factor }
      return Matrix(rows: rows, columns: columns, elements: elements)
    }

    let inputs = draw(rows: network.layers[0], columns: labels.examples)
    let layers = zip(network.layers.dropFirst(), network.layers).map { rows, columns in
      let weights = draw(
        rows: rows, columns: columns, factor: scale.factor(rows: rows, columns: columns))
      let biases =
        scale == .unit
        ? draw(rows: rows, columns: 1)
        : Matrix(rows: rows, columns: 1, elements: Array(repeating: 0, count: rows))
      return Layer(weights: weights, biases: biases)
    }
    parameters = network.vector(of: layers)
    var maskRandom = NumPyRandom(seed: maskSeed ?? seed)
    data = TrainingSet(
      inputs: inputs, labels: labels,
      masks: network.drawMasks(examples: labels.examples, from: &maskRandom))
  }
}

extension Network {
  /// Draws a dropout mask for each hidden layer; none without dropout.
  func drawMasks(examples: Int, from random: inout NumPyRandom) -> [Matrix<Double>] {
    zip(layers.dropFirst(), keep).map { units, probability in
      let elements = (0..<units * examples).map { _ in random.uniform() < probability ? 1.0 : 0 }
      return Matrix(rows: units, columns: examples, elements: elements)
    }
  }
}

extension TestPoint.Scale {
  fileprivate func factor(rows: Int, columns: Int) -> Double {
    switch self {
    case .unit: 1
    case .he: (2 / Double(columns)).squareRoot()
    case .glorot: (2 / Double(rows + columns)).squareRoot()
    }
  }
}
