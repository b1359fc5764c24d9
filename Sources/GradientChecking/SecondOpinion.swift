/// The components whose derivative depends on the step by more than its error bars allow.
///
/// Before a component is called wrong its derivative is taken again with steps 100 and 10 000 times
/// as long, and with one a hundredth as long. Where the derivatives contradict each other the numbers say nothing about the gradient:
/// the cost is a staircase, or has a kink that the objective doesn't know of.
///
/// - Parameters:
///   - suspects: The components that would be called wrong.
///   - differences: How derivatives are taken.
///   - layout: The tensors; 32 suspects of each are looked at first, and only where one of them is
///     contradicted are the others.
///   - plan: The steps of the check.
///   - values: The derivatives at these steps.
///   - tolerance: Their error bars.
///   - noise: η.
///   - kinkRadii: How far each component can move, if that is known.
/// - Returns: The suspects that must be called unresolved instead.
func contradicted(
  _ suspects: [Int], by differences: Differences<some Objective>, layout: ParameterLayout,
  plan: StepPlan, values: [Double], tolerance: [Double], noise: Double, kinkRadii: [Double]?
) -> Set<Int> {
  let scheme = differences.scheme
  guard [.central, .forward, .fivePoint].contains(scheme) else { return [] }

  func isContradicted(_ components: [Int]) -> [Bool] {
    var result = components.map { _ in false }
    for factor in [100.0, 10_000, 0.01] {
      let places = components.indices.filter { place in
        let step = factor * plan.steps[components[place]]
        let radius = kinkRadii?[components[place]] ?? .infinity
        return usefulSecondSteps.contains(step) && StepPlan.doubled * scheme.reach * step < radius
      }
      let indices = places.map { components[$0] }
      let steps = indices.map { factor * plan.steps[$0] }
      let once = differences.values(of: indices, steps: steps)
      let twice = differences.values(of: indices, steps: steps.map { 2 * $0 })
      for (position, place) in places.enumerated() {
        let index = indices[position]
        let truncation = (twice[position] - once[position]).magnitude
        let bar = 2 * (5 * scheme.noiseAmplification * noise / steps[position] + truncation)
        // What is not a number contradicts nothing.
        if (once[position] - values[index]).magnitude > bar + tolerance[index] {
          result[place] = true
        }
      }
    }
    return result
  }

  var contradicted: Set<Int> = []
  for tensor in layout.tensors {
    let mine = suspects.filter { tensor.range.contains($0) }
    let first = mine.prefix(32)
    let rest = mine.dropFirst(32)
    let found = zip(first, isContradicted(Array(first))).filter(\.1).map(\.0)
    contradicted.formUnion(found)
    if found.isEmpty || rest.isEmpty { continue }
    contradicted.formUnion(zip(rest, isContradicted(Array(rest))).filter(\.1).map(\.0))
  }
  return contradicted
}

/// With longer steps too much else changes for a comparison, and shorter ones drown in noise.
private let usefulSecondSteps = 1e-7...0x1p-6
