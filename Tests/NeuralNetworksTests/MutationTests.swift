import GradientChecking
import NeuralNetworks
import Testing

@Suite struct MutationTests {
  @Test(arguments: [
    (StepChoice.given(1e-7), 121, ["single-precision"]),
    (.automatic, 122, []),
  ])
  func `count what the course's point sees`(
    step: StepChoice, killed: Int, withinErrorBars: [String]
  ) throws {
    let course = try Course()
    let report = try course.objective.mutants(
      of: GradientCheck(step: step, threshold: 2e-7), at: course.point.parameters)
    #expect(report.correct.verdict == .consistent)
    #expect(report.killed.count == killed && report.mutants.count == 136)
    #expect(report.score == Double(killed) / 131)

    let unseen = report.survivors.filter { $0.outcome == .survived(.sameGradient) }
    // Three units are dead, and the only living column of W3 is positive.
    #expect(
      unseen.map(\.bug.identifier) == [
        "absolute-weights(1)", "absolute-weights(2)", "entry-negated(dW2, 1, 2)",
        "entry-negated(dW3, 0, 1)", "entry-negated(db2, 1, 0)", "row-doubled(dW1, 4)",
        "row-doubled(dW2, 0)", "row-doubled(db1, 4)", "row-doubled(db2, 0)",
      ])
    #expect(
      report.survivors.filter { $0.outcome == .survived(.withinErrorBars) }
        .map(\.bug.identifier) == withinErrorBars)
    #expect(
      report.equivalents.map(\.bug.identifier) == [
        "transposed(dW3)", "mask-not-strict(1)", "mask-not-strict(2)", "slope-at-activations(1)",
        "slope-at-activations(2)",
      ])
    #expect(report.equivalents.allSatisfy { !$0.outcome.reason.isEmpty })
  }

  @Test(arguments: [5, 145, 206, 300, 491, 534] as [UInt32])
  func `kill every bug at a point without blind spots`(seed: UInt32) throws {
    let course = try Course(seed: seed)
    #expect(try course.objective.blindSpots(at: course.point.parameters).isEmpty)
    let report = try course.objective.mutants(
      of: GradientCheck(step: .automatic), at: course.point.parameters)
    #expect(report.score == 1 && report.survivors.isEmpty)
    #expect(report.equivalents.count == 5)
  }

  @Test(
    arguments: [
      (Activation.tanh, Output.softmax, Loss.crossEntropy, 0.7, []),
      (.leakyReLU, .sigmoid, .meanSquaredError, 0, []),
      (.sigmoid, .softmax, .meanSquaredError, 0, []),
      (.softplus, .identity, .crossEntropyWithLogits, 0.1, [0.8]),
      (.identity, .softmax, .crossEntropy, 0, [0.5]),
    ] as [(Activation, Output, Loss, Double, [Double])])
  func `kill every bug in the exercise's variants`(
    hidden: Activation, output: Output, loss: Loss, l2: Double, keep: [Double]
  ) throws {
    let network = try Network(
      layers: [4, 6, 3], hidden: hidden, output: output, loss: loss, l2: l2, keep: keep)
    let isClass = output == .softmax || loss == .crossEntropyWithLogits
    let labels = try Labels(
      isClass ? [0, 2, 1, 1, 2] : [1, 0, 0, 1, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0, 1], for: network,
      examples: 5)
    let point = TestPoint(for: network, labels: labels, seed: 3)
    let objective = try NetworkObjective(network: network, data: point.data)
    let report = try objective.mutants(of: GradientCheck(step: .automatic), at: point.parameters)
    #expect(report.correct.verdict == .consistent)
    // Clipping at 1 does nothing where no component is larger.
    #expect(report.survivors.allSatisfy { $0.bug.kind.name == "clipped" })
    #expect(report.mutants.count > 60)
  }

  @Test func `notice dropout masks that change from pass to pass`() throws {
    let course = try Course(Course.Shape(keep: [0.8, 0.8]))
    let bugs = [try Bug.parsing("dropout-resampled")]
    let report = try course.objective.mutants(
      of: GradientCheck(), at: course.point.parameters, bugs: bugs)
    #expect(report.mutants.map(\.outcome) == [.killed])
    // The difference of two forward passes is no derivative, but noise over 2ε.
    #expect(report.mutants[0].difference > 0.99)
  }

  @Test func `judge each mutant as a check of its own would`() throws {
    let course = try Course(seed: 7)
    let report = try course.objective.mutants(of: GradientCheck(), at: course.point.parameters)
    for mutant in report.mutants {
      let checked = try course.check(bugs: [mutant.bug.identifier])
      #expect(checked.difference.bitPattern == mutant.difference.bitPattern)
      #expect(checked.wrongTensors == mutant.wrongTensors, "\(mutant.bug.identifier)")
    }
  }
}

@Suite struct BlindSpotTests {
  @Test func `name what the course's point doesn't see`() throws {
    let course = try Course()
    let spots = try course.objective.blindSpots(at: course.point.parameters)
    #expect(spots.zeroComponents.count == 20)
    #expect(
      spots.sentences == [
        "This check says nothing about W1[4,*], b1[4], W2[0,*], W2[1,*], W2[*,4], b2[0], b2[1], "
          + "W3[0,0], W3[0,1]: the gradient of 20 parameters is exactly 0.",
        "Off on every example: unit 4 of layer 1, unit 0 of layer 2, unit 1 of layer 2.",
        "No entry of W3 is negative, so signs aren't tested.",
      ])
  }

  @Test func `find as many points without a zero as others found`() throws {
    let seeds = try (0..<1000).filter { seed in
      let course = try Course(seed: UInt32(seed))
      return try course.objective.blindSpots(at: course.point.parameters).zeroComponents.isEmpty
    }
    #expect(seeds.count == 23)
  }

  @Test func `search for a seed within bounds`() throws {
    let course = try Course()
    let labels = course.point.data.labels
    #expect(
      TestPoint.firstSeedWithoutBlindSpots(for: course.network, labels: labels, seeds: 1...1000)
        == 5)
    #expect(
      TestPoint.firstSeedWithoutBlindSpots(for: course.network, labels: labels, seeds: 6..<100)
        == nil)
  }

  @Test func `name saturated units`() throws {
    let network = try Network(layers: [1, 2, 1], hidden: .tanh)
    let labels = try Labels([0, 1], for: network, examples: 2)
    let inputs = Matrix(rows: 1, columns: 2, elements: [1.0, -1])
    let objective = try NetworkObjective(
      network: network, data: TrainingSet(inputs: inputs, labels: labels))
    let spots = objective.blindSpots(at: [30, 0.5, 0, 0, 0, -6, 0])
    #expect(spots.saturatedUnits.map(\.description) == ["unit 0 of layer 1"])
    #expect(
      objective.blindSpots(at: [30, 0.5, 0, 0, 0, -90, 0]).saturatedUnits.map(\.description)
        == ["unit 0 of layer 1", "unit 0 of layer 2"])
  }
}
