/// A comparison of values of J that reuse work with full evaluations of the same points.
public struct SpotCheck: Hashable, Sendable {
  /// The components whose values were compared, a seeded sample of every tensor.
  public let components: [Int]
  /// The largest `|J − J_full|` among them.
  public let largestDeviation: Double
  /// η, the noise of J, which the deviation is to be compared with.
  public let noise: Double

  /// Whether the values agree within what noise explains.
  ///
  /// Each of the two has its own errors of standard deviation η; twenty of them never happen.
  public var agrees: Bool { largestDeviation <= 20 * noise }
}

extension SpotCheck {
  /// Evaluates J again in full for a few components; nil where all was evaluated so, or the scheme
  /// takes no differences.
  ///
  /// - Complexity: As many full evaluations of J as the scheme has offsets, for up to 16 components
  ///   and at least one of each tensor.
  init?(
    of objective: Neighbourhood, layout: ParameterLayout, plan: StepPlan,
    scheme: Scheme, noise: Double
  ) {
    guard objective.evaluation == .reuse, !scheme.offsets.isEmpty, !objective.isCancelled else {
      return nil
    }
    var random = SplitMix64(seed: 1)
    let count = max(1, 16 / layout.tensors.count)
    components = layout.tensors.flatMap { tensor in
      (0..<count).map { _ in
        tensor.range.lowerBound + Int(random.next() % UInt64(tensor.range.count))
      }
    }
    let point = objective.point
    let perturbations = components.flatMap { index in
      scheme.offsets.map { offset in
        Perturbation(index: index, value: point[index] + offset * plan.steps[index])
      }
    }
    let reused = objective.costs(near: point, perturbations: perturbations)
    let full = objective.base.plainCosts(
      near: point, perturbations: perturbations, by: Workers(jobs: objective.workers.jobs))
    largestDeviation = zip(reused, full).reduce(0) { largest, pair in
      let deviation = (pair.0 - pair.1).magnitude
      // What is no number deviates as far as can be.
      return deviation.isNaN ? .infinity : max(largest, deviation)
    }
    self.noise = noise
  }
}
