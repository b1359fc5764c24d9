/// What derivatives with other steps say of components whose gradient is in doubt.
///
/// Before a component is called wrong, or where its error is more than half its bar, its derivative
/// is taken again with steps 100 and 10 000 times as long, and with ones that are as many times shorter.
struct SecondOpinion {
  /// The components whose derivatives contradict each other by more than their error bars allow.
  ///
  /// There the numbers say nothing about the gradient: the cost is a staircase, or has a kink that
  /// the objective doesn't know of.
  private(set) var contradicted: Set<Int> = []
  /// How far each component's derivative is from the truth, where that could be told more closely.
  ///
  /// If another step gives `a′ ± bar`, the first derivative a is off by at most `|a′ − a| + bar`.
  private(set) var tolerance: [Int: Double] = [:]

  /// Differentiates again.
  ///
  /// - Parameters:
  ///   - suspects: The components in doubt.
  ///   - differences: How derivatives are taken.
  ///   - layout: The tensors; 32 suspects of each are looked at first, and only where one of them
  ///     is contradicted are the others.
  ///   - plan: The steps of the check.
  ///   - grad: The gradient that is in doubt.
  ///   - values: The derivatives at these steps.
  ///   - bars: Their error bars.
  ///   - noise: η.
  ///   - kinkRadii: How far each component can move, if that is known.
  init(
    on suspects: [Int], by differences: Differences<some Objective>, layout: ParameterLayout,
    plan: StepPlan, grad: [Double], values: [Double], bars: ErrorBars, noise: Double,
    kinkRadii: [Double]?
  ) {
    let scheme = differences.scheme
    guard [.central, .forward, .fivePoint].contains(scheme) else { return }
    for tensor in layout.tensors {
      let mine = suspects.filter { tensor.range.contains($0) }
      var confirmed: Set<Int> = []
      for group in [mine.prefix(32), mine.dropFirst(32)] {
        for factor in [100, 10_000, 0.01, 0.0001] {
          let components = group.filter { index in
            let step = factor * plan.steps[index]
            let radius = kinkRadii?[index] ?? .infinity
            return usefulSecondSteps.contains(step)
              && StepPlan.doubled * scheme.reach * step < radius
          }
          let steps = components.map { factor * plan.steps[$0] }
          let once = differences.values(of: components, steps: steps)
          let twice = differences.values(of: components, steps: steps.map { 2 * $0 })
          for (place, index) in components.enumerated() {
            let truncation = (twice[place] - once[place]).magnitude
            let bar = 2 * (5 * scheme.noiseAmplification * noise / steps[place] + truncation)
            let isConfirmed = compare(
              once[place], bar: bar, with: values[index], first: bars.tolerance[index],
              grad: grad[index], of: index)
            if isConfirmed { confirmed.insert(index) }
          }
        }
        if contradicted.isDisjoint(with: group) { break }
      }
      // Where the first step has misled about some, any look will do for the others: among thousands
      // of components there is one whose truncation errors happen to cancel.
      if !contradicted.isDisjoint(with: mine) { contradicted.formUnion(confirmed) }
    }
  }

  /// Draws the conclusions from a derivative with another step.
  ///
  /// - Parameters:
  ///   - other: The derivative.
  ///   - bar: Its error bar.
  ///   - value: The first derivative.
  ///   - first: The error bar of that.
  ///   - grad: The component of the gradient that is in doubt.
  ///   - index: Which component it is.
  /// - Returns: Whether it confirms what the first derivative would call wrong.
  private mutating func compare(
    _ other: Double, bar: Double, with value: Double, first: Double, grad: Double, of index: Int
  ) -> Bool {
    let difference = (other - value).magnitude
    let isConfirmed = (grad - other).magnitude <= bar && (grad - value).magnitude > first
    // What is not a number contradicts nothing and tells nothing. What a much closer look confirms was
    // in doubt for the first step's sake.
    if difference > bar + first || (isConfirmed && 4 * bar < first) {
      contradicted.insert(index)
    }
    if difference <= bar + first, difference + bar < tolerance[index] ?? first {
      tolerance[index] = difference + bar
    }
    return isConfirmed
  }
}

/// With longer steps too much else changes for a comparison, and shorter ones drown in noise.
private let usefulSecondSteps = 1e-7...0x1p-6
