extension ParameterLayout.Tensor {
  /// Returns what would make one vector of another, within tolerances.
  ///
  /// - Parameters:
  ///   - grad: The vector that is wrong.
  ///   - truth: What it should be.
  ///   - tolerance: How far the components of a right one may lie from `truth`.
  /// - Returns: The explanations, the simplest alone where several fit.
  public func patterns(
    of grad: [Double], near truth: [Double], tolerance: [Double]
  ) -> [Diagnosis.Candidate] {
    func matches(_ expected: [Double], _ bars: [Double]) -> Bool {
      grad.indices.allSatisfy { (grad[$0] - expected[$0]).magnitude <= bars[$0] }
    }
    let quantity = "d" + name
    if let index = grad.firstIndex(where: { !$0.isFinite }) {
      return [.init(name: "nan(\(quantity))", phrase: "\(component(index)) isn't a finite number")]
    }
    if grad.allSatisfy({ $0 == 0 }) {
      return [.init(name: "zeroed(\(quantity))", phrase: "\(quantity) is 0 throughout")]
    }
    let comparison = TensorComparison(name, grad: grad, gradapprox: truth, tolerance: tolerance)
    let evidence = grad.indices.filter { grad[$0] != 0 || truth[$0] != 0 }
    if let factor = comparison.factor(evidence: evidence.count),
      isScaled(grad, from: truth, by: factor, tolerance: tolerance)
    {
      return [
        .init(
          name: "scaled(\(quantity), \(factor.shortest))", phrase: factor.phrase(of: quantity))
      ]
    }
    if shape.count == 2, !shape.contains(1), matches(columnMajor(truth), columnMajor(tolerance)) {
      return [
        .init(
          name: "transposed(\(quantity))",
          phrase: "\(quantity) is transposed: its entries are read column by column")
      ]
    }
    if grad.count > 1, matches(truth.reversed(), tolerance.reversed()) {
      return [
        .init(name: "reversed(\(quantity))", phrase: "the entries of \(quantity) are reversed")
      ]
    }
    let clipping = clipping(grad, truth, tolerance)
    if let clipping, clipping.count > 1 { return [clipping.candidate] }
    return outliers(grad, truth, tolerance) ?? clipping.map { [$0.candidate] } ?? []
  }

  /// Whether a vector is a multiple of another.
  func isScaled(
    _ grad: [Double], from truth: [Double], by factor: Double, tolerance: [Double]
  ) -> Bool {
    grad.indices.allSatisfy {
      (grad[$0] - factor * truth[$0]).magnitude <= max(1, factor.magnitude) * tolerance[$0]
    }
  }

  /// One entry, or one row, that is wrong among others that are right.
  private func outliers(
    _ grad: [Double], _ truth: [Double], _ tolerance: [Double]
  ) -> [Diagnosis.Candidate]? {
    let wrong = grad.indices.filter { !((grad[$0] - truth[$0]).magnitude <= tolerance[$0]) }
    let right = grad.indices.filter { truth[$0] != 0 && !wrong.contains($0) }
    guard let first = wrong.first, !right.isEmpty else { return nil }
    if wrong.count == 1 {
      let factor = factor(of: first...first, grad, truth, tolerance)
      return [
        .init(
          name: (factor == -1 ? "entry-negated" : "outlier") + "(d\(name), \(place(first)))",
          phrase: factor.map { $0.phrase(of: component(first)) }
            ?? "\(component(first)) alone is wrong")
      ]
    }
    let width = shape.dropFirst().reduce(1, *)
    let row = first / width
    guard width > 1, wrong.allSatisfy({ $0 / width == row }),
      right.contains(where: { $0 / width != row })
    else { return nil }
    let factor = factor(of: row * width...(row + 1) * width - 1, grad, truth, tolerance)
    let title = "row \(row) of d\(name)"
    return [
      .init(
        name: (factor == 2 ? "row-doubled" : "outlier") + "(d\(name), \(row))",
        phrase: factor.map { $0.phrase(of: title) } ?? "\(title) alone is wrong")
    ]
  }

  /// Returns the factor that explains a part of the tensor.
  private func factor(
    of range: ClosedRange<Int>, _ grad: [Double], _ truth: [Double], _ tolerance: [Double]
  ) -> Double? {
    let part = (Array(grad[range]), Array(truth[range]), Array(tolerance[range]))
    let comparison = TensorComparison(
      name, grad: part.0, gradapprox: part.1, tolerance: part.2)
    return comparison.factor(evidence: part.1.filter { $0 != 0 }.count)
      .flatMap { isScaled(part.0, from: part.1, by: $0, tolerance: part.2) ? $0 : nil }
  }

  /// Entries cut off at the size of the largest, and how many are.
  private func clipping(
    _ grad: [Double], _ truth: [Double], _ tolerance: [Double]
  ) -> (candidate: Diagnosis.Candidate, count: Int)? {
    let limit = grad.reduce(0) { max($0, $1.magnitude) }
    let fits = grad.indices.allSatisfy {
      let expected = min(max(truth[$0], -limit), limit)
      return (grad[$0] - expected).magnitude <= tolerance[$0]
    }
    // A single component is cut off by any number.
    guard fits, truth.filter({ $0 != 0 }).count > 1 else { return nil }
    let phrase = "d\(name) is clipped at ±\(limit.digits(6))"
    return (
      .init(name: "clipped(\(limit.shortest))", phrase: phrase),
      grad.filter { $0.magnitude == limit }.count
    )
  }

  private func columnMajor(_ vector: [Double]) -> [Double] {
    let (rows, columns) = (shape[0], shape[1])
    return (0..<columns).flatMap { column in (0..<rows).map { vector[$0 * columns + column] } }
  }

  /// The entry, as `dW1[1,2]`.
  private func component(_ index: Int) -> String {
    "d" + ParameterLayout([(name: name, shape: shape)]).componentName(at: index)
  }

  /// Its subscripts, as `1, 2`.
  private func place(_ index: Int) -> String {
    let width = shape.dropFirst().reduce(1, *)
    return "\(index / width), \(index % width)"
  }
}
