public import GradientChecking

extension NetworkObjective {
  /// Returns where the gradient of a report is wrong, and which bugs of the catalogue explain it.
  ///
  /// Every bug that the network has a place for is planted, alone, in correct code; the ones whose
  /// gradient is the given one, to rounding, are reported. If none is, the tensors that remain are
  /// explained by a second bug, and so on, from the loss to the inputs. A gradient that no code of
  /// this kind has computed is compared within the error bars of the check instead.
  ///
  /// The objective's own bugs play no part: the gradient may come from anywhere.
  ///
  /// - Parameters:
  ///   - report: What a check of a gradient of this network said.
  ///   - point: Where it was checked.
  /// - Returns: The wrong tensors, the root of the error and what explains it.
  public func diagnosis(of report: GradientCheckReport, at point: [Double]) -> Diagnosis {
    precondition(report.layout == layout, "report must be of this network")
    let wrong = report.wrongTensors
    guard let root = layout.root(of: wrong) else {
      return Diagnosis(wrongTensors: [], root: nil, causes: [])
    }
    let correct = BugSearch(
      network: network, data: data, point: point, grad: report.grad, tolerance: nil)
    if correct.isExplained {
      return Diagnosis(
        wrongTensors: wrong, root: root, causes: [], blamesNumericalGradient: true)
    }
    var causes = correct.causes()
    if causes.contains(where: \.candidates.isEmpty) {
      let loose = BugSearch(
        network: network, data: data, point: point, grad: report.grad,
        tolerance: report.tolerance
      ).causes()
      let unexplained = { (causes: [Diagnosis.Cause]) in
        causes.filter(\.candidates.isEmpty).flatMap(\.tensors).count
      }
      if unexplained(loose) < unexplained(causes) { causes = loose }
    }
    // What can't be seen by the check is no part of what the check found.
    return Diagnosis(
      wrongTensors: wrong, root: root,
      causes: causes.filter { !Set($0.tensors).isDisjoint(with: wrong) }
        .joiningUnexplained(in: layout, comparisons: report.comparisons))
  }
}
