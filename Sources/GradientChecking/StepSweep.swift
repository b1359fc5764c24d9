/// The difference between two gradients over a ladder of steps.
///
/// Long steps are off by truncation, short ones by rounding:
///
///     difference ≈ √((D/ε)² + (C·εᵖ)²)
///
/// On logarithmic axes that is a V with the slopes −1 and +p, and its lowest point lies where
/// `ε = (D / (√p·C))^(1/(p+1))`. C and D come from the cost alone, so that a wrong gradient shows as
/// a V with its tip cut off.
public struct StepSweep: Sendable {
  /// The difference at one step.
  public struct Rung: Hashable, Sendable {
    /// The step ε.
    public let step: Double
    /// `‖grad − gradapprox‖ / (‖grad‖ + ‖gradapprox‖)`.
    public let difference: Double
    /// The difference of each tensor alone.
    public let tensorDifferences: [Double]
    /// Whether the step carries some component over a kink.
    public let crossesKink: Bool
  }

  /// The names of the components.
  public let layout: ParameterLayout
  /// The scheme.
  public let scheme: Scheme
  /// The differences, at the shortest step first.
  public let rungs: [Rung]
  /// η, the standard deviation of J's rounding errors.
  public let noise: Double
  /// The step from which on some component crosses a kink; nil if kinks are unknown, infinite if
  /// there is none.
  public let kink: Double?
  /// What the theory expects, for a scheme that subtracts values of J.
  public let theory: Theory?

  /// The V of the theory.
  public struct Theory: Hashable, Sendable {
    /// C, by which the truncation error of the difference is `C·εᵖ`.
    public let truncation: Double
    /// D, by which the rounding error of the difference is `D/ε`.
    public let roundoff: Double
    /// p.
    public let order: Int
  }

  /// Checks a gradient at each step of a ladder.
  ///
  /// - Parameters:
  ///   - objective: The cost and its gradient.
  ///   - point: θ.
  ///   - scheme: How derivatives are approximated.
  ///   - steps: The ladder, in any order.
  ///   - arithmetic: The order of the sums in the norms.
  /// - Throws: `invalidStep` for a step that isn't positive and finite, `leavesDomain` for one that
  ///   leads from where J is finite to where it isn't, `shapesDiffer` for a gradient of another
  ///   length than the point's, or what the scheme can't do.
  /// - Complexity: As many evaluations as that many numerical gradients, and a few more.
  public init(
    of objective: some Objective, at point: [Double], scheme: Scheme = .central,
    steps: [Double] = StepSweep.ladder(), arithmetic: Arithmetic = .sequential
  ) throws(GradientCheckError) {
    let cost = objective.cost(at: point)
    let grad = objective.gradient(at: point)
    guard grad.count == point.count else {
      throw .shapesDiffer(gradient: grad.count, parameters: point.count)
    }
    let differences = try Differences(of: objective, at: point, cost: cost, scheme: scheme)
    let layout = objective.layout
    let radii = objective.kinkRadii(at: point)
    let nearest = scheme.movesPoint ? radii.map { $0.reduce(.infinity, min) / scheme.reach } : nil

    var rungs: [Rung] = []
    for step in steps.sorted() {
      guard step > 0, step.isFinite else { throw .invalidStep(step) }
      let numerical = NumericalGradient(differences, steps: point.map { _ in step })
      guard !cost.isFinite || numerical.values.allSatisfy(\.isFinite) else {
        throw .leavesDomain(step: step)
      }
      let relative = { (range: Range<Int>) in
        relativeDifference(
          Array(grad[range]), Array(numerical.values[range]), in: arithmetic
        ).difference
      }
      rungs.append(
        Rung(
          step: step, difference: relative(0..<point.count),
          tensorDifferences: layout.tensors.map { relative($0.range) },
          crossesKink: nearest.map { $0 <= step } ?? false))
    }

    self.layout = layout
    self.scheme = scheme
    self.rungs = rungs
    kink = nearest
    noise = EvaluationNoise(of: objective, at: point, cost: cost, kinkRadii: radii).cost
    theory = Theory(differences, noise: noise, nearestKink: nearest ?? .infinity)
  }
}

extension StepSweep {
  /// Returns steps of 1, 1.8, 3.2 and 5.6 times each power of ten from 10⁻¹² to 10⁻¹.
  ///
  /// - Parameters:
  ///   - lowest: The exponent of the shortest step.
  ///   - highest: The exponent of the longest.
  /// - Returns: The ladder, the shortest step first.
  public static func ladder(from lowest: Int = -12, through highest: Int = -1) -> [Double] {
    precondition(lowest <= highest && -300...300 ~= lowest && highest <= 300, "ladder must rise")
    let below = (lowest..<highest).flatMap { exponent in
      ["1", "1.8", "3.2", "5.6"].compactMap { Double("\($0)e\(exponent)") }
    }
    return below + [Double("1e\(highest)") ?? 1]
  }

  /// The rung with the smallest difference, if there is one.
  public var best: Rung? {
    rungs.filter { !$0.difference.isNaN }.min { $0.difference < $1.difference }
  }

  /// The slope of the difference over long steps, fitted: about the order of the scheme.
  ///
  /// It is taken where by the theory truncation is ten times as much as rounding, short of kinks.
  public var truncationSlope: Double? {
    theory.flatMap { theory in
      slope { theory.truncation(at: $0.step) > 10 * theory.roundoff(at: $0.step) }
    }
  }

  /// The slope of the difference over short steps, fitted: about −1.
  ///
  /// It is taken where by the theory rounding is ten times as much as truncation, and not yet all
  /// that there is.
  public var roundoffSlope: Double? {
    theory.flatMap { theory in
      slope {
        theory.roundoff(at: $0.step) > 10 * theory.truncation(at: $0.step)
          && theory.roundoff(at: $0.step) < 0.03
      }
    }
  }

  private func slope(where isIncluded: (Rung) -> Bool) -> Double? {
    let chosen = rungs.filter { !$0.crossesKink && isIncluded($0) }
    return logLogSlope(chosen.map { (x: $0.step, y: $0.difference) })
  }
}
