import GradientChecking
import NeuralNetworks
import Testing

/// A network at a test point, with its cost and gradient from an independent implementation.
struct ReferenceNetwork: Sendable, CustomTestStringConvertible {
  var layers: [Int], hidden: String, output: String
  var loss: String, labels: [Double], seed: UInt32
  var scale: String, l2: Double, keep: [Double], cost: Double
  var gradient: [Double]

  var testDescription: String { "\(layers) \(hidden) \(output) \(loss)" }
}

@Suite struct ReferenceTests {
  @Test(arguments: referenceNetworks, Arithmetic.allCases)
  func `agree with an independent implementation`(
    row: ReferenceNetwork, arithmetic: Arithmetic
  ) throws {
    let network = try Network(
      layers: row.layers, hidden: #require(Activation(rawValue: row.hidden)),
      output: #require(Output(rawValue: row.output)), loss: #require(Loss(rawValue: row.loss)),
      l2: row.l2, keep: row.keep, arithmetic: arithmetic)
    let units = row.layers.last ?? 1
    let isClass = row.output == "softmax" || row.loss.hasSuffix("logits") && units > 1
    let labels = try Labels(
      row.labels, for: network, examples: row.labels.count / (isClass ? 1 : units))
    let scale = try #require(TestPoint.Scale(rawValue: row.scale))
    let point = TestPoint(for: network, labels: labels, seed: row.seed, scale: scale)

    // The draws must be NumPy's to the bit for anything to agree; what is left is rounding.
    #expect(
      (network.cost(at: point.parameters, on: point.data) - row.cost).magnitude
        <= 1e-13 * row.cost)
    let gradient = network.gradient(at: point.parameters, on: point.data)
    let size = arithmetic.norm(row.gradient)
    for (found, expected) in zip(gradient, row.gradient) {
      #expect((found - expected).magnitude <= 1e-14 * size)
    }

    let objective = try NetworkObjective(network: network, data: point.data)
    let report = try GradientCheck(step: 1e-5).run(objective, at: point.parameters)
    #expect(report.verdict == .consistent)
  }
}
