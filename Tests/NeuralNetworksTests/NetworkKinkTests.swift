import GradientChecking
import NeuralNetworks
import Testing

@Suite struct NetworkKinkTests {
  @Test func `are nearest to the course's point at W1[1,1]`() throws {
    let course = try Course()
    let objective = try NetworkObjective(network: course.network, data: course.point.data)
    let radii = try #require(objective.kinkRadii(at: course.point.parameters))
    let nearest = try #require(radii.indices.min { radii[$0] < radii[$1] })
    #expect(course.network.layout.componentName(at: nearest) == "W1[1,1]")
    // Computed by others, with three digits.
    #expect((radii[nearest] - 0.0344).magnitude < 0.00005)
  }

  @Test(arguments: [Activation.relu, .leakyReLU], [1, 2, 3] as [UInt32])
  func `lie where a unit changes its side`(hidden: Activation, seed: UInt32) throws {
    let network = try Network(layers: [3, 4, 3, 2, 1], hidden: hidden)
    let labels = try Labels([1, 0, 1], for: network, examples: 3)
    let point = TestPoint(for: network, labels: labels, seed: seed)
    let objective = try NetworkObjective(network: network, data: point.data)
    let radii = try #require(objective.kinkRadii(at: point.parameters))

    func sides(moving index: Int, by step: Double) -> [[Bool]] {
      var moved = point.parameters
      moved[index] += step
      return network.forward(point.data.inputs, through: network.layers(from: moved))
        .logits.dropLast().map { $0.elements.map { $0 > 0 } }
    }
    let here = sides(moving: 0, by: 0)
    for (index, radius) in radii.enumerated() {
      let reach = radius.isFinite ? radius : 1e6
      for part in [0.1, 0.5, 0.999999] {
        #expect(sides(moving: index, by: part * reach) == here)
        #expect(sides(moving: index, by: -part * reach) == here)
      }
      if radius.isFinite {
        let beyond = 1.000001 * radius
        #expect(
          sides(moving: index, by: beyond) != here || sides(moving: index, by: -beyond) != here)
      }
    }
    #expect(radii.contains { $0.isFinite } && radii.contains { $0.isInfinite })
  }

  @Test func `are unknown of smooth activations`() throws {
    let network = try Network(layers: [2, 3, 1], hidden: .tanh)
    let labels = try Labels([1], for: network, examples: 1)
    let point = TestPoint(for: network, labels: labels, seed: 1)
    let objective = try NetworkObjective(network: network, data: point.data)
    #expect(objective.kinkRadii(at: point.parameters) == nil)
  }

  @Test func `are 0 where a sum is exactly 0`() throws {
    // W·0 + 0 is 0 in both units; the bias moves it, the weight doesn't.
    let network = try Network(layers: [1, 2, 1], loss: .crossEntropyWithLogits)
    let labels = try Labels([1], for: network, examples: 1)
    let inputs = Matrix(rows: 1, columns: 1, elements: [0.0])
    let objective = try NetworkObjective(
      network: network, data: TrainingSet(inputs: inputs, labels: labels))
    let point = [1.0, -1, 0, 0, 2, 3, 0.5]
    let radii = try #require(objective.kinkRadii(at: point))
    #expect(radii == [.infinity, .infinity, 0, 0, .infinity, .infinity, .infinity])

    let report = try GradientCheck(step: .automatic).run(objective, at: point)
    // The mask takes the slope on the left, 0; that on the right is not.
    #expect(report.grad[2...3] == [0, 0] && report.gradapprox[2] != 0)
    #expect(report.tensors.first { $0.name == "b1" }?.verdict == .consistent)
    #expect(report.findings.contains(.atKink(components: ["b1[0]", "b1[1]"])))
  }
}
