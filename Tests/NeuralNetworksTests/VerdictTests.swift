import GradientChecking
import NeuralNetworks
import Testing

/// A network whose gradient is scaled in one tensor.
private struct Scaled: Objective {
  let base: NetworkObjective
  let tensor: ParameterLayout.Tensor
  let factor: Double

  var layout: ParameterLayout { base.layout }
  func cost(at point: [Double]) -> Double { base.cost(at: point) }
  func cost(at point: [Complex]) -> Complex? { base.cost(at: point) }
  func cost(at point: [Dual]) -> Dual? { base.cost(at: point) }
  func kinkRadii(at point: [Double]) -> [Double]? { base.kinkRadii(at: point) }
  func rounding(at point: [Double]) -> Rounding? { base.rounding(at: point) }
  func gradient(at point: [Double]) -> [Double] {
    var gradient = base.gradient(at: point)
    for index in tensor.range { gradient[index] *= factor }
    return gradient
  }
}

@Suite struct VerdictTests {
  @Test(arguments: Scheme.allCases.filter { $0 != .forward })
  func `catch W2 off by a ten-millionth at a step of their own`(scheme: Scheme) throws {
    let course = try Course()
    let base = try NetworkObjective(network: course.network, data: course.point.data)
    let tensor = try #require(base.layout.tensor(named: "W2"))
    let scaled = Scaled(base: base, tensor: tensor, factor: 1 + 1e-7)
    let report = try GradientCheck(scheme: scheme, step: .automatic)
      .run(scaled, at: course.point.parameters)
    #expect(report.tensors.filter { $0.verdict == .wrong }.map(\.name) == ["W2"])
    // The course's rule sees nothing, and the report says why it should.
    #expect(report.belowThreshold)
    #expect(report.courseDisagreement?.contains("W2[2,") == true)
  }

