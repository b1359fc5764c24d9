import GradientChecking

extension BugSearch {
  /// Returns bugs whose numbers are taken from the gradient, in the layer where the error begins.
  func fittedBugs(root: String) -> [Bug] {
    let layer = network.layer(of: root)
    let fits = BugKind.all.flatMap { kind -> [Bug] in
      guard let fit = kind.fit else { return [] }
      return kind.places(in: layer, of: network).compactMap {
        number(of: kind, $0, fit, layer: layer).map { place, number in
          Bug(kind, place + [.number(number)])
        }
      }
    }
    return outlierBugs(layer: layer) + fits
  }

  /// Returns a place with the number of a bug there that comes nearest the gradient of a layer.
  private func number(
    of kind: BugKind, _ place: [Bug.Argument], _ fit: BugKind.Fit, layer: Int
  ) -> (place: [Bug.Argument], number: Double)? {
    switch fit {
    case .bound:
      let limit = grad.reduce(0) { max($0, $1.magnitude) }
      return limit.isFinite ? (place, limit) : nil
    case .line(let neutral):
      let probe = Bug(kind, place + [.number(neutral + 1)])
      guard isPossible(probe) else { return nil }
      let moved = gradient(with: probe)
      let spoiled = probe.spoiledTensors(in: network)
      let range = network.layout.tensors
        .filter { network.layer(of: $0.name) == layer && spoiled.contains($0.name) }
        .flatMap(\.range)
      let direction = range.map { moved[$0] - current[$0] }
      let wanted = range.map { grad[$0] - current[$0] }
      let square = Arithmetic.sequential.dot(direction, direction)
      let number = neutral + Arithmetic.sequential.dot(direction, wanted) / square
      guard square > 0, number.isFinite, number != neutral else { return nil }
      return (place, plain(number, error: error(over: range, square: square)))
    }
  }

  /// How far the tolerances let a fitted number be off.
  private func error(over range: [Int], square: Double) -> Double {
    guard let tolerance else { return 0 }
    return (Arithmetic.sequential.norm(range.map { tolerance[$0] }) / square.squareRoot())
  }

  /// The plainest number within rounding of a fitted one.
  private func plain(_ number: Double, error: Double) -> Double {
    let allowed = max(1e-9 * number.magnitude, error)
    for digits in 1...9 {
      if let rounded = Double(number.digits(digits)), (rounded - number).magnitude <= allowed {
        return rounded
      }
    }
    for denominator in 3...12 {
      let fraction = (number * Double(denominator)).rounded() / Double(denominator)
      if (fraction - number).magnitude <= allowed { return fraction }
    }
    return number
  }

  /// Returns bugs in single entries and rows, where these alone are wrong.
  private func outlierBugs(layer: Int) -> [Bug] {
    network.layout.tensors.filter { network.layer(of: $0.name) == layer }.flatMap { tensor in
      let bars = bars(tensor.range, current)
      let wrong = zip(tensor.range, bars).filter { index, bar in
        !((grad[index] - current[index]).magnitude <= bar)
      }.map { $0.0 - tensor.range.lowerBound }
      guard let first = wrong.first, wrong.count < tensor.range.count,
        let place = Bug.Place("d" + tensor.name)
      else { return [Bug]() }
      let width = tensor.shape[1]
      guard Set(wrong.map { $0 / width }).count == 1 else { return [] }
      let row = Bug.Argument.number(Double(first / width))
      let column = Bug.Argument.number(Double(first % width))
      let arguments = [Bug.Argument.quantity(place), row]
      return BugKind.all.compactMap { kind in
        switch kind.name {
        case "entry-negated": wrong.count == 1 ? Bug(kind, arguments + [column]) : nil
        case "row-doubled": Bug(kind, arguments)
        default: nil
        }
      }
    }
  }

  private func isPossible(_ bug: Bug) -> Bool {
    do throws(BugError) {
      try bug.check(in: network)
      return true
    } catch {
      return false
    }
  }
}

extension BugKind {
  /// What stands before the number of a bug in a layer.
  fileprivate func places(in layer: Int, of network: Network) -> [[Bug.Argument]] {
    switch parameters.first {
    case .quantity:
      [.weightGradient(layer: layer), .biasGradient(layer: layer), .delta(layer: layer)]
        .map { [.quantity($0)] }
    case .hiddenLayer: layer < network.depth ? [[.layer(layer)]] : []
    case .number: [[]]
    default: []
    }
  }
}
