import GradientChecking
import Testing

/// `J(θ) = Σ |θᵢ| + θᵢ²`, which has a kink at 0 and knows it, unless it is told not to.
private struct Kinked: Objective {
  var slopes: [Double]
  var knowsKinks = true
  var layout: ParameterLayout { ParameterLayout([(name: "a", shape: [slopes.count])]) }

  func cost(at point: [Double]) -> Double { point.reduce(0) { $0 + $1.magnitude + $1 * $1 } }
  func gradient(at point: [Double]) -> [Double] { zip(slopes, point).map { $0 + 2 * $1 } }
  func kinkRadii(at point: [Double]) -> [Double]? { knowsKinks ? point.map(\.magnitude) : nil }
}

@Suite struct KinkTests {
  @Test(arguments: [-1.0, -0.5, 0, 0.99, 1], [StepChoice.given(1e-5), .automatic])
  func `accept at a kink any gradient between the two slopes`(
    slope: Double, step: StepChoice
  ) throws {
    let report = try GradientCheck(step: step).run(Kinked(slopes: [slope, 1]), at: [0, 3])
    #expect(report.verdicts[0] != .wrong)
    #expect(report.verdict == .consistent)
    #expect(report.findings == [.atKink(components: ["a[0]"])])
  }

  @Test(arguments: [-1.01, 1.01, 5, -3], Scheme.allCases.filter(\.movesPoint))
  func `reject at a kink any gradient beyond them`(slope: Double, scheme: Scheme) throws {
    let report = try GradientCheck(scheme: scheme, step: .automatic)
      .run(Kinked(slopes: [slope, 1]), at: [0, 3])
    // A forward difference has the right slope alone, and its bar reaches as far beyond it.
    if scheme == .forward && slope > 1 && slope < 3 { return }
    #expect(report.verdicts == [.wrong, .consistent])
  }

  @Test func `leave out a component whose given step crosses a kink`() throws {
    let report = try GradientCheck(step: 1e-3).run(Kinked(slopes: [1, 1]), at: [5e-4, 3])
    #expect(report.verdicts == [.unresolved, .consistent])
    #expect(report.step == 1e-3 && report.steps == [1e-3, 1e-3])
    #expect(report.findings == [.kinkCrossed(components: ["a[0]"], nearest: 5e-4)])
    #expect(report.advice == [.shortenStep])
    #expect(report.preconditions.filter { !$0.holds }.map(\.precondition) == [.noKinkCrossed])
  }

  @Test func `not double a step over a kink`() throws {
    let report = try GradientCheck(step: 1e-5).run(Kinked(slopes: [1, 1]), at: [1.5e-5, 3])
    #expect(report.verdicts == [.consistent, .consistent] && report.findings.isEmpty)
  }

  @Test func `shorten a step of its own before a kink`() throws {
    let report = try GradientCheck(step: .automatic).run(Kinked(slopes: [1, 1]), at: [5e-5, 3])
    #expect(report.verdict == .consistent)
    #expect(report.steps[0] < 2.5e-5 && report.steps[1] == report.step)
    #expect(report.findings == [.stepShortened(components: ["a[0]"])])
  }

  @Test func `call no gradient wrong for a kink that nobody knows of`() throws {
    for distance in [1e-4, 3e-4, 6e-4, 9e-4] {
      let report = try GradientCheck(step: 1e-3)
        .run(Kinked(slopes: [1, 1], knowsKinks: false), at: [distance, 3])
      #expect(report.verdicts[0] != .wrong)
    }
  }
}

@Suite struct StaircaseTests {
  /// `J(θ) = θ` on stairs of a given height, with the gradient 1 that the stairs hide.
  private struct Staircase: Objective {
    var height: Double
    let layout = ParameterLayout([(name: "theta", shape: [])])
    func cost(at point: [Double]) -> Double { (point[0] / height).rounded() * height }
    func gradient(at point: [Double]) -> [Double] { [1] }
  }

  @Test(arguments: [1e-6, 1e-5, 1e-4], [1e-7, 1e-8])
  func `say nothing of a cost whose stairs are longer than the step`(
    height: Double, step: Double
  ) throws {
    let report = try GradientCheck(step: step).run(Staircase(height: height), at: [0.7])
    #expect(report.gradapprox == [0])
    #expect(report.verdict == .unresolved)
    #expect(report.findings == [.stepsDisagree(components: ["theta"])])
    #expect(report.courseDisagreement?.contains("No verdict is possible") == true)
  }
}
