/// The order in which the terms of a sum are added, and whether products are rounded first.
///
/// The digits of a gradient check depend on it: at a step of 1e-7 every last bit of the cost is
/// multiplied by five million.
public enum Arithmetic: String, CaseIterable, Sendable {
  /// From left to right, each product rounded before it is added.
  case sequential
  /// From left to right with fused multiply-add, so that each product is added unrounded.
  case fused
  /// Even and odd terms in sums of their own, which are added at the end.
  case twoAccumulators = "two-accumulators"
}

extension Arithmetic {
  /// Returns `Σ aᵢbᵢ`.
  public func dot(_ a: [Double], _ b: [Double]) -> Double {
    precondition(a.count == b.count, "vectors of a dot product must have the same length")
    switch self {
    case .sequential:
      return zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    case .fused:
      return zip(a, b).reduce(0) { $0.addingProduct($1.0, $1.1) }
    case .twoAccumulators:
      return inTwoAccumulators(a.count) { a[$0] * b[$0] }
    }
  }

  /// Returns `Σ aᵢ`.
  public func sum(_ a: [Double]) -> Double {
    switch self {
    case .sequential, .fused: a.reduce(0, +)
    case .twoAccumulators: inTwoAccumulators(a.count) { a[$0] }
    }
  }

  /// Returns the Euclidean length `√Σ aᵢ²`.
  ///
  /// The sum is taken as it stands, as NumPy takes it; only where a square overflows or underflows
  /// are the terms scaled first, so that a tiny gradient isn't mistaken for none.
  public func norm(_ a: [Double]) -> Double {
    let square = dot(a, a)
    if square >= Self.smallestSafeSquare && square.isFinite { return square.squareRoot() }
    let scale = a.reduce(0) { max($0, $1.magnitude) }
    guard scale > 0, scale.isFinite, !square.isNaN else { return square.squareRoot() }
    let scaled = a.map { $0 / scale }
    return scale * dot(scaled, scaled).squareRoot()
  }

  /// Below this, squares may have lost digits to gradual underflow.
  private static let smallestSafeSquare = 1e-280

  private func inTwoAccumulators(_ count: Int, term: (Int) -> Double) -> Double {
    var even = 0.0
    var odd = 0.0
    for index in 0..<count {
      if index.isMultiple(of: 2) { even += term(index) } else { odd += term(index) }
    }
    return even + odd
  }
}
