import Synchronization

/// An objective with what was prepared for evaluations near a point.
///
/// Whatever the objective's type, this one is known here, so that what is generic over objectives is
/// compiled for it.
struct Neighbourhood: Objective {
  let base: any Objective
  let point: [Double]
  let workers: Workers
  private let evaluator: (any NeighbourEvaluator)?
  private let cancellation = Cancellation()

  /// Prepares an objective.
  init(of base: any Objective, at point: [Double], evaluation: Evaluation, workers: Workers) {
    self.base = base
    self.point = point
    self.workers = workers
    evaluator = base.evaluator(near: point, evaluation: evaluation)
  }

  /// How J is evaluated.
  var evaluation: Evaluation { evaluator?.evaluation ?? .full }
  /// Whether someone asked to stop, so that some costs are no numbers.
  var isCancelled: Bool { cancellation.happened.load(ordering: .relaxed) }

  var layout: ParameterLayout { base.layout }

  func gradient(at point: [Double]) -> [Double] { base.gradient(at: point) }

  func cost(at point: [Complex]) -> Complex? { base.cost(at: point) }

  func cost(at point: [Dual]) -> Dual? { base.cost(at: point) }

  func kinkRadii(at point: [Double]) -> [Double]? {
    if point == self.point, let radii = evaluator?.kinkRadii(by: Workers(jobs: workers.jobs)) {
      return radii
    }
    return base.kinkRadii(at: point)
  }

  func rounding(at point: [Double]) -> Rounding? { base.rounding(at: point) }

  func cost(at point: [Double]) -> Double { evaluator?.cost(at: point) ?? base.cost(at: point) }

  func costs(near point: [Double], perturbations: [Perturbation]) -> [Double] {
    let components = zip(perturbations, perturbations.dropFirst())
      .reduce(min(perturbations.count, 1)) { $1.0.index == $1.1.index ? $0 : $0 + 1 }
    let workers = Workers(jobs: workers.jobs) { [workers, cancellation] progress in
      let done = progress.done * components / progress.total
      if workers.report?(.init(done: done, total: components)) == false {
        cancellation.happened.store(true, ordering: .relaxed)
      }
      return !cancellation.happened.load(ordering: .relaxed)
    }
    if isCancelled { return perturbations.map { _ in .nan } }
    if let evaluator, point == self.point {
      return evaluator.costs(of: perturbations, by: workers)
    }
    return base.plainCosts(near: point, perturbations: perturbations, by: workers)
  }
}

private final class Cancellation: Sendable {
  let happened = Atomic(false)
}

extension Objective {
  /// Evaluates J once for each perturbation, some of them side by side.
  func plainCosts(
    near point: [Double], perturbations: [Perturbation], by workers: Workers
  ) -> [Double] {
    let size = 16
    let results = SharedNumbers(count: perturbations.count)
    workers.perform(
      (perturbations.count + size - 1) / size, total: perturbations.count
    ) { part in
      let range = part * size..<min((part + 1) * size, perturbations.count)
      let costs = costs(near: point, perturbations: Array(perturbations[range]))
      for (place, cost) in zip(range, costs) { results.set(place, to: cost) }
      return range.count
    }
    return results.values
  }
}
