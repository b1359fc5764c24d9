import CKernels
import GradientChecking

extension CarriedForwardPass: NeighbourEvaluator {
  var evaluation: Evaluation { .reuse }

  func cost(at point: [Double]) -> Double {
    let pass = network.portableForward(data, through: network.layers(from: point))
    return network.portableCost(of: pass, labels: data.labels)
  }

  func costs(of perturbations: [Perturbation], by workers: Workers) -> [Double] {
    let sorted = SortedPerturbations(perturbations, network: network)
    let costs = SharedNumbers(count: perturbations.count)
    let parts = sorted.parts(unitsPerPart: network.hidden.isPiecewiseLinear ? Int(CK_LANES) : 1)
    workers.perform(parts.count, total: perturbations.count) { index in
      let part = parts[index]
      let worker = CarryingWorker(self, sorted, costs)
      worker.evaluate(part)
      return part.count
    }
    return costs.values
  }
}
