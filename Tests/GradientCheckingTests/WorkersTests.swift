import GradientChecking
import Synchronization
import Testing

/// `J(θ) = Σ θᵢ²`, with an evaluator that may be wrong.
private struct Squares: Objective {
  var error = 0.0

  var layout: ParameterLayout { ParameterLayout([(name: "theta", shape: [40])]) }

  func cost(at point: [Double]) -> Double { point.reduce(0) { $0 + $1 * $1 } }

  func gradient(at point: [Double]) -> [Double] { point.map { 2 * $0 } }

  func evaluator(near point: [Double], evaluation: Evaluation) -> (any NeighbourEvaluator)? {
    evaluation == .reuse ? Reused(objective: self, point: point) : nil
  }

  struct Reused: NeighbourEvaluator {
    let objective: Squares
    let point: [Double]

    var evaluation: Evaluation { .reuse }

    func cost(at point: [Double]) -> Double { objective.cost(at: point) }

    func costs(of perturbations: [Perturbation], by workers: Workers) -> [Double] {
      objective.costs(near: point, perturbations: perturbations).map { $0 + objective.error }
    }
  }
}

private let point = (0..<40).map { 0.5 + Double($0) / 64 }

@Suite struct WorkersTests {
  @Test(arguments: [1, 2, 5])
  func `do every part once, whatever their number`(jobs: Int) {
    let counts = Mutex(Array(repeating: 0, count: 100))
    let isDone = Workers(jobs: jobs).perform(100, total: 100) { part in
      counts.withLock { $0[part] += 1 }
      return 1
    }
    #expect(isDone)
    #expect(counts.withLock { $0 } == Array(repeating: 1, count: 100))
  }

  @Test func `report how many parameters are done`() throws {
    let last = Mutex<[Workers.Progress]>([])
    let workers = Workers(jobs: 2) { progress in
      last.withLock { $0.append(progress) }
      return true
    }
    _ = try GradientCheck(step: 1e-7).run(Squares(), at: point, workers: workers)
    let reports = last.withLock { $0 }
    #expect(reports.contains { $0.done == 40 && $0.total == 40 })
    #expect(reports.allSatisfy { $0.done <= $0.total })
  }

  @Test func `stop where they are told to`() {
    let workers = Workers(jobs: 2) { _ in false }
    #expect(throws: GradientCheckError.cancelled) {
      try GradientCheck(step: 1e-7).run(Squares(), at: point, workers: workers)
    }
  }

  @Test func `agree with full evaluations in a spot check`() throws {
    let report = try GradientCheck(step: 1e-7, evaluation: .reuse).run(Squares(), at: point)
    #expect(report.evaluation == .reuse)
    #expect(report.spotCheck?.agrees == true && report.spotCheck?.largestDeviation == 0)
    #expect(report.spotCheck?.components.count == 16)
  }

  @Test func `evaluate in full what a spot check refutes`() throws {
    let report = try GradientCheck(step: 1e-7, evaluation: .reuse)
      .run(Squares(error: 1e-9), at: point)
    #expect(report.evaluation == .full)
    #expect(report.spotCheck?.agrees == false)
    #expect(report.verdict == .consistent)
  }
}
