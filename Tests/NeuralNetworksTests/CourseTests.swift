import GradientChecking
import NeuralNetworks
import Testing

/// The course's network of three layers at its test point, `RandomState(1)`.
struct Course {
  let network: Network
  let point: TestPoint

  /// What the exercise's variants change.
  struct Shape: Sendable {
    var loss = Loss.crossEntropy, l2 = 0.0, keep: [Double] = [], arithmetic = Arithmetic.sequential
  }

  init(_ shape: Shape = Shape(), seed: UInt32 = 1) throws {
    network = try Network(
      layers: [4, 5, 3, 1], loss: shape.loss, l2: shape.l2, keep: shape.keep,
      arithmetic: shape.arithmetic)
    let labels = try Labels([1, 1, 0], for: network, examples: 3)
    point = TestPoint(for: network, labels: labels, seed: seed)
  }

  init(
    loss: Loss = .crossEntropy, arithmetic: Arithmetic = .sequential, seed: UInt32 = 1
  ) throws {
    try self.init(Shape(loss: loss, arithmetic: arithmetic), seed: seed)
  }

  func check(bugs names: [String] = [], step: Double = 1e-7) throws -> GradientCheckReport {
    try check(bugs: names, step: .given(step))
  }

  func check(bugs names: [String], step: StepChoice) throws -> GradientCheckReport {
    let bugs = try names.map { try Bug.parsing($0) }
    let objective = try NetworkObjective(network: network, data: point.data, bugs: bugs)
    return try GradientCheck(step: step, arithmetic: network.arithmetic)
      .run(objective, at: point.parameters)
  }

  /// Correct code.
  var objective: NetworkObjective {
    get throws { try NetworkObjective(network: network, data: point.data) }
  }

  func diagnosis(of report: GradientCheckReport) throws -> Diagnosis {
    try objective.diagnosis(of: report, at: point.parameters)
  }
}

private let both = ["dW2-doubled", "db1-quadrupled"]

@Suite struct CourseTests {
  @Test(arguments: [
    (Arithmetic.sequential, [], 1.189041787877932e-07),
    (.sequential, both, 0.285093156780699),
    (.sequential, ["dW2-doubled"], 0.17344196893448055),
    (.sequential, ["db1-quadrupled"], 0.2544229712501982),
    (.fused, [], 1.1890913024229996e-07),
    (.fused, both, 0.2850931567761623),
    (.fused, ["dW2-doubled"], 0.17344196893145924),
    (.fused, ["db1-quadrupled"], 0.2544229712458523),
    (.twoAccumulators, [], 1.1885552037658712e-07),
    (.twoAccumulators, both, 0.2850931566540251),
  ])
  func `reproduce the published differences to the last bit`(
    arithmetic: Arithmetic, bugs: [String], difference: Double
  ) throws {
    let report = try Course(arithmetic: arithmetic).check(bugs: bugs)
    #expect(report.cost == 2.407833389834357)
    #expect(report.difference == difference)
  }

  @Test(arguments: [
    ([], []),
    (["dW2-doubled"], ["W2"]),
    (["db1-quadrupled"], ["b1"]),
    (both, ["b1", "W2"]),
  ])
  func `locate exactly the tensors that a bug spoils`(bugs: [String], wrong: [String]) throws {
    for step in [1e-4, 1e-5, 1e-6, 1e-7] {
      let report = try Course().check(bugs: bugs, step: step)
      #expect(report.tensors.filter { $0.verdict == .wrong }.map(\.name) == wrong)
      #expect(report.tensors.filter { $0.verdict == .consistent }.count == 6 - wrong.count)
      #expect(report.verdict == (wrong.isEmpty ? .consistent : .wrong))
    }
  }

  @Test func `say beside the course's rule what the numbers can tell`() throws {
    let report = try Course().check()
    // Correct code, above the course's own threshold by rounding alone.
    #expect(!report.belowThreshold && report.verdict == .consistent)
    // Measured against long double by others: 2.1e-14, eighty times the rounding of J itself.
    #expect(1e-14...3e-14 ~= report.noise)
  }

  @Test func `call dead units no evidence`() throws {
    let report = try Course().check()
    let zeros = report.grad.indices.filter { report.grad[$0] == 0 }
    #expect(zeros.count == 20)
    #expect(zeros.allSatisfy { report.gradapprox[$0] == 0 && report.verdicts[$0] == .unresolved })
  }

  @Test func `lose a hundred times fewer digits with the loss on logits`() throws {
    let report = try Course(loss: .crossEntropyWithLogits).check()
    #expect(report.difference < 2e-9)
    #expect(report.verdict == .consistent && report.belowThreshold)
  }

  @Test(arguments: Scheme.allCases)
  func `find correct code consistent in every scheme`(scheme: Scheme) throws {
    let course = try Course()
    let objective = try NetworkObjective(network: course.network, data: course.point.data)
    let steps: [Scheme: Double] = [.complexStep: 1e-100, .fivePoint: 1e-3, .ridders: 1e-2]
    let report = try GradientCheck(scheme: scheme, step: steps[scheme] ?? 1e-6)
      .run(objective, at: course.point.parameters)
    #expect(report.verdict == .consistent)
  }

