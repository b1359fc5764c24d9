import GradientChecking
import NeuralNetworks
import Testing

/// A way to end a network, with labels of four examples for three units.
private let endings: [(Output, Loss, [Double])] = [
  (.sigmoid, .crossEntropy, [1, 0, 0, 1, 1, 1, 0, 0, 0.5, 0, 1, 0]),
  (.softmax, .crossEntropy, [0, 2, 1, 1]),
  (.sigmoid, .crossEntropyWithLogits, [1, 0, 0, 1, 1, 1, 0, 0, 0.5, 0, 1, 0]),
  (.softmax, .crossEntropyWithLogits, [0, 2, 1, 1]),
  (.identity, .crossEntropyWithLogits, [0, 2, 1, 1]),
  (.sigmoid, .meanSquaredError, [1, 0, 0, 1, 1, 1, 0, 0, 0.5, 0, 1, 0]),
  (.softmax, .meanSquaredError, [0, 2, 1, 1]),
  (.identity, .meanSquaredError, [1, -2, 0, 3, 1, 1, 4, 0, 0.5, 0, 1, 9]),
]

@Suite struct BackpropagationTests {
  @Test(arguments: Activation.allCases, endings.indices)
  func `agree with the complex step for every activation and loss`(
    hidden: Activation, ending: Int
  ) throws {
    let (output, loss, labels) = endings[ending]
    let network = try Network(layers: [2, 4, 3, 3], hidden: hidden, output: output, loss: loss)
    let data = try Labels(labels, for: network, examples: 4)
    let point = TestPoint(for: network, labels: data, seed: 17, scale: .glorot)
    let objective = try NetworkObjective(network: network, data: point.data)
    let report = try GradientCheck(scheme: .complexStep, step: 1e-30)
      .run(objective, at: point.parameters)
    #expect(report.difference < 1e-15)
    #expect(report.verdict == .consistent)
  }

  @Test func `carry parameters to layers and back`() throws {
    let network = try Network(layers: [2, 3, 1])
    let vector = (0..<network.layout.count).map(Double.init)
    let layers = network.layers(from: vector)
    #expect(layers[0].weights[1, 0] == 2 && layers[0].biases[2, 0] == 8)
    #expect(layers[1].weights[0, 2] == 11 && layers[1].biases[0, 0] == 12)
    #expect(network.vector(of: layers) == vector)
  }

  @Test func `have shapes and names as the course has them`() throws {
    let layout = try Network(layers: [4, 5, 3, 1]).layout
    #expect(layout.tensors.map(\.name) == ["W1", "b1", "W2", "b2", "W3", "b3"])
    #expect(layout.tensors.map(\.shape) == [[5, 4], [5, 1], [3, 5], [3, 1], [1, 3], [1, 1]])
    #expect(layout.count == 47)
  }

  @Test(arguments: [Loss.crossEntropyWithLogits, .crossEntropy])
  func `survive the largest logits where the formula allows`(loss: Loss) throws {
    let network = try Network(layers: [1, 1], loss: loss)
    let labels = try Labels([0, 1], for: network, examples: 2)
    let inputs = Matrix(rows: 1, columns: 2, elements: [800.0, -800])
    let data = TrainingSet(inputs: inputs, labels: labels)
    let report = try GradientCheck().run(
      NetworkObjective(network: network, data: data), at: [1, 0])
    // 1 − A is 0 and its logarithm infinite: the course's form can't tell, the stable one can.
    #expect(report.cost == (loss == .crossEntropy ? .infinity : 800))
    #expect(report.tensors[0].verdict == (loss == .crossEntropy ? .unresolved : .consistent))
  }
}
