import CKernels
import GradientChecking

/// A forward pass laid out for evaluating J near its point: what changes is carried forward.
///
/// A change h of W_l[i,j] changes z_l,i by `h·a_{l−1,j}` and nothing before it. From there on
/// differences are carried, not values: `Δa = f(z + Δz) − f(z)`, written without cancellation, and
/// `Δz_{l+1} = W_{l+1}·Δa`. So J(θ + h) is J(θ) plus a difference that is accurate in itself, and
/// carries one rounding where an evaluation from the beginning carries hundreds.
final class CarriedForwardPass: @unchecked Sendable {
  /// The network.
  let network: Network
  /// The examples.
  let data: TrainingSet
  /// The parameters.
  let point: [Double]
  /// `J(θ)`.
  let cost: Double
  /// Which loops do the work.
  let kernels: Kernels
  /// For each layer l its inputs A_{l−1}, an example in each row, and a last 1 for the bias.
  let inputs: [UnsafeMutablePointer<Double>]
  /// For each layer and example the largest magnitude among its inputs, the 1 of the bias included.
  let largestInputs: [[Double]]
  /// The length of a row of `inputs`; reading a block of lanes past an input is safe.
  let strides: [Int]
  /// What the loops read.
  let parameters: UnsafeMutablePointer<ck_network>

  private var arena = Arena()

  /// Runs the network forward and lays out what the loops need.
  ///
  /// - Complexity: O(examples × weights), in memory O(weights + examples × units).
  init(of network: Network, at point: [Double], on data: TrainingSet, kernels: Kernels = .best) {
    self.network = network
    self.data = data
    self.point = point
    self.kernels = kernels
    let layers = network.layers(from: point)
    let pass = network.portableForward(data, through: layers)
    cost = network.portableCost(of: pass, through: layers, on: data)

    let lanes = Int(CK_LANES)
    strides = network.layers.dropLast().map { ($0 + 1 + lanes - 1) / lanes * lanes + lanes }
    var inputs: [UnsafeMutablePointer<Double>] = []
    for (matrix, stride) in zip(pass.activations, strides) {
      inputs.append(arena.inputs(matrix, stride: stride))
    }
    self.inputs = inputs
    largestInputs = pass.activations.map(\.largestInColumns)
    parameters = arena.allocate(ck_network(), count: 1)
    parameters.pointee = ck_network()
    parameters.pointee.examples = data.examples
    parameters.pointee.depth = network.depth
    parameters.pointee.sizes = UnsafePointer(arena.copy(network.layers))
    parameters.pointee.weights = arena.pointers(layers.map(\.weights.elements))
    layOutHiddenLayers(of: pass)
    layOutLoss(of: pass, labels: data.labels)
  }

  private func layOutHiddenLayers(of pass: ForwardPass<Double>) {
    let hidden = pass.logits.dropLast().map(\.transposed.elements)
    let masks = zip(data.masks, network.keep).map { mask, keep in
      mask.transposed.elements.map { $0 / keep }
    }
    let derived = hidden.enumerated().map { index, z in
      DerivedUnits(of: z, activation: network.hidden)
        .masked(by: masks.isEmpty ? nil : masks[index], activation: network.hidden)
    }
    parameters.pointee.masks = masks.isEmpty ? nil : arena.pointers(masks)
    parameters.pointee.activation = network.hidden.kernel
    parameters.pointee.leak = network.hidden == .leakyReLU ? Activation.leak : 0
    parameters.pointee.values = arena.pointers(derived.map(\.values))
    parameters.pointee.slopes = arena.pointers(derived.map(\.slopes))
    parameters.pointee.inverses = arena.pointers(derived.map(\.inverses))
  }

  private func layOutLoss(of pass: ForwardPass<Double>, labels: Labels) {
    let derived = DerivedOutputs(
      logits: pass.logits[network.depth - 1].transposed, labels: labels, network: network)
    parameters.pointee.loss = derived.loss
    parameters.pointee.outputs = UnsafePointer(arena.copy(derived.outputs))
    parameters.pointee.signs = UnsafePointer(arena.copy(derived.signs))
    parameters.pointee.linear = derived.linear.map { UnsafePointer(arena.copy($0)) }
    parameters.pointee.classes = labels.classes.map { UnsafePointer(arena.copy($0)) }
  }
}

extension Matrix<Double> {
  /// For each column the largest magnitude in it, or 1 if that is more.
  fileprivate var largestInColumns: [Double] {
    (0..<columns).map { column in
      (0..<rows).reduce(1) { max($0, self[$1, column].magnitude) }
    }
  }
}

/// Memory that stays where it is until its owner goes.
private struct Arena: ~Copyable {
  private var blocks: [UnsafeMutableRawPointer] = []

  init() {}

  deinit { for block in blocks { block.deallocate() } }

  mutating func allocate<T>(_ value: T, count: Int) -> UnsafeMutablePointer<T> {
    let block = UnsafeMutablePointer<T>.allocate(capacity: max(count, 1))
    block.initialize(repeating: value, count: max(count, 1))
    blocks.append(UnsafeMutableRawPointer(block))
    return block
  }

  mutating func copy<T: BitwiseCopyable & Numeric>(_ values: [T]) -> UnsafeMutablePointer<T> {
    let block = allocate(T.zero, count: values.count)
    for (place, value) in values.enumerated() { block[place] = value }
    return block
  }

  mutating func pointers(_ arrays: [[Double]]) -> UnsafePointer<UnsafePointer<Double>?> {
    let copies = arrays.map { UnsafePointer<Double>?(UnsafePointer(copy($0))) }
    let table = allocate(UnsafePointer<Double>?.none, count: copies.count)
    for (place, pointer) in copies.enumerated() { table[place] = pointer }
    return UnsafePointer(table)
  }

  /// Lays out activations [n, m] by example, with a 1 after each row, and zeros up to the stride.
  mutating func inputs(_ matrix: Matrix<Double>, stride: Int) -> UnsafeMutablePointer<Double> {
    let block = allocate(0.0, count: matrix.columns * stride)
    for example in 0..<matrix.columns {
      for unit in 0..<matrix.rows { block[example * stride + unit] = matrix[unit, example] }
      block[example * stride + matrix.rows] = 1
    }
    return block
  }
}
