import GradientChecking
import NeuralNetworks
import Testing

/// Bugs at the course's test point: what they spoil there, and the difference that others computed.
struct CatalogueRow: Sendable, CustomTestStringConvertible {
  var bugs: [String], l2: Double, wrong: [String], difference: Double

  init(_ bugs: String..., l2: Double = 0, wrong: [String], difference: Double) {
    (self.bugs, self.l2, self.wrong, self.difference) = (bugs, l2, wrong, difference)
  }

  var testDescription: String { bugs.joined(separator: ", ") }
}

private let all = ["W1", "b1", "W2", "b2", "W3", "b3"]
private let belowLayer3 = ["W1", "b1", "W2", "b2"]
private let weights = ["W1", "W2", "W3"]

/// Differences from an independent implementation in NumPy, whose dot product is fused.
let catalogueRows = [
  CatalogueRow("negated(dZ3)", wrong: all, difference: 1),
  CatalogueRow("doubled(dZ3)", wrong: all, difference: 0.33333),
  CatalogueRow("accumulated-twice", wrong: all, difference: 0.33333),
  CatalogueRow("wrong-loss", wrong: all, difference: 0.98630),
  CatalogueRow("labels-forgotten", wrong: all, difference: 0.29804),
  CatalogueRow("missing-mean(dW3)", wrong: ["W3"], difference: 0.42426),
  CatalogueRow("missing-mean", wrong: all, difference: 0.5),
  CatalogueRow("mean-twice(dW3)", wrong: ["W3"], difference: 0.24819),
  CatalogueRow("mean-over-features", wrong: all, difference: 0.14286),
  CatalogueRow("mean-over-m-minus-one", wrong: all, difference: 0.2),
  CatalogueRow("integer-division", wrong: all, difference: 1),
  CatalogueRow("mean-twice(db3)", wrong: ["b3"], difference: 0.02092),
  CatalogueRow("first-example-only(db2)", wrong: ["b2"], difference: 0.0305),
  CatalogueRow("numerator(db1, 4)", wrong: ["b1"], difference: 0.25442),
  CatalogueRow("doubled(dW2)", wrong: ["W2"], difference: 0.17344),
  CatalogueRow("logits-for-activations(dW3)", wrong: ["W3"], difference: 0.19976),
  CatalogueRow("logits-for-activations(dW2)", wrong: ["W2"], difference: 0.16945),
  CatalogueRow("mask-missing(2)", wrong: belowLayer3, difference: 0.40276),
  CatalogueRow("mask-missing(1)", wrong: ["W1", "b1"], difference: 0.12621),
  CatalogueRow("mask-from-gradient(2)", wrong: belowLayer3, difference: 0.40452),
  CatalogueRow("mask-by-value(1)", wrong: ["W1", "b1"], difference: 0.41726),
  CatalogueRow("mask-inverted(1)", wrong: ["W1", "b1"], difference: 0.33602),
  CatalogueRow("leaky-backward(1)", "leaky-backward(2)", wrong: belowLayer3, difference: 0.00477),
  CatalogueRow("updated-weights(2)", wrong: belowLayer3, difference: 0.00905),
  CatalogueRow("unmasked-upstream(1)", wrong: ["W1", "b1"], difference: 0.36937),
  CatalogueRow("transposed(dW1)", wrong: ["W1"], difference: 0.39829),
  CatalogueRow("last-example-dropped(dW2)", wrong: ["W2"], difference: 0.20081),
  CatalogueRow("last-example-dropped(dW1)", wrong: ["W1"], difference: 0.34176),
  CatalogueRow("clipped(1)", wrong: ["W1", "W3"], difference: 0.2404),
  CatalogueRow("l2-in-gradient-only(0.7)", wrong: weights, difference: 0.15988),
  CatalogueRow("l2-missing", l2: 0.7, wrong: weights, difference: 0.15988),
  CatalogueRow("l2-not-averaged", l2: 0.7, wrong: weights, difference: 0.24129),
  CatalogueRow("l2-halved", l2: 0.7, wrong: weights, difference: 0.07708),
  CatalogueRow("l2-on-biases", l2: 0.7, wrong: ["b1", "b2", "b3"], difference: 0.06136),
  CatalogueRow("bias-from-weights(db1)", wrong: ["b1"], difference: 0.46725),
  CatalogueRow("zeroed(dW1)", wrong: ["W1"], difference: 0.34009),
  CatalogueRow("entry-negated(dW1, 1, 2)", wrong: ["W1"], difference: 0.00351),
  // db3 and db2 sum over all examples, whose unit is on in each: no order of labels shows there.
  CatalogueRow("labels-shuffled", wrong: ["W1", "b1", "W2", "W3"], difference: 0.88135),
  CatalogueRow("nan(dW1)", wrong: ["W1"], difference: .nan),
  CatalogueRow("scaled(dW2, 1.000001)", wrong: ["W2"], difference: 2.307e-7),
]

