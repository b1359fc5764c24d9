/// Something that a check noticed and that a reader of its verdict should know.
public enum Finding: Hashable, Sendable {
  /// J(θ) isn't finite.
  case costNotFinite(Double)
  /// J(θ) differs from one evaluation to the next.
  case costNotRepeatable(Double, Double)
  /// J(θ) differs after all parameters have been moved and put back.
  case pointNotRestored(before: Double, after: Double)
  /// Components of the gradient aren't finite.
  case gradientNotFinite(components: [String])
  /// The gradient has the wrong number of components.
  case shapesDiffer(gradient: Int, parameters: Int)
  /// The step would carry components over a kink, and they are left out.
  case kinkCrossed(components: [String], nearest: Double)
  /// Tensors in which every component is 0 on both sides.
  case noEvidence(tensors: [String])
  /// Components stand at a kink; their gradient lies, or should lie, between the two slopes.
  case atKink(components: [String])
  /// The chosen step was shortened for components near a kink.
  case stepShortened(components: [String])
  /// J loses digits to cancellation, so many that nothing can be said about tensors.
  case costLosesDigits(noise: Double, tensors: [String])
  /// Derivatives with different steps contradict each other.
  case stepsDisagree(components: [String])
  /// Components are wrong by less than the error bar of the step, as other steps show.
  case shownByOtherSteps(components: [String])
  /// J isn't finite at a point that a step leads to.
  case leavesDomain(components: [String])
  /// The error bar of tensors is too wide for a verdict.
  case stepTooNoisy(step: Double, tensors: [String])
}

/// What would help.
public enum Advice: String, CaseIterable, Sendable {
  /// Compute a cross-entropy from the logits.
  case useLossOnLogits = "use-loss-on-logits"
  /// Draw random numbers once, before the check.
  case freezeRandomNumbers = "freeze-random-numbers"
  /// Put every parameter back by assignment.
  case restoreParameters = "restore-parameters"
  /// Take a shorter step, or let the check choose.
  case shortenStep = "shorten-step"
  /// Let the check choose the step.
  case chooseStepAutomatically = "choose-step-automatically"
  /// Check at another point too.
  case addTestPoint = "add-test-point"
}

extension Finding {
  /// What was found, in one sentence.
  public var sentence: String {
    switch self {
    case .costNotFinite(let cost):
      "J is \(cost.isNaN ? "not a number" : "infinite"), so that nothing can be said about its gradient."
    case .costNotRepeatable(let first, let second):
      "J gives \(first) and then \(second) at the same point."
    case .pointNotRestored(let before, let after):
      "J was \(before) before the parameters were moved and is \(after) after they were put back."
    case .gradientNotFinite(let components):
      "The gradient isn't finite at \(list(components))."
    case .shapesDiffer(let gradient, let parameters):
      "The gradient has \(gradient) numbers for \(parameters) parameters."
    case .kinkCrossed(let components, let nearest):
      "The step crosses a kink at \(list(components)), the nearest \(scientific(nearest)) away; "
        + "nothing is said about \(components.count == 1 ? "it" : "them")."
    case .noEvidence(let tensors):
      "There is no evidence on \(list(tensors)): every derivative is 0 on both sides."
    case .atKink(let components):
      "J has a kink at \(list(components)), where any gradient between the two slopes is right."
    case .stepShortened(let components):
      "The step is shorter at \(list(components)), where a kink is near."
    case .costLosesDigits(let noise, let tensors):
      "J loses so many digits to cancellation that rounding alone moves it by \(scientific(noise)), "
        + "too much for a verdict on \(list(tensors))."
    case .stepsDisagree(let components):
      "Derivatives with different steps contradict each other at \(list(components)): J has stairs "
        + "or kinks there that no step resolves."
    case .shownByOtherSteps(let components):
      "The error at \(list(components)) is within the error bar of the step; that it is an error "
        + "was seen by differentiating again with longer steps."
    case .leavesDomain(let components):
      "A step leads to where J isn't finite at \(list(components))."
    case .stepTooNoisy(let step, let tensors):
      "With a step of \(scientific(step)) the error bar is too wide for a verdict on "
        + "\(list(tensors))."
    }
  }

  /// What would help, if anything.
  public var advice: Advice? {
    switch self {
    case .costNotFinite, .costLosesDigits: .useLossOnLogits
    case .costNotRepeatable: .freezeRandomNumbers
    case .pointNotRestored: .restoreParameters
    case .kinkCrossed, .leavesDomain: .shortenStep
    case .noEvidence: .addTestPoint
    case .stepsDisagree, .stepTooNoisy: .chooseStepAutomatically
    case .gradientNotFinite, .shapesDiffer, .atKink, .stepShortened, .shownByOtherSteps: nil
    }
  }
}

extension Advice {
  /// What would help, in one sentence.
  public var sentence: String {
    switch self {
    case .useLossOnLogits:
      "If J is a cross-entropy, compute it from the logits, where nothing cancels."
    case .freezeRandomNumbers:
      "Draw random numbers, such as a dropout mask, once before the check."
    case .restoreParameters:
      "Save each parameter before it is moved and assign it back; θ + ε − ε need not be θ."
    case .shortenStep: "Take a shorter step, or let the check choose it."
    case .chooseStepAutomatically: "Leave the step to the check."
    case .addTestPoint: "Check at another point too, where these parameters matter."
    }
  }
}

/// Returns the first few names, and how many more there are.
private func list(_ names: [String]) -> String {
  let shown = names.prefix(3).joined(separator: ", ")
  return names.count > 3 ? "\(shown) and \(names.count - 3) more" : shown
}
