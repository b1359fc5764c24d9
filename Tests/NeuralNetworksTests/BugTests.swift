import NeuralNetworks
import Testing

@Suite struct BugTests {
  @Test(arguments: [
    ("dW2-doubled", "doubled(dW2)", ["W2"]),
    ("doubled(dW2)", "scaled(dW2, 2)", ["W2"]),
    ("db1-quadrupled", "numerator(db1, 4)", ["b1"]),
    ("dZ3-negated", " negated( dZ3 ) ", ["W1", "b1", "W2", "b2", "W3", "b3"]),
    ("dA1-negated", "scaled(dA1, -1)", ["W1", "b1"]),
    ("leaky-backward(2)", "leaky-backward(2, 0.01)", ["W1", "b1", "W2", "b2"]),
    ("missing-mean", "missing-mean()", ["W1", "b1", "W2", "b2", "W3", "b3"]),
    ("entry-negated(db1, 3)", "entry-negated(db1, 3, 0)", ["b1"]),
    ("l2-in-gradient-only", "l2-in-gradient-only(7e-1)", ["W1", "W2", "W3"]),
  ])
  func `read two names of one bug`(first: String, second: String, spoiled: [String]) throws {
    let network = try Network(layers: [4, 5, 3, 1])
    let bug = try Bug.parsing(first)
    #expect(bug == (try Bug.parsing(second)))
    #expect(bug.identifier == first)
    #expect(bug.spoiledTensors(in: network) == spoiled)
  }

  @Test(arguments: [
    ("dW2-tripled", "bug 'dW2-tripled' is unknown"),
    ("", "bug '' is unknown"),
    ("mising-mean(dW3)", "bug 'mising-mean' is unknown"),
    (
      "scaled(dW2)",
      "bug 'scaled(dW2)' can't be read; it takes 'scaled(QUANTITY, FACTOR)', as in 'scaled(dW2, 2)'"
    ),
    (
      "scaled(dW2, inf)",
      "bug 'scaled(dW2, inf)' can't be read; it takes 'scaled(QUANTITY, FACTOR)', as in "
        + "'scaled(dW2, 2)'"
    ),
    (
      "missing-mean(dZ3)",
      "bug 'missing-mean(dZ3)' can't be read; it takes 'missing-mean([GRADIENT])', as in "
        + "'missing-mean(dW2)'"
    ),
    (
      "labels-forgotten(3)",
      "bug 'labels-forgotten(3)' can't be read; it takes no arguments: 'labels-forgotten'"
    ),
    (
      "scaled(dW2",
      "bug 'scaled(dW2' has unmatched parentheses; a bug is written 'NAME(ARGUMENT, ARGUMENT)'"
    ),
    (
      "mask-missing(0)",
      "bug 'mask-missing(0)' can't be read; it takes 'mask-missing(HIDDEN LAYER)', as in "
        + "'mask-missing(1)'"
    ),
  ])
  func `say what is wrong with a name`(text: String, message: String) {
    let error = #expect(throws: BugError.self) { try Bug.parsing(text) }
    #expect(error?.description == message)
  }

  @Test func `refuse a bug that a network has no place for`() throws {
    let network = try Network(layers: [4, 1])
    let error = #expect(throws: BugError.self) {
      try Bug.parsing("dW2-doubled").check(in: network)
    }
    #expect(
      error?.description == "bug 'dW2-doubled' changes dW2, but the network has one layer")
  }

  @Test(arguments: [
    ("mask-missing(3)", "layer 3 is not hidden; the network has 2 hidden layers"),
    ("mask-inverted(1)", "hidden is 'tanh', and it takes 'relu' or 'leaky-relu'"),
    ("l2-missing", "the network has no L2 regularisation; give 'l2'"),
    ("dropout-mask-missing(1)", "layer 1 has no dropout; give 'keep-probability' below 1"),
    ("dropout-resampled", "the network has no dropout; give 'keep-probability'"),
    ("entry-negated(dW2, 3, 0)", "dW2 has the shape [3, 5]"),
    ("row-doubled(db1, 5)", "db1 has the shape [5, 1]"),
    (
      "untransposed(1)", "W2 is 3 × 5, and without a square the product has no meaning"
    ),
    ("unmasked-upstream(2)", "the layer above is the last, which has no dA"),
    ("logits-for-activations(dW1)", "what enters layer 1 is X, which has no Z"),
  ])
  func `say why a bug doesn't apply`(name: String, reason: String) throws {
    let network = try Network(layers: [4, 5, 3, 1], hidden: .tanh)
    let error = #expect(throws: BugError.self) { try Bug.parsing(name).check(in: network) }
    #expect(error?.description == "bug '\(name)' doesn't apply: \(reason)")
  }
}
