/// The order in which a dot product is summed, and whether products are rounded first.
///
/// The digits of a gradient check depend on it: at a step of 1e-7 every last bit of the cost is
/// multiplied by five million. Sums that are no dot products, such as a mean, go from left to right
/// in any case; the digits that were printed for this exercise come out in no other way.
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
      var (even, odd) = (0.0, 0.0)
      for index in a.indices {
        let product = a[index] * b[index]
        if index.isMultiple(of: 2) { even += product } else { odd += product }
      }
      return even + odd
    }
  }

  /// Returns the Euclidean length `√Σ aᵢ²`.
  ///
  /// The sum is taken as it stands, as NumPy takes it; only where a square overflows or underflows
  /// are the terms scaled first, so that a tiny gradient isn't mistaken for none.
  public func norm(_ a: [Double]) -> Double {
    let square = dot(a, a)
    if square >= Self.smallestSafeSquare && square.isFinite { return square.squareRoot() }
    let largest = a.reduce(0) { max($0, $1.magnitude) }
    guard largest > 0, largest.isFinite, !square.isNaN else { return square.squareRoot() }
    // A power of two, by which dividing rounds nothing.
    let scale = Double(sign: .plus, exponent: largest.exponent, significand: 1)
    let scaled = a.map { $0 / scale }
    return scale * dot(scaled, scaled).squareRoot()
  }

  /// Below this, squares may have lost digits to gradual underflow.
  private static let smallestSafeSquare = 1e-280
}
