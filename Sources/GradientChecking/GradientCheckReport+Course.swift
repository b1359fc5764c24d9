extension GradientCheckReport {
  /// The course's rule, `difference < threshold`, which says nothing of why.
  ///
  /// What isn't a number is below nothing.
  public var belowThreshold: Bool { difference < threshold }

  /// Why the course's rule says something else than the verdict, in one sentence; nil if it doesn't.
  public var courseDisagreement: String? {
    let sides = "the difference \(scientific(difference)) is "
    let limit = " the threshold \(scientific(threshold))"
    switch (verdict, belowThreshold) {
    case (.consistent, true), (.wrong, false): return nil
    case (.consistent, false):
      return "The gradient is right although " + sides + "not below" + limit + ": "
        + "the error bars of the numerical gradient alone allow \(scientific(explainedDifference))."
    case (.wrong, true):
      let wrong = tensors.filter { $0.verdict == .wrong }
      guard let worst = wrong.max(by: { $0.excess < $1.excess }) else { return nil }
      return "The gradient is wrong although " + sides + "below" + limit + ": "
        + "\(layout.componentName(at: worst.worst)) is off by \(scientific(worst.error)), and its "
        + "error bar is only \(scientific(worst.tolerance))."
    case (.unresolved, _):
      guard let reason = findings.first?.sentence else { return nil }
      return belowThreshold
        ? "No verdict is possible although " + sides + "below" + limit + ". " + reason
        : "No verdict is possible, so the gradient need not be wrong, although " + sides
          + "not below" + limit + ". " + reason
    }
  }

  /// The largest difference that the error bars allow a correct gradient.
  private var explainedDifference: Double {
    Arithmetic.sequential.norm(zip(tolerance, verdicts).map { $1 == .consistent ? $0 : 0 })
      / denominator
  }
}

extension TensorReport {
  /// How many times its error bar the worst error is.
  fileprivate var excess: Double { error / tolerance }
}
