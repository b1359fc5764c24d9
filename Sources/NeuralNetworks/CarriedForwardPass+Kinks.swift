import CKernels
import GradientChecking

extension CarriedForwardPass {
  /// Returns how far each parameter can move before a hidden unit changes its side.
  ///
  /// It is what `NetworkObjective.kinkRadii(at:)` returns, from the responses of whole blocks of
  /// units.
  ///
  /// - Complexity: O(units × examples × weights after them + parameters × examples).
  func kinkRadii(by workers: Workers) -> [Double]? {
    guard network.hidden.isPiecewiseLinear else { return nil }
    let radii = SharedNumbers(count: network.layout.count)
    let all = SortedPerturbations.allParts(of: network, unitsPerPart: Int(CK_LANES))
    workers.perform(all.count, total: network.layout.count) { index in
      let part = all[index]
      CarryingWorker(self).kinkRadii(of: part, into: radii)
      return part.count
    }
    return radii.values
  }
}

extension CarryingWorker {
  /// Sets the radii of all parameters of some units.
  func kinkRadii(of part: SortedPerturbations.Part, into radii: SharedNumbers) {
    let columns = pass.network.layers[part.layer - 1]
    let isLast = part.layer == pass.network.depth
    if !isLast { respond(part) }
    for unit in part.units {
      let weights = pass.network.weights(into: unit..<unit + 1, layer: part.layer)
      let bias = pass.network.biases(of: unit..<unit + 1, layer: part.layer)
      // The bias comes after the inputs.
      let places = Array(weights) + Array(bias)
      guard !isLast else {
        // What comes after the last layer has no kink.
        for place in places { radii.set(place, to: .infinity) }
        continue
      }
      var nearness = Array(repeating: 0.0, count: columns + 1)
      for example in 0..<pass.data.examples {
        let close = scratch.closeness[example * Int(CK_LANES) + unit % Int(CK_LANES)]
        let inputs = pass.inputs[part.layer - 1] + example * pass.strides[part.layer - 1]
        for input in 0...columns {
          let product = close * inputs[input].magnitude
          nearness[input] = product > nearness[input] ? product : nearness[input]
        }
      }
      for (place, near) in zip(places, nearness) {
        radii.set(place, to: near >= atKink ? 0 : 1 / near)
      }
    }
  }
}

/// Nearer than this is a unit whose sum is 0.
private let atKink = 0x1p900
