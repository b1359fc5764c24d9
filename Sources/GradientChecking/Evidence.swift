/// What a verdict rests on.
struct Evidence {
  var grad: [Double]
  let gradapprox: [Double]
  /// How far the two may lie apart.
  var tolerance: [Double]
  /// How much of that is ignorance.
  var width: [Double]
  /// Whether J can be trusted at all: it is finite, and has the same bits twice.
  var isSound: Bool
  /// The components left out, since their step crosses a kink.
  let marked: Set<Int>
  /// The components whose derivatives with different steps contradict each other.
  private(set) var contradicted: Set<Int> = []

  /// Joins two gradients and what is known of the second.
  init(
    grad: [Double], gradapprox: [Double], bars: ErrorBars, isSound: Bool, marked: Set<Int>
  ) {
    self.grad = grad
    self.gradapprox = gradapprox
    tolerance = bars.tolerance
    width = bars.width
    self.isSound = isSound
    self.marked = marked
  }

  /// Returns the verdict on one component.
  func verdict(_ index: Int) -> Verdict {
    // Nothing that is said about the gradient could be held against it.
    guard isSound else { return .unresolved }
    guard grad[index].isFinite else { return .wrong }
    guard
      gradapprox[index].isFinite, tolerance[index].isFinite, !marked.contains(index),
      !contradicted.contains(index)
    else { return .unresolved }
    guard (grad[index] - gradapprox[index]).magnitude <= tolerance[index] else { return .wrong }
    // Strict, so that 0 on both sides, with whatever error bar, stays without evidence.
    let size = max(grad[index].magnitude, gradapprox[index].magnitude)
    return size > 0 && width[index] <= Judgement.widestUseful * size ? .consistent : .unresolved
  }

  /// Returns the components whose error is more than half the bar, the most doubtful first.
  ///
  /// Chance hardly explains so much, but with a long step, whose truncation makes half of each bar,
  /// there are many. Those at a kink are no such matter: their bars span the slopes on both sides.
  func doubtful() -> [Int] {
    guard isSound else { return [] }
    let found = grad.indices.filter { index in
      error(index) > width[index] / 2 && tolerance[index] <= width[index]
        && !marked.contains(index)
    }
    let excess = found.map { error($0) / width[$0] }
    return found.indices.sorted { (excess[$1], $0) < (excess[$0], $1) }.map { found[$0] }
  }

  private func error(_ index: Int) -> Double { (grad[index] - gradapprox[index]).magnitude }

  /// Takes over what other steps say.
  mutating func take(_ opinion: SecondOpinion) {
    contradicted = opinion.contradicted
    // The width stays: another step may refute a gradient, but not vouch for this step's numbers.
    for (index, closer) in opinion.tolerance { tolerance[index] = closer }
  }
}

extension Evidence {
  /// Returns the smallest δ for which `grad·(1 + δ)` and `grad·(1 − δ)` would both be called wrong.
  ///
  /// A component is pushed out of its error bar by `(tol ∓ (g − a)) / |g|`. One that lies outside
  /// as it is tells nothing of the bar's size; there the derivative stands for the gradient.
  func smallestDetectable(in components: [Int]) -> Double? {
    guard isSound else { return nil }
    var (up, down) = (Double.infinity, Double.infinity)
    for index in components where tolerance[index].isFinite && !contradicted.contains(index) {
      let error = grad[index] - gradapprox[index]
      let isInside = error.magnitude <= tolerance[index]
      let size = (isInside ? grad : gradapprox)[index]
      guard size != 0, size.isFinite else { continue }
      let outward = isInside ? (size > 0 ? error : -error) : 0
      up = min(up, (tolerance[index] - outward) / size.magnitude)
      down = min(down, (tolerance[index] + outward) / size.magnitude)
    }
    let both = max(up, down)
    return both.isFinite ? both : nil
  }
}
