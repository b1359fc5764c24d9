import GradientChecking
import NeuralNetworks
import Testing

@Suite struct NetworkTests {
  @Test(arguments: [
    ([4], NetworkError.tooFewLayers(1), "1 layer sizes make no network"),
    ([], .tooFewLayers(0), "0 layer sizes make no network"),
    ([4, 0, 1], .emptyLayer(size: 0, index: 1), "layer size 0 at place 1 is not positive"),
    ([4, -3], .emptyLayer(size: -3, index: 1), "layer size -3 at place 1 is not positive"),
    ([1 << 40, 1 << 40, 1], .tooManyParameters, "the layers have more than 16777216 parameters"),
    ([.max, 1], .tooManyParameters, "the layers have more than 16777216 parameters"),
    ([1, .max], .tooManyParameters, "the layers have more than 16777216 parameters"),
    ([4096, 4096, 1], .tooManyParameters, "the layers have more than 16777216 parameters"),
  ])
  func `refuse sizes that make no network`(
    layers: [Int], error: NetworkError, message: String
  ) {
    #expect(throws: error) { try Network(layers: layers) }
    #expect(error.description.hasPrefix(message))
  }

  @Test func `refuse the cross-entropy of what is no probability`() {
    #expect(throws: NetworkError.lossNeedsProbabilities(.identity)) {
      try Network(layers: [2, 1], output: .identity)
    }
  }

  @Test(arguments: [
    (Output.sigmoid, Loss.crossEntropy, [1.0, 0], LabelError.count(2, expected: 3)),
    (.sigmoid, .crossEntropy, [], .count(0, expected: 3)),
    (.sigmoid, .crossEntropy, [1, 2, 0], .notProbability(2, index: 1)),
    (.sigmoid, .crossEntropyWithLogits, [1, 0, -0.5], .notProbability(-0.5, index: 2)),
    (.identity, .meanSquaredError, [1, 0, .infinity], .notFinite(.infinity, index: 2)),
    (.softmax, .crossEntropy, [0, 0, 1], .notClass(1, index: 2, classes: 1)),
    (.softmax, .crossEntropy, [0, 0.5, 0], .notClass(0.5, index: 1, classes: 1)),
    (.softmax, .crossEntropy, [-1, 0, 0], .notClass(-1, index: 0, classes: 1)),
  ])
  func `refuse labels that don't fit`(
    output: Output, loss: Loss, labels: [Double], error: LabelError
  ) throws {
    let network = try Network(layers: [2, 1], output: output, loss: loss)
    #expect(throws: error) { try Labels(labels, for: network, examples: 3) }
  }

  @Test(arguments: [
    (0, LabelError.noExamples(0)), (-1, .noExamples(-1)),
    (1 << 26, .tooManyExamples(1 << 26)), (.max, .tooManyExamples(.max)),
  ])
  func `refuse numbers of examples that can't be held`(
    examples: Int, error: LabelError
  ) throws {
    let network = try Network(layers: [2, 1])
    #expect(throws: error) { try Labels([1], for: network, examples: examples) }
  }

  @Test(arguments: [
    (LabelError.notClass(3, index: 2, classes: 3), "label 2 is 3.0; expected a class number from"),
    (.count(2, expected: 3), "2 labels are given, but the network needs 3"),
  ])
  func `say which label, and what was expected`(error: LabelError, message: String) {
    #expect(error.description.hasPrefix(message))
  }
}
