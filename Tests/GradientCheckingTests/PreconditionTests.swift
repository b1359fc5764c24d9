import GradientChecking
import Synchronization
import Testing

/// `J(θ) = Σ θᵢ²` with faults that a test switches on.
private final class Faulty: Objective {
  enum Fault { case none, drifts, keepsTheLastMove, losesAComponent, returnsNaN }

  let fault: Fault
  let layout = ParameterLayout([(name: "a", shape: [2]), (name: "b", shape: [1])])
  private let moved = Mutex(0.0)

  init(_ fault: Fault) { self.fault = fault }

  func cost(at point: [Double]) -> Double {
    let square = point.reduce(0) { $0 + $1 * $1 }
    guard fault == .drifts else { return square + moved.withLock(\.self) }
    return moved.withLock { drift in
      drift += 1e-3
      return square + drift
    }
  }

  func costs(near point: [Double], perturbations: [Perturbation]) -> [Double] {
    if fault == .keepsTheLastMove { moved.withLock { $0 = 1e-9 } }
    return perturbations.map { perturbation in
      var point = point
      point[perturbation.index] = perturbation.value
      return cost(at: point)
    }
  }

  func gradient(at point: [Double]) -> [Double] {
    switch fault {
    case .losesAComponent: point.dropLast().map { 2 * $0 }
    case .returnsNaN: [.nan] + point.dropFirst().map { 2 * $0 }
    default: point.map { 2 * $0 }
    }
  }
}

@Suite struct PreconditionTests {
  private let point = [0.5, -1.5, 2]

  @Test func `all hold for a sound objective`() throws {
    let report = try GradientCheck(step: .automatic).run(Faulty(.none), at: point)
    #expect(report.verdict == .consistent && report.findings.isEmpty && report.advice.isEmpty)
    #expect(report.preconditions.map(\.precondition) == Precondition.allCases)
    #expect(report.preconditions.allSatisfy { $0.holds && $0.sentence == $0.precondition.sentence })
  }

  @Test func `name a cost that differs from one evaluation to the next`() throws {
    let report = try GradientCheck().run(Faulty(.drifts), at: point)
    #expect(report.verdict == .unresolved && report.verdicts.allSatisfy { $0 == .unresolved })
    #expect(report.preconditions.first { !$0.holds }?.precondition == .repeatableCost)
    #expect(report.advice.contains(.freezeRandomNumbers))
  }

  @Test func `name a point that is not put back`() throws {
    let report = try GradientCheck().run(Faulty(.keepsTheLastMove), at: point)
    #expect(report.verdict == .unresolved)
    #expect(report.preconditions.first { !$0.holds }?.precondition == .restoredPoint)
    #expect(report.advice == [.restoreParameters])
  }

  @Test func `name a gradient of another shape`() throws {
    let report = try GradientCheck().run(Faulty(.losesAComponent), at: point)
    #expect(report.verdict == .wrong && report.grad.count == 3)
    #expect(report.findings == [.shapesDiffer(gradient: 2, parameters: 3)])
    #expect(
      report.findings[0].sentence == "The gradient has 2 numbers for 3 parameters.")
  }

  @Test func `name the components of a gradient that are not finite`() throws {
    let report = try GradientCheck().run(Faulty(.returnsNaN), at: point)
    #expect(report.tensors.map(\.verdict) == [.wrong, .consistent])
    #expect(report.findings == [.gradientNotFinite(components: ["a[0]"])])
  }

  @Test func `name a cost that is not finite`() throws {
    let report = try GradientCheck().run(Faulty(.none), at: [0.5, .infinity, 2])
    #expect(report.verdict == .unresolved)
    #expect(report.findings.first == .costNotFinite(.infinity))
    #expect(report.advice.first == .useLossOnLogits)
  }

  @Test func `name tensors without evidence`() throws {
    let report = try GradientCheck().run(Faulty(.none), at: [0.5, -1.5, 0])
    #expect(report.findings == [.noEvidence(tensors: ["b"])])
    let dead = try GradientCheck().run(Flat(), at: [1])
    #expect(dead.findings == [.noEvidence(tensors: ["theta"])])
    #expect(dead.verdict == .unresolved && dead.advice == [.addTestPoint])
  }

  private struct Flat: Objective {
    let layout = ParameterLayout([(name: "theta", shape: [])])
    func cost(at point: [Double]) -> Double { 1 }
    func gradient(at point: [Double]) -> [Double] { [0] }
  }
}

@Suite struct DisagreementTests {
  /// `J(θ) = θ²` and a gradient that is wrong by a factor.
  private struct Square: Objective {
    var factor: Double
    let layout = ParameterLayout([(name: "theta", shape: [])])
    func cost(at point: [Double]) -> Double { point[0] * point[0] }
    func gradient(at point: [Double]) -> [Double] { [2 * point[0] * factor] }
  }

  @Test(arguments: [
    (1.0, 1e-7, nil),
    (1.0, 1e-30, "The gradient is right although the difference"),
    (1 + 1e-8, 1e-7, "The gradient is wrong although the difference"),
    (2.0, 1e-7, nil),
  ])
  func `say why the course's rule says something else`(
    factor: Double, threshold: Double, beginning: String?
  ) throws {
    let report = try GradientCheck(step: 0x1.8p-9, threshold: threshold)
      .run(Square(factor: factor), at: [0.3])
    #expect((report.courseDisagreement == nil) == (beginning == nil))
    #expect(report.courseDisagreement?.hasPrefix(beginning ?? "") != false)
  }
}
