import GradientChecking

/// Prints how often correct backpropagation is called wrong, by the course's rule and by Nabla.
@main
struct Reliability {
  static func main() throws {
    let given = GradientCheck(step: 1e-7)
    let own = GradientCheck(step: .automatic)
    let course = try Population.course.tally(given, seeds: 0..<1000)
    print("1000 random points of the course's network, all with correct backpropagation")
    print("  difference > 1e-7 at step 1e-7       \(course.aboveThreshold) called a mistake")
    print("  difference > 2e-7 at step 1e-7       \(course.aboveDoubledThreshold) called a mistake")
    show(course, "verdict at step 1e-7               ")
    show(try Population.course.tally(own, seeds: 0..<1000), "verdict at the engine's own step   ")
    for (name, population) in [("64-32-16-1", Population.wide), ("20-20-10-1", .narrow)] {
      print("40 random \(name) ReLU networks with 64 examples")
      show(try population.tally(given, seeds: 0..<40), "verdict at step 1e-7               ")
      show(
        try population.tally(GradientCheck(step: 1e-4), seeds: 0..<40),
        "verdict at step 1e-4, as in JAX    ")
      show(try population.tally(own, seeds: 0..<40), "verdict at the engine's own step   ")
    }
  }

  private static func show(_ tally: Tally, _ name: String) {
    let seeds = tally.wrong.isEmpty ? "" : " (seeds \(tally.wrong))"
    print(
      "  \(name)  \(tally.wrong.count) wrong\(seeds), \(tally.unresolved.count) unresolved, "
        + "\(tally.consistent) consistent")
  }
}
