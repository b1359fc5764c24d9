import GradientChecking

/// A search for the bugs that turn the correct gradient into a given one.
struct BugSearch {
  let network: Network
  let data: TrainingSet
  let parameters: [Layer<Double>]
  let pass: ForwardPass<Double>
  let grad: [Double]
  /// How far components may lie apart; nil for what rounding alone explains.
  let tolerance: [Double]?
  /// The gradient with the bugs found so far.
  private(set) var current: [Double]
  private(set) var planted: [Bug] = []

  /// Prepares to explain a gradient at a point.
  init(
    network: Network, data: TrainingSet, point: [Double], grad: [Double], tolerance: [Double]?
  ) {
    self.network = network
    self.data = data
    self.grad = grad
    self.tolerance = tolerance
    parameters = network.layers(from: point)
    pass = network.forward(data.inputs, through: parameters, masks: data.masks)
    current = network.gradient(through: parameters, after: pass, on: data, bugs: [])
  }

  /// Whether the gradient is the correct one.
  var isExplained: Bool { mismatches(current).isEmpty }

  /// Returns the independent errors, nearest the loss first.
  func causes() -> [Diagnosis.Cause] {
    var search = self
    return search.explainAll()
  }

  private mutating func explainAll() -> [Diagnosis.Cause] {
    var causes: [Diagnosis.Cause] = []
    var given: Set<String> = []
    // Each round explains a tensor or gives one up.
    while let root = network.layout.root(of: mismatches(current).filter { !given.contains($0) }) {
      let open = mismatches(current).filter { !given.contains($0) }
      let fits = bestFits(for: open, root: root, given: given)
      if let first = fits.first {
        causes.append(
          cause(
            of: open.filter { !mismatches(first.gradient).contains($0) }, root: root,
            candidates: candidates(of: fits.map(\.bug))))
        planted.append(first.bug)
        current = first.gradient
        // What had two bugs may have one now.
        given = []
      } else {
        given.insert(root)
      }
    }
    for tensor in mismatches(current) {
      causes.append(cause(of: [tensor], root: tensor, candidates: patterns(in: tensor)))
    }
    let layers = causes.map { network.layer(of: $0.comparison.tensor) }
    return causes.indices.sorted { (layers[$1], $0) < (layers[$0], $1) }.map { causes[$0] }
  }

  private func candidates(of bugs: [Bug]) -> [Diagnosis.Candidate] {
    let isWhole = bugs.contains { !$0.isInEntries }
    return bugs.map { bug in
      Diagnosis.Candidate(
        name: bug.identifier, phrase: bug.phrase(in: network, examples: data.examples),
        isPart: isWhole && bug.isInEntries)
    }
  }

  private func cause(
    of tensors: [String], root: String, candidates: [Diagnosis.Candidate]
  ) -> Diagnosis.Cause {
    let begin = tensors.contains(root) ? root : network.layout.root(of: tensors) ?? root
    let range = network.layout.tensor(named: begin)?.range ?? 0..<0
    return Diagnosis.Cause(
      tensors: tensors,
      comparison: TensorComparison(
        begin, grad: Array(grad[range]), gradapprox: Array(current[range]),
        tolerance: bars(range, current)),
      candidates: candidates)
  }
}

// MARK: - Hypotheses

extension BugSearch {
  /// A bug, and what the gradient is with it.
  private struct Hypothesis {
    let bug: Bug
    let gradient: [Double]
    /// How many tensors it leaves unexplained.
    let left: Int
  }

  /// Returns the bugs that explain most, those of the catalogue before those with fitted numbers.
  private func bestFits(for open: [String], root: String, given: Set<String>) -> [Hypothesis] {
    let catalogue = hypotheses(Bug.catalogue(for: network), for: open, root: root, given: given)
    let fitted = hypotheses(
      fittedBugs(root: root), for: open, root: root, given: given, isFitted: true)
    let all = catalogue + fitted
    guard let least = all.map(\.left).min() else { return [] }
    let known = catalogue.filter { $0.left == least }
    if !known.isEmpty { return known }
    // A plain number is more likely to have been written than one with many digits.
    return fitted.filter { $0.left == least }
      .sorted {
        ($0.bug.identifier.count, $0.bug.identifier) < ($1.bug.identifier.count, $1.bug.identifier)
      }
  }

  private func hypotheses(
    _ bugs: [Bug], for open: [String], root: String, given: Set<String>, isFitted: Bool = false
  ) -> [Hypothesis] {
    let layer = network.layer(of: root)
    let begin = open.filter { network.layer(of: $0) == layer }
    return bugs.compactMap { bug in
      let spoiled = bug.spoiledTensors(in: network)
      guard !bug.spoilsCost, begin.contains(where: spoiled.contains) else { return nil }
      let gradient = gradient(with: bug)
      let left = mismatches(gradient).filter { !given.contains($0) }
      // It must explain something at the root, and undo nothing.
      guard Set(left).isSubset(of: open), begin.contains(where: { !left.contains($0) }) else {
        return nil
      }
      // With a number to choose, any single component can be explained.
      if isFitted && !isTelling(bug, explaining: open.filter { !left.contains($0) }) {
        return nil
      }
      return Hypothesis(bug: bug, gradient: gradient, left: left.count)
    }
  }

  /// Returns the gradient with the bugs found so far and one more.
  func gradient(with bug: Bug) -> [Double] {
    network.gradient(through: parameters, after: pass, on: data, bugs: planted + [bug])
  }

  /// Whether a fitted number means something: it is a plain one, or several components agree on it.
  private func isTelling(_ bug: Bug, explaining tensors: [String]) -> Bool {
    let evidence = tensors.compactMap(network.layout.tensor).flatMap(\.range)
      .filter { current[$0] != 0 || grad[$0] != 0 }
    let number = BugArguments(bug.arguments).numbers.first ?? 1
    let isPlain = [number, 1 / number].contains {
      Double($0.digits(tolerance == nil ? 3 : 1)) == $0
    }
    return evidence.count > 1 || isPlain
  }
}

extension Bug {
  /// Whether it changes some entries of a tensor and not others.
  fileprivate var isInEntries: Bool {
    changes.allSatisfy {
      switch $0.fault {
      case .entryNegated, .rowDoubled: true
      default: false
      }
    }
  }
}
