/// What the network is to say about each example.
public struct Labels: Sendable, Equatable {
  /// What the last layer should give, [n_L, m]; for classes, 1 at the class and 0 elsewhere.
  public let targets: Matrix<Double>
  /// The class of each example, if the labels are classes.
  public let classes: [Int]?

  /// Reads the labels of `examples` examples as the network's output and loss understand them.
  ///
  /// A softmax takes one class number for each example. Anything else takes one number for each
  /// unit and example, the first unit's first; for the cross-entropies a probability.
  public init(
    _ labels: [Double], for network: Network, examples: Int
  ) throws(LabelError) {
    guard examples > 0 else { throw .noExamples(examples) }
    guard network.canHold(examples: examples) else { throw .tooManyExamples(examples) }
    let units = network.unitsOfLastLayer
    let isClass = network.link == .softmax
    let expected = isClass ? examples : units * examples
    guard labels.count == expected else { throw .count(labels.count, expected: expected) }

    if isClass {
      let classes = try Labels.classes(labels, of: units)
      let zeros = Array(repeating: 0.0, count: units * examples)
      var targets = Matrix(rows: units, columns: examples, elements: zeros)
      for (example, number) in classes.enumerated() { targets[number, example] = 1 }
      self.targets = targets
      self.classes = classes
    } else {
      try Labels.checkNumbers(labels, areProbabilities: network.loss != .meanSquaredError)
      targets = Matrix(rows: units, columns: examples, elements: labels)
      classes = nil
    }
  }

  /// How many examples are labelled.
  public var examples: Int { targets.columns }
}

/// Why labels don't fit a network.
public enum LabelError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The number of examples isn't positive.
  case noExamples(Int)
  /// The examples make more than `Network.largestActivationCount` activations.
  case tooManyExamples(Int)
  /// There are more labels than the network has use for, or fewer.
  case count(Int, expected: Int)
  /// A label that should be a class of 0..<classes is something else.
  case notClass(Double, index: Int, classes: Int)
  /// A label that should lie between 0 and 1 doesn't.
  case notProbability(Double, index: Int)
  /// A label isn't finite.
  case notFinite(Double, index: Int)

  /// One phrase: the label, and what was expected.
  public var description: String {
    switch self {
    case .noExamples(let count): "\(count) examples are too few; there must be at least one"
    case .tooManyExamples(let count):
      "\(count) examples make more than \(Network.largestActivationCount) activations, "
        + "too many to hold in memory"
    case .count(let count, let expected):
      "\(count) labels are given, but the network needs \(expected)"
    case .notClass(let label, let index, let classes):
      "label \(index) is \(label); expected a class number from 0 to \(classes - 1)"
    case .notProbability(let label, let index):
      "label \(index) is \(label); expected a number from 0 to 1"
    case .notFinite(let label, let index):
      "label \(index) is \(label); expected a finite number"
    }
  }
}

extension Labels {
  /// Returns the entry of each example's class, [1, m].
  func pick<S: Scalar>(from matrix: Matrix<S>) -> Matrix<S> {
    guard let classes else { preconditionFailure("labels of a softmax must be classes") }
    let picked = classes.enumerated().map { matrix[$0.element, $0.offset] }
    return Matrix(rows: 1, columns: picked.count, elements: picked)
  }

  private static func classes(_ labels: [Double], of count: Int) throws(LabelError) -> [Int] {
    var classes: [Int] = []
    for (index, label) in labels.enumerated() {
      guard let number = Int(exactly: label), 0..<count ~= number else {
        throw .notClass(label, index: index, classes: count)
      }
      classes.append(number)
    }
    return classes
  }

  private static func checkNumbers(
    _ labels: [Double], areProbabilities: Bool
  ) throws(LabelError) {
    for (index, label) in labels.enumerated() {
      if areProbabilities && !(0...1 ~= label) { throw .notProbability(label, index: index) }
      if !label.isFinite { throw .notFinite(label, index: index) }
    }
  }
}
