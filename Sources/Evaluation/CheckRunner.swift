public import GradientChecking
import NeuralNetworks
import Synchronization

/// Carries out checks, several at a time, and each of them once.
///
/// Variants of a notebook share most of their checks. Results don't depend on what was run before,
/// nor on the number of threads.
public final class CheckRunner: Sendable {
  private let workers: Workers
  private let known = Mutex<[(specification: CheckSpecification, result: CheckResult)]>([])

  /// Hires the threads.
  public init(workers: Workers = Workers()) {
    self.workers = workers
  }

  /// What became of a check.
  typealias CheckResult = Result<
    (report: GradientCheckReport, diagnosis: Diagnosis), GradientCheckError
  >

  /// Runs checks that haven't been run yet.
  ///
  /// - Parameter specifications: What to run.
  /// - Returns: What became of them, in their order.
  func results(of specifications: [CheckSpecification]) -> [CheckResult] {
    var new: [CheckSpecification] = []
    for specification in specifications
    where self[specification] == nil && !new.contains(where: specification.isSameCheck) {
      new.append(specification)
    }
    // A large check keeps all threads busy; small ones go side by side.
    let large = new.filter(\.isLarge)
    let small = new.filter { !$0.isLarge }
    for specification in large { add(specification, by: workers) }
    let single = Workers()
    Workers(jobs: workers.jobs).perform(small.count, total: small.count) { place in
      add(small[place], by: single)
      return 1
    }
    return specifications.map { specification in
      guard let result = self[specification] else {
        preconditionFailure("every check must have been run")
      }
      return result
    }
  }

  private subscript(specification: CheckSpecification) -> CheckResult? {
    known.withLock { known in
      known.first { $0.specification.isSameCheck(as: specification) }?.result
    }
  }

  private func add(_ specification: CheckSpecification, by workers: Workers) {
    let result: CheckResult
    do throws(GradientCheckError) {
      let report = try specification.run(by: workers)
      result = .success((report, specification.diagnosis(of: report)))
    } catch {
      result = .failure(error)
    }
    known.withLock { $0.append((specification, result)) }
  }
}

extension CheckSpecification {
  /// Whether two blocks compute the same, whatever they show of it and expect.
  func isSameCheck(as other: CheckSpecification) -> Bool {
    guard check == other.check else { return false }
    switch (model, other.model) {
    case (.linear(let a, let theta), .linear(let b, let otherTheta)):
      return a.x.bitPattern == b.x.bitPattern && theta.bitPattern == otherTheta.bitPattern
    case (.network(let a, let point, _, _), .network(let b, let otherPoint, _, _)):
      return a.network == b.network && a.bugs == b.bugs && a.data == b.data
        && a.numbers.elementsEqual(b.numbers) { $0.bitPattern == $1.bitPattern }
        && point.parameters == otherPoint.parameters
    case (.function(let a, _), .function(let b, _)): return a == b
    case (.linear, _), (.network, _), (.function, _): return false
    }
  }

  /// Whether the check has work for several threads.
  fileprivate var isLarge: Bool {
    switch model {
    case .linear, .function: false
    case .network(let objective, _, _, _): objective.network.layout.count >= 5000
    }
  }
}

extension NetworkObjective {
  /// The numbers that an author gives, whose zeros may have signs that `==` does not see.
  fileprivate var numbers: [Double] { [network.l2] + data.labels.targets.elements }
}
