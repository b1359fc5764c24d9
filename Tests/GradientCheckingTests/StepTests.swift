import GradientChecking
import Testing

/// `J(θ) = s·(θ³ + 7)`, whose truncation and rounding errors are known in closed form.
private struct Cubic: Objective {
  var scale = 1.0
  var factor = 1.0
  let layout = ParameterLayout([(name: "theta", shape: [])])
  func cost(at point: [Double]) -> Double { scale * (point[0] * point[0] * point[0] + 7) }
  func gradient(at point: [Double]) -> [Double] { [3 * scale * point[0] * point[0] * factor] }
}

/// `1/θ`, which has no value at 0.
private struct Reciprocal: Objective {
  let layout = ParameterLayout([(name: "theta", shape: [])])
  func cost(at point: [Double]) -> Double { 1 / point[0] }
  func gradient(at point: [Double]) -> [Double] { [-1 / (point[0] * point[0])] }
}

@Suite struct StepTests {
  @Test(arguments: [0.3, 1, 1.7], [1e-6, 1, 1e6])
  func `balance noise and truncation`(theta: Double, scale: Double) throws {
    let report = try GradientCheck(step: .automatic).run(Cubic(scale: scale), at: [theta])
    // ε = (3η/J‴)^⅓ with J‴ = 6s, rounded to a power of two.
    let cube = 3 * report.noise / (6 * scale)
    #expect(0.3...3 ~= report.step * report.step * report.step / cube)
    #expect(report.step.significand == 1)
    #expect(report.verdict == .consistent)
    guard case .balanced(_, let truncation, order: 2, components: 1) = report.stepOrigin else {
      Issue.record("the step must be balanced, not \(report.stepOrigin)")
      return
    }
    #expect((truncation / scale - 1).magnitude < 1e-3)
    #expect(report.stepOrigin.sentence.hasPrefix("The step was chosen where the noise"))
  }

  @Test func `take a long step where there is no truncation error`() throws {
    let report = try GradientCheck(step: .automatic).run(LinearModel(x: 3), at: [4])
    #expect(report.step > 1e-4 && report.verdict == .consistent && report.stepOrigin == .longest)
  }

  @Test func `take a given step as it is`() throws {
    let report = try GradientCheck(step: 1e-7).run(Cubic(), at: [1])
    #expect(report.step == 1e-7 && report.stepOrigin == .given)
  }
}

@Suite struct StepSweepTests {
  @Test(arguments: [(Scheme.forward, 1.0 as Double?), (.central, 2), (.fivePoint, nil)])
  func `show the slopes of truncation and rounding`(scheme: Scheme, order: Double?) throws {
    let sweep = try StepSweep(of: Cubic(), at: [1], scheme: scheme)
    // Five points are exact for a cubic: what is left is rounding.
    if let order { #expect((try #require(sweep.truncationSlope) - order).magnitude < 0.05) }
    #expect((try #require(sweep.roundoffSlope) + 1).magnitude < 0.25)
    #expect(sweep.rungs.count == StepSweep.ladder().count && sweep.kink == nil)
  }

  @Test func `cut off the tip of a wrong gradient's V`() throws {
    let sweep = try StepSweep(of: Cubic(factor: 1 + 1e-6), at: [1])
    let theory = try #require(sweep.theory)
    #expect(try #require(sweep.best).difference > 100 * theory.floor)
  }

  @Test(arguments: [
    ([1e-7, 0], GradientCheckError.invalidStep(0)), ([.nan], .invalidStep(.nan)),
    ([-1], .invalidStep(-1)), ([1e-3, 0.5], .leavesDomain(step: 0.5)),
  ])
  func `refuse a ladder that leaves the domain`(steps: [Double], error: GradientCheckError) {
    let thrown = #expect(throws: GradientCheckError.self) {
      try StepSweep(of: Reciprocal(), at: [0.5], steps: steps)
    }
    #expect(thrown?.description == error.description)
  }

  @Test func `refuse a gradient that has not one number for each parameter`() {
    #expect(throws: GradientCheckError.shapesDiffer(gradient: 1, parameters: 2)) {
      try StepSweep(of: Cubic(), at: [1, 2])
    }
  }

  @Test func `make a ladder of readable steps`() {
    #expect(StepSweep.ladder(from: -2, through: -1) == [0.01, 0.018, 0.032, 0.056, 0.1])
  }

  @Test func `have no theory without differences`() throws {
    let sweep = try StepSweep(of: LinearModel(x: 2), at: [4], scheme: .dual, steps: [1e-3])
    #expect(sweep.theory == nil && sweep.truncationSlope == nil && sweep.best?.difference == 0)
  }
}

@Suite struct TaylorTestTests {
  @Test(arguments: [
    (1.0, Verdict.consistent), (1.03, .wrong), (1.001, .wrong), (0, .wrong), (-1, .wrong),
  ])
  func `tell a right gradient from a wrong one`(factor: Double, verdict: Verdict) {
    let test = TaylorTest(of: Cubic(factor: factor), at: [1])
    #expect(test.verdict == verdict)
    #expect(((test.order ?? 0) - (factor == 1 ? 2 : 1)).magnitude < 0.1)
  }

  @Test func `accept a plane`() {
    let test = TaylorTest(of: LinearModel(x: 3), at: [4])
    #expect(test.order == nil && test.verdict == .consistent)
  }

  @Test func `say nothing where J isn't finite or doesn't change`() {
    #expect(TaylorTest(of: Reciprocal(), at: [0]).verdict == .unresolved)
    #expect(TaylorTest(of: LinearModel(x: 0), at: [4]).verdict == .unresolved)
  }
}