  @Test func `look again with other steps where an error is near its bar`() throws {
    let report = try Course().check(bugs: ["scaled(dW2, 1.000001)"])
    #expect(report.step == 1e-7)
    #expect(report.tensors.filter { $0.verdict == .wrong }.map(\.name) == ["W2"])
    #expect(
      report.findings.contains {
        if case .shownByOtherSteps = $0 { true } else { false }
      })
    #expect(try Course().check().findings.isEmpty)
  }

  @Test(arguments: [(StepChoice.automatic, 100, 550), (.given(1e-7), 20, 100)])
  func `catch what is just above the smallest error they say they catch`(
    step: StepChoice, seeds: UInt32, expectedTensors: Int
  ) throws {
    let check = GradientCheck(step: step)
    var tensors = 0
    for seed in 0..<seeds {
      let course = try Course(seed: seed)
      let point = course.point.parameters
      let base = try NetworkObjective(network: course.network, data: course.point.data)
      for (index, tensor) in try check.run(base, at: point).tensors.enumerated() {
        guard let smallest = tensor.smallestDetectable, tensor.verdict == .consistent else {
          continue
        }
        tensors += 1
        for (error, isCaught) in [(1.01, true), (-1.01, true), (0.1, false), (-0.1, false)] {
          let scaled = Scaled(
            base: base, tensor: base.layout.tensors[index], factor: 1 + error * smallest)
          let verdict = try check.run(scaled, at: point).tensors[index].verdict
          #expect((verdict == .wrong) == isCaught, "\(tensor.name) of seed \(seed)")
        }
      }
    }
    // Some points have dead or saturated layers.
    #expect(tensors > expectedTensors)
  }

  @Test(arguments: [571, 690, 954, 459] as [UInt32], [StepChoice.automatic, .given(1e-7)])
  func `advise the loss on logits where sigmoids are saturated`(
    seed: UInt32, step: StepChoice
  ) throws {
    let check = GradientCheck(step: step)
    let course = try Course(seed: seed)
    let objective = try NetworkObjective(network: course.network, data: course.point.data)
    let report = try check.run(objective, at: course.point.parameters)
    #expect(report.verdict == .unresolved)
    #expect(report.advice == [.useLossOnLogits])

    let stable = try Course(loss: .crossEntropyWithLogits, seed: seed)
    let other = try NetworkObjective(network: stable.network, data: stable.point.data)
    #expect(try check.run(other, at: stable.point.parameters).verdict != .wrong)
  }

  /// Where the error in ε² happens to vanish, doubling the step doesn't show the error in ε⁴.
  @Test(arguments: [0.05, 0.1, 0.5, 1, 2])
  func `don't call a correct gradient wrong for the length of the step`(step: Double) throws {
    let network = try Network(
      layers: [60, 33, 33, 3], hidden: .sigmoid, output: .identity, loss: .meanSquaredError)
    let numbers = (0..<15).map { Double(($0 * 7 % 11) - 5) / 5 }
    let labels = try Labels(numbers, for: network, examples: 5)
    for seed in UInt32(0)..<4 {
      let point = TestPoint(for: network, labels: labels, seed: seed, scale: .glorot)
      let objective = try NetworkObjective(network: network, data: point.data)
      let report = try GradientCheck(step: step).run(objective, at: point.parameters)
      #expect(report.verdict != .wrong, "seed \(seed)")
    }
  }

  /// J is 0 and its gradient 10⁻⁷⁰: differences of 0 say nothing about it.
  @Test(arguments: [StepChoice.automatic, .given(1e-7)])
  func `say nothing where a softmax is sure of every answer`(step: StepChoice) throws {
    let network = try Network(
      layers: [40, 33, 18, 18, 2], hidden: .relu, output: .softmax, keep: [0.8, 0.8, 0.8])
    let labels = try Labels([0], for: network, examples: 1)
    let point = TestPoint(for: network, labels: labels, seed: 554)
    let objective = try NetworkObjective(network: network, data: point.data)
    let report = try GradientCheck(step: step).run(objective, at: point.parameters)
    #expect(report.cost == 0 && report.grad.contains { $0 != 0 })
    #expect(report.verdict == .unresolved)
    #expect(report.advice.contains(.useLossOnLogits))
  }

  @Test func `know the noise of a saturated sigmoid as well as it can be measured`() throws {
    let course = try Course()
    let objective = try NetworkObjective(network: course.network, data: course.point.data)
    let rounding = try #require(objective.rounding(at: course.point.parameters))
    // 2.1e-14 was measured against long double by others.
    #expect(1.9e-14...2.3e-14 ~= rounding.cost)
  }

  @Test func `sweep the course's point`() throws {
    let course = try Course()
    let objective = try NetworkObjective(network: course.network, data: course.point.data)
    let sweep = try StepSweep(of: objective, at: course.point.parameters)
    let theory = try #require(sweep.theory)
    #expect((try #require(sweep.truncationSlope) - 2).magnitude < 0.02)
    #expect((try #require(sweep.roundoffSlope) + 1).magnitude < 0.05)
    // By others: C = 1.680e-2, the best step 7.1e-5, and the kink from 0.0344 on.
    #expect((theory.truncation / 1.680e-2 - 1).magnitude < 1e-3)
    #expect(5e-5...1e-4 ~= theory.bestStep)
    #expect(1 / 3.0...3 ~= (try #require(sweep.best).step / theory.bestStep))
    #expect((try #require(sweep.kink) - 0.0344).magnitude < 0.00005)
    #expect(sweep.rungs.filter(\.crossesKink).map(\.step) == [0.056, 0.1])
  }

  @Test func `find the Taylor remainder of order 2`() throws {
    for seed in UInt32(0)..<20 {
      let course = try Course(seed: seed)
      let objective = try NetworkObjective(network: course.network, data: course.point.data)
      let test = TaylorTest(of: objective, at: course.point.parameters)
      #expect(test.verdict == .consistent)
    }
  }
}