@Suite struct CatalogueTests {
  @Test(arguments: catalogueRows)
  func `catch each bug in its tensors, with the difference that others computed`(
    row: CatalogueRow
  ) throws {
    let course = try Course(Course.Shape(l2: row.l2, arithmetic: .fused))
    let report = try course.check(bugs: row.bugs)
    // The others' figures have five decimals; the smallest has three digits above the noise.
    let tolerance = min(6e-6, 2e-3 * row.difference)
    if row.difference.isNaN {
      #expect(report.difference.isNaN)
    } else {
      #expect((report.difference - row.difference).magnitude <= tolerance)
    }
    #expect(!report.belowThreshold)

    let judged = try course.check(bugs: row.bugs, step: .automatic)
    #expect(report.verdict == .wrong && report.wrongTensors == row.wrong)
    #expect(judged.verdict == .wrong && judged.wrongTensors == row.wrong)

    let spoiled = try row.bugs.flatMap { try Bug.parsing($0).spoiledTensors(in: course.network) }
    #expect(Set(spoiled).isSuperset(of: row.wrong))
  }

  @Test(arguments: networks.indices)
  func `change the gradient unless the bug is equivalent`(index: Int) throws {
    let (network, labels) = try networks[index].get()
    let points = (1...8).map { TestPoint(for: network, labels: labels, seed: $0) }
    for bug in Bug.catalogue(for: network) where !bug.spoilsCost {
      let deviations = points.map { point in
        let correct = network.gradient(at: point.parameters, on: point.data)
        let spoiled = network.gradient(at: point.parameters, on: point.data, bugs: [bug])
        return zip(correct, spoiled).contains { abs($0 - $1) > 1e-9 * abs($0) || $1.isNaN }
      }
      // Clipping at 1 does nothing where no component is larger: a matter of the point.
      if bug.kind.name == "clipped" && !deviations.contains(true) { continue }
      let isEquivalent = bug.equivalence(in: network, on: points[0].data) != nil
      #expect(deviations.contains(true) != isEquivalent, "\(bug.identifier)")
    }
  }

  @Test(arguments: networks.indices)
  func `spoil no tensor but those that are named`(index: Int) throws {
    let (network, labels) = try networks[index].get()
    let point = TestPoint(for: network, labels: labels, seed: 1)
    let correct = network.gradient(at: point.parameters, on: point.data)
    for bug in Bug.catalogue(for: network) {
      let spoiled = network.gradient(at: point.parameters, on: point.data, bugs: [bug])
      let names = bug.spoiledTensors(in: network)
      for tensor in network.layout.tensors where !names.contains(tensor.name) {
        #expect(spoiled[tensor.range] == correct[tensor.range], "\(bug.identifier)")
      }
      #expect(bug.line(in: network).correct != bug.line(in: network).mistaken)
      #expect(bug.story(in: network, examples: 4).hasSuffix("."))
      #expect(!bug.kind.signature.isEmpty)
    }
  }

  @Test func `call each kind of bug by a name of its own`() {
    #expect(BugKind.all.count == 44)
    #expect(Set(BugKind.all.map(\.name)).count == BugKind.all.count)
    #expect(UnseenMistake.all.allSatisfy { $0.mistake.hasSuffix(".") && $0.reason.hasSuffix(".") })
  }

  @Test func `read each bug of the catalogue back from its name`() throws {
    for network in networks {
      for bug in Bug.catalogue(for: try network.get().network) {
        #expect(try Bug.parsing(bug.identifier) == bug)
      }
    }
  }
}

/// A network of every sort, with labels for four examples.
private let networks: [Result<(network: Network, labels: Labels), any Error>] = [
  build([4, 5, 3, 1], labels: [1, 1, 0, 0.5]),
  build([4, 5, 3, 1], l2: 0.7, labels: [1, 1, 0, 0]),
  build([3, 5, 5, 1], keep: [0.8, 0.5], labels: [1, 1, 0, 0]),
  build([3, 4, 4, 2, 3], .tanh, .softmax, labels: [0, 1, 2, 2]),
  build([3, 5, 4, 2], .leakyReLU, .identity, .meanSquaredError, labels: [1, 2, 3, 4, 4, 3, 2, 0]),
  build([3, 5, 3], .sigmoid, .softmax, .meanSquaredError, labels: [0, 1, 2, 1]),
  build([3, 5, 3], .softplus, .identity, .crossEntropyWithLogits, labels: [0, 1, 2, 1]),
  build([3, 5, 2, 1], .identity, .sigmoid, .meanSquaredError, labels: [0, 1, 1, 1]),
  build([3, 1], labels: [0, 1, 1, 1]),
]

private func build(
  _ layers: [Int], _ hidden: Activation = .relu, _ output: Output = .sigmoid,
  _ loss: Loss = .crossEntropy, l2: Double = 0, keep: [Double] = [], labels: [Double]
) -> Result<(network: Network, labels: Labels), any Error> {
  Result {
    let network = try Network(
      layers: layers, hidden: hidden, output: output, loss: loss, l2: l2, keep: keep)
    return (network, try Labels(labels, for: network, examples: 4))
  }
}
