import GradientChecking

/// Perturbations in the order of the parameters, so that those of one unit lie together.
struct SortedPerturbations: Sendable {
  private let perturbations: [Perturbation]
  /// Where each stands in the list that was given; nil where that is sorted already.
  private let order: [Int]?
  private let network: Network

  init(_ perturbations: [Perturbation], network: Network) {
    self.perturbations = perturbations
    self.network = network
    let isSorted = zip(perturbations, perturbations.dropFirst()).allSatisfy {
      $0.index <= $1.index
    }
    order =
      isSorted
      ? nil
      : perturbations.indices.sorted {
        (perturbations[$0].index, $0) < (perturbations[$1].index, $1)
      }
  }

  subscript(place: Int) -> Perturbation { perturbations[originalPlace(place)] }

  /// Where a perturbation stands in the list that was given.
  func originalPlace(_ place: Int) -> Int { order.map { $0[place] } ?? place }

  /// The perturbations of a range of parameters, as places in the sorted list.
  func places(of parameters: Range<Int>) -> Range<Int> {
    firstPlace(from: parameters.lowerBound)..<firstPlace(from: parameters.upperBound)
  }

  /// How often each parameter comes, if they are consecutive and come equally often.
  func repetitions(in places: Range<Int>) -> Int? {
    guard let start = places.first else { return nil }
    let first = self[start].index
    let count = places.prefix { self[$0].index == first }.count
    let isRegular = places.allSatisfy { self[$0].index == first + ($0 - start) / count }
    return isRegular && places.count.isMultiple(of: count) ? count : nil
  }

  private func firstPlace(from index: Int) -> Int {
    var (low, high) = (0, perturbations.count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].index < index { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension SortedPerturbations {
  /// The perturbations of some units of a layer.
  struct Part {
    /// The layer, counted from 1.
    let layer: Int
    /// The units, counted from 0.
    let units: Range<Int>
    /// How many perturbations their weights and biases have.
    let count: Int
  }

  /// Returns all units of a network, so many in each part.
  static func allParts(of network: Network, unitsPerPart: Int) -> [Part] {
    (1...network.depth).flatMap { layer in
      stride(from: 0, to: network.layers[layer], by: unitsPerPart).map { first in
        let units = first..<min(first + unitsPerPart, network.layers[layer])
        return Part(
          layer: layer, units: units, count: units.count * (network.layers[layer - 1] + 1))
      }
    }
  }

  /// Returns the parts, of so many units each, that have perturbations.
  func parts(unitsPerPart: Int) -> [Part] {
    (1...network.depth).flatMap { layer in
      stride(from: 0, to: network.layers[layer], by: unitsPerPart).compactMap { first in
        let units = first..<min(first + unitsPerPart, network.layers[layer])
        let count =
          places(of: network.weights(into: units, layer: layer)).count
          + places(of: network.biases(of: units, layer: layer)).count
        return count == 0 ? nil : Part(layer: layer, units: units, count: count)
      }
    }
  }
}

extension Network {
  /// Where the weights into consecutive units lie in the vector of parameters.
  func weights(into units: Range<Int>, layer: Int) -> Range<Int> {
    let start = layout.tensors[2 * layer - 2].range.lowerBound
    let columns = layers[layer - 1]
    return start + units.lowerBound * columns..<start + units.upperBound * columns
  }

  /// Where the biases of consecutive units lie in the vector of parameters.
  func biases(of units: Range<Int>, layer: Int) -> Range<Int> {
    let start = layout.tensors[2 * layer - 1].range.lowerBound
    return start + units.lowerBound..<start + units.upperBound
  }
}
