import GradientChecking

extension BugSearch {
  /// Returns the tensors in which a gradient is not the given one.
  func mismatches(_ gradient: [Double]) -> [String] {
    network.layout.tensors.filter { tensor in
      let bars = bars(tensor.range, gradient)
      return zip(tensor.range, bars).contains { index, bar in
        let (mine, given) = (gradient[index], grad[index])
        return !((mine - given).magnitude <= bar || mine == given || mine.isNaN && given.isNaN)
      }
    }.map(\.name)
  }

  /// How far components of a tensor may lie apart and still count as the same.
  func bars(_ range: Range<Int>, _ gradient: [Double]) -> [Double] {
    if let tolerance { return Array(tolerance[range]) }
    let sizes = range.map { max(gradient[$0].magnitude, grad[$0].magnitude) }.filter(\.isFinite)
    // Code of another order of sums differs by some u of what it sums, not of the sum.
    let bar = 1e-11 * (sizes.max() ?? 0)
    return range.map { _ in bar }
  }

  /// Returns what the numbers tell of a tensor that no bug explains.
  func patterns(in name: String) -> [Diagnosis.Candidate] {
    guard let tensor = network.layout.tensor(named: name) else { return [] }
    return tensor.patterns(
      of: Array(grad[tensor.range]), near: Array(current[tensor.range]),
      tolerance: bars(tensor.range, current))
  }
}

extension Network {
  /// Returns the layer of a tensor, W_l or b_l.
  func layer(of tensor: String) -> Int { Int(tensor.dropFirst()) ?? 0 }
}
