import GradientChecking
import Testing

/// `J(θ) = Σ θᵢ³` with whatever gradient a test gives it.
private struct Cubes: Objective {
  var gradient: @Sendable ([Double]) -> [Double] = { $0.map { 3 * $0 * $0 } }
  var scale = 1.0
  let layout = ParameterLayout([(name: "a", shape: [2]), (name: "b", shape: [1])])

  func cost(at point: [Double]) -> Double { scale * point.reduce(0) { $0 + $1 * $1 * $1 } }
  func gradient(at point: [Double]) -> [Double] { gradient(point) }
}

private let point = [0.5, -1.5, 2]
private let correct = [0.75, 6.75, 12]

@Suite struct GradientCheckTests {
  @Test(arguments: [
    (2.0, 8.0000002, 7.9999998, 2.0000000011677344, 2.919335883291695e-10),
    (3.0, 12.0000003, 11.9999997, 2.9999999995311555, 7.814075313343006e-11),
  ])
  func `reproduce the course's one-parameter numbers to the last bit`(
    x: Double, plus: Double, minus: Double, slope: Double, difference: Double
  ) throws {
    let report = try GradientCheck().run(LinearModel(x: x), at: [4])
    #expect(report.cost == 4 * x)
    #expect(report.thetaPlus == [4.0000001] && report.thetaMinus == [3.9999999])
    #expect(report.costPlus == [plus] && report.costMinus == [minus])
    #expect(report.gradapprox == [slope] && report.grad == [x])
    #expect(report.numerator == (slope - x).magnitude)
    #expect(report.denominator == x + slope)
    #expect(report.difference == difference)
    #expect(report.belowThreshold)
    #expect(report.verdict == .consistent)
  }

  @Test(arguments: [Scheme.central, .forward, .fivePoint], [1e-3, 1e-4, 1e-5, 1e-6, 1e-7])
  func `find a correct gradient consistent`(scheme: Scheme, step: Double) throws {
    let report = try GradientCheck(scheme: scheme, step: step).run(Cubes(), at: point)
    // A forward difference of 1e-3 is off by a thousandth and more, too much to tell anything.
    let isTooCoarse = scheme == .forward && step == 1e-3
    #expect(report.verdict == (isTooCoarse ? .unresolved : .consistent))
  }

  @Test(arguments: [
    [-0.75, 6.75, 12], [0.75, 6.75, 12.001], [0.75, 6.75, 0], [6.75, 0.75, 12], [0, 0, 0],
    [0.7500001, 6.75, 12],
  ])
  func `find a wrong gradient wrong`(gradient: [Double]) throws {
    let report = try GradientCheck(step: 1e-5).run(Cubes { _ in gradient }, at: point)
    #expect(report.verdict == .wrong)
    for tensor in report.tensors {
      let isRight = gradient[layoutRange(tensor)] == correct[layoutRange(tensor)]
      #expect(tensor.verdict == (isRight ? .consistent : .wrong))
      #expect(isRight == (tensor.error <= tensor.tolerance))
    }
  }

  @Test func `detect what it says it can detect`() throws {
    let report = try GradientCheck(step: 1e-5).run(Cubes(), at: point)
    for tensor in report.tensors {
      let smallest = try #require(tensor.smallestDetectable)
      for (factor, verdict) in [(2, Verdict.wrong), (0.1, .consistent)] {
        let spoiled = Cubes { point in
          point.enumerated().map { index, x in
            3 * x * x * (layoutRange(tensor).contains(index) ? 1 + factor * smallest : 1)
          }
        }
        #expect(try GradientCheck(step: 1e-5).run(spoiled, at: point).verdict == verdict)
      }
    }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `never pass what is not finite`(number: Double) throws {
    let inGradient = try GradientCheck(threshold: .infinity)
      .run(Cubes { _ in [0.75, number, 12] }, at: point)
    #expect(inGradient.verdict == .wrong)
    #expect(inGradient.tensors.map(\.verdict) == [.wrong, .consistent])
    #expect(!inGradient.belowThreshold)

    let inCost = try GradientCheck(threshold: .infinity).run(Cubes(scale: number), at: point)
    #expect(inCost.verdict == .unresolved)
    #expect(!inCost.belowThreshold)
  }

  @Test func `take 0 over 0 for no evidence`() throws {
    let report = try GradientCheck().run(LinearModel(x: 0), at: [4])
    #expect(report.difference.isNaN && !report.belowThreshold)
    #expect(report.verdict == .unresolved && report.tensors[0].smallestDetectable == nil)

    let oneDeadTensor = try GradientCheck(step: 1e-5)
      .run(Cubes(), at: [0.5, -1.5, 0])
    #expect(oneDeadTensor.tensors.map(\.verdict) == [.consistent, .unresolved])
    #expect(oneDeadTensor.verdict == .unresolved)
  }

  @Test(arguments: [1e-15, 1e-17, 1e-300])
  func `say nothing where the step is lost in rounding`(step: Double) throws {
    let report = try GradientCheck(step: step).run(Cubes(), at: point)
    #expect(report.verdict == .unresolved)
  }

  @Test(arguments: [0, -1e-7, Double.nan, .infinity])
  func `refuse a step that is not positive and finite`(step: Double) {
    #expect(throws: GradientCheckError.self) {
      try GradientCheck(step: step).run(LinearModel(x: 2), at: [4])
    }
  }

  @Test func `refuse the complex step of a cost that takes no complex numbers`() {
    #expect(throws: GradientCheckError.complexStepUnsupported) {
      try GradientCheck(scheme: .complexStep).run(Cubes(), at: point)
    }
  }

  @Test func `give the same bits twice`() throws {
    let reports = try (0..<2).map { _ in try GradientCheck().run(Cubes(), at: point) }
    #expect(reports[0].tolerance == reports[1].tolerance)
    #expect(reports[0].gradapprox == reports[1].gradapprox)
  }

  private func layoutRange(_ tensor: TensorReport) -> Range<Int> {
    tensor.name == "a" ? 0..<2 : 2..<3
  }
}

@Suite struct ObjectiveTests {
  /// Records nothing but answers with a checksum, so that any component out of place shows.
  private struct Checksum: Objective {
    let layout = ParameterLayout([(name: "a", shape: [3])])
    func cost(at point: [Double]) -> Double { point[0] + 10 * point[1] + 100 * point[2] }
    func gradient(at point: [Double]) -> [Double] { [1, 10, 100] }
  }

  @Test func `put each component back before the next is changed`() {
    let perturbations = (0..<3).map { Perturbation(index: $0, value: 5) }
    #expect(Checksum().costs(near: [1, 1, 1], perturbations: perturbations) == [115, 151, 511])
  }
}
