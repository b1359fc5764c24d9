/// What a check found out about the ground it stands on.
struct Inspection {
  let preconditions: [PreconditionOutcome]
  let findings: [Finding]

  /// Looks at everything that a check computed.
  ///
  /// - Parameters:
  ///   - costs: J(θ) at the start, at once again, and at the end.
  ///   - gradientCount: How many numbers the gradient had.
  ///   - evidence: What the verdict rests on.
  ///   - plan: The steps.
  ///   - noise: The noise of J.
  ///   - numerical: The numerical gradient.
  ///   - kinks: The components at a kink.
  ///   - kinkRadii: How far each component can move, if that is known.
  ///   - judgement: The verdicts.
  ///   - layout: The names of the components.
  init(
    costs: [Double], gradientCount: Int, evidence: Evidence, plan: StepPlan,
    noise: EvaluationNoise, numerical: NumericalGradient, kinks: [Int], kinkRadii: [Double]?,
    judgement: Judgement, layout: ParameterLayout
  ) {
    func names(_ indices: [Int]) -> [String] { indices.map(layout.componentName) }
    let grad = evidence.grad
    let isRepeatable = costs[0].bitPattern == costs[1].bitPattern
    let infinite = grad.indices.filter { !grad[$0].isFinite }
    let crossing = evidence.marked.sorted()
    let silent = zip(layout.tensors, judgement.tensors).filter { tensor, report in
      report.verdict == .unresolved
        && tensor.range.allSatisfy { grad[$0] == 0 && evidence.gradapprox[$0] == 0 }
    }.map(\.0.name)

    func failure(of precondition: Precondition) -> Finding? {
      switch precondition {
      case .finiteCost:
        costs[0].isFinite ? nil : .costNotFinite(costs[0])
      case .repeatableCost:
        isRepeatable ? nil : .costNotRepeatable(costs[0], costs[1])
      case .restoredPoint:
        !isRepeatable || costs[1].bitPattern == costs[2].bitPattern
          ? nil : .pointNotRestored(before: costs[1], after: costs[2])
      case .finiteGradient:
        infinite.isEmpty || gradientCount != grad.count
          ? nil : .gradientNotFinite(components: names(infinite))
      case .equalShapes:
        gradientCount == grad.count
          ? nil : .shapesDiffer(gradient: gradientCount, parameters: grad.count)
      case .noKinkCrossed:
        crossing.isEmpty
          ? nil
          : .kinkCrossed(
            components: names(crossing),
            nearest: crossing.reduce(.infinity) { min($0, kinkRadii?[$1] ?? .infinity) })
      case .evidence:
        silent.isEmpty ? nil : .noEvidence(tensors: silent)
      }
    }
    preconditions = Precondition.allCases.map {
      PreconditionOutcome(precondition: $0, failure: failure(of: $0))
    }

    var findings = preconditions.compactMap(\.failure)
    if !kinks.isEmpty { findings.append(.atKink(components: names(kinks))) }
    if !plan.shortened.isEmpty {
      findings.append(.stepShortened(components: names(plan.shortened)))
    }
    if evidence.isSound {
      let outside = grad.indices.filter {
        !(numerical.costPlus[$0].isFinite && numerical.costMinus[$0].isFinite)
      }
      if !outside.isEmpty { findings.append(.leavesDomain(components: names(outside))) }
      if !evidence.contradicted.isEmpty {
        findings.append(.stepsDisagree(components: names(evidence.contradicted.sorted())))
      }
      let shown = judgement.components.indices.filter { index in
        judgement.components[index] == .wrong
          && (grad[index] - evidence.gradapprox[index]).magnitude <= evidence.width[index]
      }
      if !shown.isEmpty { findings.append(.shownByOtherSteps(components: names(shown))) }
      let blurred = zip(layout.tensors, judgement.tensors).filter { tensor, report in
        report.verdict == .unresolved && !silent.contains(tensor.name)
          && evidence.contradicted.isDisjoint(with: tensor.range)
          && !evidence.marked.isSuperset(of: tensor.range)
      }.map(\.0.name)
      if !blurred.isEmpty {
        findings.append(
          noise.isCancellation
            ? .costLosesDigits(noise: noise.cost, tensors: blurred)
            : .stepTooNoisy(step: plan.step, tensors: blurred))
      }
    }
    self.findings = findings
  }
}
