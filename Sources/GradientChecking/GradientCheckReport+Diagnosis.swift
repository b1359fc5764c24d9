extension GradientCheckReport {
  /// Returns what the numbers alone tell of a wrong gradient.
  ///
  /// Each wrong tensor is compared with what would become of `gradapprox` by a factor, a sign, a
  /// transposition, a clipping and so on; what stays within the error bars is reported. Code that
  /// knows how the gradient was computed can tell more.
  public var diagnosis: Diagnosis {
    let wrong = layout.tensors.filter { wrongTensors.contains($0.name) }
    guard let root = layout.root(of: wrongTensors) else {
      return Diagnosis(wrongTensors: [], root: nil, causes: [])
    }
    let comparisons = comparisons
    var causes: [Diagnosis.Cause] = []
    for tensor in wrong.reversed() {
      guard let comparison = comparisons.first(where: { $0.tensor == tensor.name }) else {
        continue
      }
      causes.append(
        Diagnosis.Cause(
          tensors: [tensor.name], comparison: comparison,
          candidates: tensor.patterns(
            of: Array(grad[tensor.range]), near: Array(gradapprox[tensor.range]),
            tolerance: Array(tolerance[tensor.range]))))
    }
    if let common = commonFactor(of: wrong, comparisons: comparisons, root: root)
      ?? commonZero(of: wrong, comparisons: comparisons, root: root)
    {
      causes = [common]
    }
    return Diagnosis(
      wrongTensors: wrong.map(\.name), root: root,
      causes: causes.joiningUnexplained(in: layout, comparisons: comparisons))
  }

  /// Returns that several tensors are 0, if they are.
  private func commonZero(
    of wrong: [ParameterLayout.Tensor], comparisons: [TensorComparison], root: String
  ) -> Diagnosis.Cause? {
    guard wrong.count > 1, let start = comparisons.first(where: { $0.tensor == root }),
      wrong.allSatisfy({ grad[$0.range].allSatisfy { $0 == 0 } })
    else { return nil }
    return Diagnosis.Cause(
      tensors: wrong.map(\.name), comparison: start,
      candidates: [
        Diagnosis.Candidate(
          name: "zeroed(\(quantities(wrong)))", phrase: "each wrong gradient is 0 throughout")
      ])
  }

  private func quantities(_ tensors: [ParameterLayout.Tensor]) -> String {
    tensors.map { "d\($0.name)" }.joined(separator: ", ")
  }

  /// Returns the one factor that explains several tensors.
  private func commonFactor(
    of wrong: [ParameterLayout.Tensor], comparisons: [TensorComparison], root: String
  ) -> Diagnosis.Cause? {
    let compared = comparisons.filter { row in wrong.contains { $0.name == row.tensor } }
    guard wrong.count > 1,
      let start = compared.first(where: { $0.tensor == root }),
      let factor = start.factor(evidence: 2),
      zip(wrong, compared).allSatisfy({ tensor, row in
        row.allows(factor)
          && tensor.isScaled(
            Array(grad[tensor.range]), from: Array(gradapprox[tensor.range]), by: factor,
            tolerance: Array(tolerance[tensor.range]))
      })
    else { return nil }
    return Diagnosis.Cause(
      tensors: wrong.map(\.name), comparison: start,
      candidates: [
        Diagnosis.Candidate(
          name: "scaled(\(quantities(wrong)), \(factor.shortest))",
          phrase: factor.phrase(of: "each wrong gradient"))
      ])
  }
}

extension ParameterLayout {
  /// Returns the tensor nearest the loss among some, the weights before the biases of a layer.
  ///
  /// Tensors are laid out from the inputs to the loss, and those of one layer, such as `W2` and
  /// `b2`, end in the same number.
  public func root(of names: [String]) -> String? {
    let ordered = tensors.map(\.name).filter(names.contains)
    guard let last = ordered.last else { return nil }
    let digits = { (name: String) in name.drop { !$0.isNumber } }
    return digits(last).isEmpty ? last : ordered.first { digits($0) == digits(last) }
  }
}

extension [Diagnosis.Cause] {
  /// Returns the causes with those that nothing explains made one.
  ///
  /// What goes wrong at the loss spoils all below, and can't be told from further errors there.
  package func joiningUnexplained(
    in layout: ParameterLayout, comparisons: [TensorComparison]
  ) -> [Diagnosis.Cause] {
    let open = flatMap { $0.candidates.isEmpty ? $0.tensors : [] }
    guard let root = layout.root(of: open),
      let first = firstIndex(where: \.candidates.isEmpty),
      let comparison = comparisons.first(where: { $0.tensor == root })
    else { return self }
    let joined = Diagnosis.Cause(
      tensors: layout.tensors.map(\.name).filter(open.contains), comparison: comparison,
      candidates: [])
    return indices.compactMap { index in
      index == first ? joined : self[index].candidates.isEmpty ? nil : self[index]
    }
  }
}
