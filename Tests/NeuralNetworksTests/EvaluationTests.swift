import GradientChecking
import Testing

@testable import NeuralNetworks

/// A network, with labels of four examples, on which evaluations are compared.
struct EvaluationRow: Sendable, CustomTestStringConvertible {
  var layers: [Int]
  var hidden = Activation.relu
  var output = Output.sigmoid
  var loss = Loss.crossEntropy
  var labels: [Double] = [1, 0, 0, 1]
  var l2 = 0.0
  var keep: [Double] = []
  var arithmetic = Arithmetic.sequential

  var testDescription: String {
    "\(layers) \(hidden) \(output) \(loss) l2 \(l2) keep \(keep) \(arithmetic)"
  }

  func objective(seed: UInt32 = 3) throws -> (NetworkObjective, [Double]) {
    let network = try Network(
      layers: layers, hidden: hidden, output: output, loss: loss, l2: l2, keep: keep,
      arithmetic: arithmetic)
    let labels = try Labels(labels, for: network, examples: 4)
    let point = TestPoint(for: network, labels: labels, seed: seed, scale: .he)
    return (try NetworkObjective(network: network, data: point.data), point.parameters)
  }
}

private let numbers: [Double] = [1, -2, 0, 3, 1, 1, 4, 0, 0.5, 0, 1, 9]
private let probabilities: [Double] = [1, 0, 0, 1, 1, 1, 0, 0, 0.5, 0, 1, 0]

let evaluationRows =
  Activation.allCases.flatMap { hidden in
    [[3, 1], [3, 5, 1], [3, 5, 4, 1], [3, 4, 17, 5, 1], [20, 5, 3, 1]].map {
      EvaluationRow(layers: $0, hidden: hidden)
    }
  } + [
    EvaluationRow(layers: [3, 20, 3], labels: probabilities),
    EvaluationRow(layers: [3, 4, 3], loss: .crossEntropyWithLogits, labels: probabilities),
    EvaluationRow(layers: [3, 4, 3], output: .softmax, labels: [0, 2, 1, 1]),
    EvaluationRow(
      layers: [3, 4, 3], output: .identity, loss: .crossEntropyWithLogits, labels: [0, 2, 1, 1]),
    EvaluationRow(layers: [3, 4, 3], loss: .meanSquaredError, labels: probabilities),
    EvaluationRow(
      layers: [3, 4, 3], hidden: .tanh, output: .softmax, loss: .meanSquaredError,
      labels: [0, 2, 1, 1]),
    EvaluationRow(layers: [3, 4, 3], output: .identity, loss: .meanSquaredError, labels: numbers),
    EvaluationRow(
      layers: [18, 4, 3], hidden: .softplus, output: .softmax, loss: .meanSquaredError,
      labels: [0, 2, 1, 1]),
    EvaluationRow(layers: [20, 18, 4, 1], hidden: .sigmoid, l2: 0.7, keep: [0.7, 0.5]),
    EvaluationRow(layers: [3, 5, 4, 1], l2: 0.7),
    EvaluationRow(layers: [3, 5, 4, 1], keep: [0.7, 0.5]),
    EvaluationRow(layers: [3, 5, 4, 1], hidden: .tanh, l2: 0.7, keep: [0.7, 0.5]),
    EvaluationRow(layers: [3, 5, 4, 1], arithmetic: .fused),
    EvaluationRow(layers: [3, 5, 4, 1], arithmetic: .twoAccumulators),
  ]

/// Both sides of every parameter.
private func bothSides(of point: [Double], step: Double) -> [Perturbation] {
  point.indices.flatMap { index in
    [1.0, -1].map { Perturbation(index: index, value: point[index] + $0 * step) }
  }
}

@Suite struct EvaluationTests {
  @Test(arguments: evaluationRows)
  func `recompute what changed with the bits of a full forward pass`(row: EvaluationRow) throws {
    let (objective, point) = try row.objective()
    let recomputed = RecomputedForwardPass(of: objective.network, at: point, on: objective.data)
    let perturbations = bothSides(of: point, step: 0.1)
    let costs = recomputed.costs(of: perturbations, by: Workers())
    let plain = objective.costs(near: point, perturbations: perturbations)
    #expect(costs.map(\.bitPattern) == plain.map(\.bitPattern))
  }

