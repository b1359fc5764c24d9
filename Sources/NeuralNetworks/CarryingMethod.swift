import CKernels
import GradientChecking

/// How the difference that a perturbation makes is found.
enum CarryingMethod {
  /// By carrying it through all layers.
  case carrying
  /// Where hidden units are made of lines: from the response of the logits to the unit, as long as
  /// no unit changes its side.
  case response
  /// Where hidden units are smooth: from polynomials in z of the unit, one for each example.
  case curves
}

extension CarriedForwardPass {
  /// Returns the method for the parameters of a layer's units.
  ///
  /// Curves take as long as one block of lanes that is carried, so units with no more parameters
  /// than lanes do without. The last layer has nothing to be carried through.
  func method(forLayer layer: Int) -> CarryingMethod {
    if layer == network.depth { return .carrying }
    if network.hidden.isMadeOfLines { return .response }
    return network.layers[layer - 1] > Int(CK_LANES) ? .curves : .carrying
  }
}

/// The steps that one curve is good for: those between two limits a factor of two apart.
///
/// It is found from the step alone, so that a result doesn't depend on the steps of other parameters.
struct StepRange: Hashable {
  private let exponent: Int

  /// The range of a step; nil if it is 0, or so large or small that no curve is fitted.
  init?(_ step: Double) {
    let scaled = step.magnitude / StepRange.limit
    guard scaled >= 0x1p-500, scaled <= 0x1p500 else { return nil }
    exponent = Int(scaled.exponent)
  }

  /// The longest step in the range.
  var longest: Double {
    StepRange.limit * Double(sign: .plus, exponent: exponent + 1, significand: 1)
  }

  /// √2 times a power of two: θ + ε − θ lies on both sides of ε, which is often a power of two.
  private static let limit = 0x1.6a09e667f3bcdp0
}

extension CarryingWorker {
  /// Fits the curves of a row's unit for the steps of the range in which a perturbation lies.
  func fitCurves(_ row: inout CarriedRow, at place: Int?) {
    row.terms = 0
    row.range = place.flatMap { place in
      let perturbation = row.task.perturbations[place]
      return StepRange(perturbation.value - pass.point[perturbation.index])
    }
    guard let range = row.range else { return }
    for (example, input) in pass.largestInputs[row.layer - 1].enumerated() {
      scratch.reaches[example] = range.longest * input
    }
    row.terms = pass.kernels.table.pointee.curves(
      pass.parameters, row.layer, row.unit, scratch.reaches, scratch.curves, scratch.work)
  }
}