  @Test(arguments: [(Loss.crossEntropy, 1e-13), (.crossEntropyWithLogits, 1e-16)])
  func `agree with the complex step as far as the loss keeps digits`(
    loss: Loss, limit: Double
  ) throws {
    let course = try Course(loss: loss)
    let objective = try NetworkObjective(network: course.network, data: course.point.data)
    let report = try GradientCheck(scheme: .complexStep, step: 1e-100)
      .run(objective, at: course.point.parameters)
    // The course's 1 − A is 0.0011 at the third example, and so has three digits less than A.
    #expect(report.difference < limit)
  }

  @Test func `reproduce every component of NumPy's fused run to the last bit`() throws {
    let report = try Course(arithmetic: .fused).check()
    #expect(report.denominator == 3.3851797873981373 + 3.3851796259558395)
    #expect(report.numerator == 8.050575492696896e-07)
    for row in publishedComponents {
      let index = try #require(report.layout.index(tensor: row.tensor, subscripts: row.place))
      #expect(report.costPlus[index] == row.plus && report.costMinus[index] == row.minus)
      #expect(report.gradapprox[index] == row.approx && report.grad[index] == row.grad)
    }
    #expect(report.grad.filter { $0 != 0 }.count == publishedComponents.count)
  }
}

/// Computed with NumPy 2.4 on OpenBLAS, whose kernel sums from left to right with FMA.
private let publishedComponents:
  [(tensor: String, place: [Int], plus: Double, minus: Double, approx: Double, grad: Double)] = [
    (
      "W1", [0, 0], 2.4078333524866014, 2.4078334271821493, -0.37347773984564014, -0.37347778780965
    ),
    (
      "W1", [0, 1], 2.4078332419311836, 2.407833537737565, -1.4790319058377577, -1.4790321603097862
    ),
    (
      "W1", [0, 2], 2.4078334074305072, 2.4078333722382412, 0.17596132995123526, 0.17596142534290177
    ),
    ("W1", [0, 3], 2.407833256149314, 2.407833523519421, -1.3368505347166604, -1.3368503644957601),
    (
      "W1", [1, 0], 2.4078333878668765, 2.40783339180187, -0.01967496832122606, -0.01967513615719457
    ),
    (
      "W1", [1, 1], 2.407833381260851, 2.4078333984078957, -0.0857352233651909, -0.08573553401542801
    ),
    (
      "W1", [1, 2], 2.4078333910228396, 2.4078333886459067, 0.011884664363748243,
      0.011884652345551057
    ),
    (
      "W1", [1, 3], 2.4078333821600957, 2.4078333975086506, -0.07674277435754107,
      -0.07674312151045774
    ),
    (
      "W1", [2, 0], 2.407833393750394, 2.4078333859183196, 0.039160372722335524, 0.03916037129037356
    ),
    (
      "W1", [2, 1], 2.407833384294622, 2.407833395374092, -0.05539734893034165, -0.05539734986948789
    ),
    (
      "W1", [2, 2], 2.4078333947070716, 2.4078333849616422, 0.048727146761962103,
      0.04872714728071104
    ),
    (
      "W1", [2, 3], 2.4078333804749636, 2.4078333991937506, -0.09359393482455403, -0.093593934454497
    ),
    (
      "W1", [3, 0], 2.4078333844966067, 2.40783339517214, -0.05337766673108035, -0.05337777545025736
    ),
    (
      "W1", [3, 1], 2.4078333686958944, 2.407833410972853, -0.21138479411320077,
      -0.21138458326994772
    ),
    (
      "W1", [3, 2], 2.4078333923492363, 2.40783338731951, 0.025148632065707943, 0.025148562394954707
    ),
    (
      "W1", [3, 3], 2.407833370728003, 2.407833408940745, -0.1910637092983336, -0.19106383537598332
    ),
    ("b1", [0], 2.4078334531251744, 2.407833326543585, 0.6329079460520859, 0.6329078719756231),
    ("b1", [1], 2.4078333935595, 2.407833386109279, 0.0372511066437653, 0.03725139800240675),
    ("b1", [2], 2.4078333834330556, 2.407833396235658, -0.06401301266834025, -0.06401301304995109),
    ("b1", [3], 2.4078333988799194, 2.4078333807888277, 0.09045545867891747, 0.09045575231968896),
    ("W2", [2, 0], 2.4078334814145235, 2.4078332982541832, 0.9158017011401398, 0.9158016518786495),
    (
      "W2", [2, 1], 2.4078333922859145, 2.4078333873828317, 0.024515414143166936,
      0.02451547591517728
    ),
    (
      "W2", [2, 2], 2.4078333790364033, 2.407833400632311, -0.10797953864383203,
      -0.10797953784637067
    ),
    ("W2", [2, 3], 2.407833480116265, 2.4078332995525074, 0.90281878861731, 0.9028189091398682),
    ("b2", [2], 2.4078334095976857, 2.407833370070998, 0.19763343850343063, 0.1976334252390789),
    ("W3", [0, 2], 2.4078336142385997, 2.407833165430146, 2.244042267562918, 2.244042377990228),
    ("b3", [0], 2.4078334110600847, 2.4078333686086, 0.212257422749218, 0.212257527082733),
  ]
