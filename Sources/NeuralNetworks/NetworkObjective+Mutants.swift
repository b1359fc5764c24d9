public import GradientChecking

extension NetworkObjective {
  /// Runs a check against every bug of the catalogue.
  ///
  /// The numerical gradient is that of J alone and so is computed once; what each bug makes of
  /// backpropagation is judged by it. Only a bug that spoils J itself, or leaves an error near the
  /// error bar, needs a check of its own; the former counts as killed too if the check refuses a J
  /// that isn't a function.
  ///
  /// The objective's own bugs play no part.
  ///
  /// - Parameters:
  ///   - check: The check.
  ///   - point: The test point.
  ///   - bugs: The bugs, by default all that the network has a place for.
  /// - Returns: What the check notices.
  /// - Throws: `GradientCheckError` if the check can't be carried out.
  /// - Complexity: One check, and one backward pass for each bug.
  public func mutants(
    of check: GradientCheck, at point: [Double], bugs: [Bug]? = nil
  ) throws(GradientCheckError) -> MutationReport {
    let objective = with(bugs: [])
    let correct = try check.run(objective, at: point)
    let parameters = network.layers(from: point)
    let pass = network.forward(data.inputs, through: parameters, masks: data.masks)
    let grad = network.gradient(through: parameters, after: pass, on: data, bugs: [])

    var mutants: [Mutant] = []
    for bug in bugs ?? Bug.catalogue(for: network) {
      if bug.spoilsCost {
        mutants.append(Mutant(bug, report: try check.run(with(bugs: [bug]), at: point)))
        continue
      }
      let mutated = network.gradient(through: parameters, after: pass, on: data, bugs: [bug])
      let judgement = correct.judging(mutated)
      mutants.append(
        Mutant(
          bug,
          judgement: judgement.isInDoubt
            ? try check.run(with(bugs: [bug]), at: point).judging(mutated) : judgement,
          equivalence: bug.equivalence(in: network, on: data),
          isSame: zip(grad, mutated).allSatisfy {
            ($0 - $1).magnitude <= 8 * Double.ulpOfOne * $0.magnitude
          }))
    }
    return MutationReport(correct: correct, mutants: mutants)
  }

  /// The same objective with other bugs, which the network must have a place for.
  private func with(bugs: [Bug]) -> NetworkObjective {
    do {
      return try NetworkObjective(network: network, data: data, bugs: bugs)
    } catch {
      preconditionFailure("bug must have a place in the network: \(error)")
    }
  }
}

extension Mutant {
  fileprivate init(
    _ bug: Bug, judgement: GradientJudgement, equivalence: String?, isSame: Bool
  ) {
    let outcome: Outcome =
      if let equivalence {
        .equivalent(equivalence)
      } else if judgement.verdict == .wrong {
        .killed
      } else {
        .survived(isSame ? .sameGradient : .withinErrorBars)
      }
    self.init(
      bug: bug, outcome: outcome, difference: judgement.difference,
      belowThreshold: judgement.belowThreshold, verdict: judgement.verdict,
      wrongTensors: judgement.wrongTensors)
  }

  fileprivate init(_ bug: Bug, report: GradientCheckReport) {
    let isRefused = report.preconditions.contains {
      $0.precondition == .repeatableCost && !$0.holds
    }
    self.init(
      bug: bug,
      outcome: report.verdict == .wrong || isRefused ? .killed : .survived(.withinErrorBars),
      difference: report.difference, belowThreshold: report.belowThreshold,
      verdict: report.verdict, wrongTensors: report.wrongTensors)
  }
}
