import CKernels
import GradientChecking

extension CarriedForwardPass: NeighbourEvaluator {
  var evaluation: Evaluation { .reuse }

  func cost(at point: [Double]) -> Double {
    let layers = network.layers(from: point)
    let pass = network.portableForward(data, through: layers)
    return network.portableCost(of: pass, through: layers, on: data)
  }

  func costs(of perturbations: [Perturbation], by workers: Workers) -> [Double] {
    let task = CarryingTask(
      perturbations: SortedPerturbations(perturbations, network: network),
      costs: SharedNumbers(count: perturbations.count))
    let parts = task.perturbations.parts(
      unitsPerPart: network.hidden.isMadeOfLines ? Int(CK_LANES) : 1)
    workers.perform(parts.count, total: perturbations.count) { index in
      let part = parts[index]
      CarryingWorker(self).evaluate(part, of: task)
      return part.count
    }
    return task.costs.values
  }

  /// Returns J with a parameter moved by some step, from the difference that its layers make.
  func cost(of perturbation: Perturbation, step: Double, difference: Double) -> Double {
    guard network.l2 != 0, network.isWeight(perturbation.index) else { return cost + difference }
    // (w + h)² − w²
    let squares = step * (2 * point[perturbation.index] + step)
    return cost + (difference + network.l2 / (2 * Double(data.examples)) * squares)
  }
}

extension Network {
  /// Whether a parameter is a weight, which a penalty counts, and no bias.
  fileprivate func isWeight(_ index: Int) -> Bool {
    layout.tensors.firstIndex { $0.range.contains(index) }?.isMultiple(of: 2) ?? false
  }
}