  /// From steps of rounding size to steps over many kinks.
  @Test(arguments: evaluationRows, [1e-7, 1e-3, 0.7])
  func `carry differences to the costs of a full forward pass`(
    row: EvaluationRow, step: Double
  ) throws {
    let (objective, point) = try row.objective()
    let carried = CarriedForwardPass(of: objective.network, at: point, on: objective.data)
    let perturbations = bothSides(of: point, step: step)
    let costs = carried.costs(of: perturbations, by: Workers())
    let plain = objective.costs(near: point, perturbations: perturbations)
    for (cost, expected) in zip(costs, plain) {
      // A few roundings on either side.
      #expect((cost - expected).magnitude <= 2e-15 * max(1, expected))
    }
  }

  @Test(arguments: evaluationRows, [1e-7, 0.7])
  func `carry differences with the same bits however they are asked for`(
    row: EvaluationRow, step: Double
  ) throws {
    let (objective, point) = try row.objective()
    let perturbations = bothSides(of: point, step: step)
    let carried = CarriedForwardPass(of: objective.network, at: point, on: objective.data)
    let expected = carried.costs(of: perturbations, by: Workers()).map(\.bitPattern)
    for kernels in Kernels.all {
      let other = CarriedForwardPass(
        of: objective.network, at: point, on: objective.data, kernels: kernels)
      let costs = other.costs(of: perturbations, by: Workers(jobs: 3))
      #expect(costs.map(\.bitPattern) == expected)
    }
    let reversed = carried.costs(of: perturbations.reversed(), by: Workers())
    #expect(reversed.reversed().map(\.bitPattern) == expected)
    let some = Array(stride(from: 0, to: perturbations.count, by: 3))
    let costs = carried.costs(of: some.map { perturbations[$0] }, by: Workers())
    #expect(costs.map(\.bitPattern) == some.map { expected[$0] })
  }

  @Test(arguments: evaluationRows)
  func `find the kinks that a forward pass for each unit finds`(row: EvaluationRow) throws {
    let (objective, point) = try row.objective()
    let carried = CarriedForwardPass(of: objective.network, at: point, on: objective.data)
    let radii = carried.kinkRadii(by: Workers())
    let expected = objective.kinkRadii(at: point)
    #expect((radii == nil) == (expected == nil))
    for (radius, other) in zip(radii ?? [], expected ?? []) {
      // Two ways to round the same responses.
      #expect(radius == other || (radius - other).magnitude <= 1e-12 * other)
    }
  }

  /// A short step needs few terms; over a very long one no polynomial is like the function.
  @Test(
    arguments: [Activation.tanh, .sigmoid, .softplus],
    [(1e-7, 1...4), (1e-2, 3...16), (1e3, 0...0)] as [(Double, ClosedRange<Int>)])
  func `fit curves only as far as a polynomial follows the cost`(
    hidden: Activation, limits: (step: Double, terms: ClosedRange<Int>)
  ) throws {
    let (objective, point) = try EvaluationRow(layers: [20, 5, 3, 1], hidden: hidden).objective()
    let carried = CarriedForwardPass(of: objective.network, at: point, on: objective.data)
    let perturbation = Perturbation(index: 21, value: point[21] + limits.step)
    let task = CarryingTask(
      perturbations: SortedPerturbations([perturbation], network: objective.network),
      costs: SharedNumbers(count: 1))
    var row = CarriedRow(task: task, layer: 1, unit: 1, method: carried.method(forLayer: 1))
    #expect(row.method == .curves)
    CarryingWorker(carried).fitCurves(&row, at: 0)
    #expect(limits.terms.contains(row.terms), "\(row.terms)")
  }

  @Test(arguments: [(1.0, 1.5), (0x1p-20, 1.2), (0x1p-20, -0.8), (1e-7, 1.0001)])
  func `a curve serves steps of both signs around a power of two`(step: Double, factor: Double) {
    let range = StepRange(step)
    #expect((range == StepRange(step * factor)) == (factor.magnitude < 1.42))
    #expect((range?.longest ?? 0) > step)
    #expect(StepRange(0) == nil && StepRange(.infinity) == nil && StepRange(.nan) == nil)
  }

  @Test func `carry differences more precisely than costs can be subtracted`() throws {
    let (objective, point) = try EvaluationRow(layers: [3, 5, 4, 1], hidden: .tanh).objective()
    let check = { (evaluation: Evaluation) in
      try GradientCheck(step: 1e-7, evaluation: evaluation).run(objective, at: point)
    }
    let (full, reuse) = (try check(.full), try check(.reuse))
    #expect(full.evaluation == .full && full.spotCheck == nil)
    #expect(reuse.evaluation == .reuse && reuse.spotCheck?.agrees == true)
    #expect(reuse.difference <= full.difference)
    #expect(reuse.verdict == full.verdict)
  }
}
