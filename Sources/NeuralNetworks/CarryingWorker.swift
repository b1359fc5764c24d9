import CKernels
import GradientChecking

/// One thread's work on a carried forward pass, with the memory that it needs.
struct CarryingWorker: ~Copyable {
  let pass: CarriedForwardPass
  let scratch: CarryingScratch

  init(_ pass: CarriedForwardPass) {
    self.pass = pass
    scratch = CarryingScratch(for: pass.parameters)
  }

  /// Finds how the logits respond to some units.
  func respond(_ part: SortedPerturbations.Part) {
    pass.kernels.table.pointee.responses(
      pass.parameters, part.layer, part.units.lowerBound, scratch.responses, scratch.closeness,
      scratch.work)
  }
}

/// What a worker is asked to do.
struct CarryingTask {
  let perturbations: SortedPerturbations
  let costs: SharedNumbers
}

extension CarryingWorker {
  /// Evaluates J for all perturbations of some units.
  func evaluate(_ part: SortedPerturbations.Part, of task: CarryingTask) {
    let method = pass.method(forLayer: part.layer)
    if method == .response { respond(part) }
    for unit in part.units {
      var row = CarriedRow(task: task, layer: part.layer, unit: unit, method: method)
      let weights = pass.network.weights(into: unit..<unit + 1, layer: part.layer)
      let biases = pass.network.biases(of: unit..<unit + 1, layer: part.layer)
      let first = task.perturbations.places(of: weights)
      let last = task.perturbations.places(of: biases)
      if method == .curves { fitCurves(&row, at: first.first ?? last.first) }
      var rest: [Int] = []
      if let repetitions = task.perturbations.repetitions(in: first) {
        for turn in 0..<repetitions {
          evaluate(
            row, run: stride(from: first.lowerBound + turn, to: first.upperBound, by: repetitions),
            &rest)
        }
      } else {
        gather(row, Array(first), &rest)
      }
      gather(row, Array(last), &rest)
      // What carries a unit over its kink is carried through the kink; other steps, other curves.
      while !rest.isEmpty {
        let places = rest
        rest = []
        row.method = method == .response ? .carrying : method
        if method == .curves { fitCurves(&row, at: places.first) }
        gather(row, places, &rest)
      }
    }
  }

  /// Evaluates perturbations of consecutive weights, whose inputs lie side by side.
  private func evaluate(_ row: CarriedRow, run: StrideTo<Int>, _ rest: inout [Int]) {
    let places = Array(run)
    guard let start = places.first else { return }
    let columns = pass.network.layers[row.layer - 1]
    let weights = pass.network.weights(into: row.unit..<row.unit + 1, layer: row.layer)
    let first = row.task.perturbations[start].index - weights.lowerBound
    precondition(first + places.count <= columns, "a run must stay in its row")
    for begin in stride(from: 0, to: places.count, by: lanes) {
      let block = places[begin..<min(begin + lanes, places.count)]
      evaluate(
        row, block, inputs: pass.inputs[row.layer - 1] + first + begin,
        stride: pass.strides[row.layer - 1], &rest)
    }
  }

  /// Evaluates any perturbations of a row, whose inputs are brought together first.
  private func gather(_ row: CarriedRow, _ places: [Int], _ rest: inout [Int]) {
    guard !places.isEmpty else { return }
    let inputs = pass.inputs[row.layer - 1]
    let stride = pass.strides[row.layer - 1]
    let weights = pass.network.weights(into: row.unit..<row.unit + 1, layer: row.layer)
    for begin in Swift.stride(from: 0, to: places.count, by: lanes) {
      let block = places[begin..<min(begin + lanes, places.count)]
      for (lane, place) in block.enumerated() {
        let index = row.task.perturbations[place].index
        // The bias comes after the inputs.
        let input = weights.contains(index) ? index - weights.lowerBound : weights.count
        for example in 0..<pass.data.examples {
          scratch.tile[example * lanes + lane] = inputs[example * stride + input]
        }
      }
      evaluate(row, block, inputs: scratch.tile, stride: lanes, &rest)
    }
  }

  /// Evaluates a block of perturbations, or notes those that the row's method is not good for.
  private func evaluate(
    _ row: CarriedRow, _ block: ArraySlice<Int>, inputs: UnsafePointer<Double>, stride: Int,
    _ rest: inout [Int]
  ) {
    for lane in 0..<lanes { scratch.steps[lane] = 0 }
    for (lane, place) in block.enumerated() {
      let perturbation = row.task.perturbations[place]
      scratch.steps[lane] = perturbation.value - pass.point[perturbation.index]
    }
    switch row.method {
    case .response:
      pass.kernels.table.pointee.differences_by_response(
        pass.parameters, row.unit, inputs, stride, scratch.steps, scratch.responses,
        scratch.closeness, scratch.differences, scratch.flags, scratch.work)
    case .curves where row.terms > 0:
      pass.kernels.table.pointee.differences_by_curves(
        pass.parameters, inputs, stride, scratch.steps, scratch.reaches, scratch.curves, row.terms,
        scratch.differences)
    case .carrying, .curves:
      pass.kernels.table.pointee.differences_by_carrying(
        pass.parameters, row.layer, row.unit, inputs, stride, scratch.steps, scratch.differences,
        scratch.work)
    }
    for (lane, place) in block.enumerated() {
      if !row.covers(scratch.steps[lane], isFlagged: scratch.flags[lane] != 0) {
        rest.append(place)
      } else {
        row.task.costs.set(
          row.task.perturbations.originalPlace(place),
          to: pass.cost(
            of: row.task.perturbations[place], step: scratch.steps[lane],
            difference: scratch.differences[lane]))
      }
    }
  }
}

/// How many perturbations the loops take at a time.
private let lanes = Int(CK_LANES)

/// A unit whose perturbations are evaluated.
struct CarriedRow {
  let task: CarryingTask
  let layer: Int
  let unit: Int
  var method: CarryingMethod
  /// With curves, which steps they are good for; nil where they are good for none.
  var range: StepRange?
  /// With curves, how many of their terms count; 0 where they are good for nothing.
  var terms = 0

  /// Whether the row's method gives the difference for a step.
  func covers(_ step: Double, isFlagged: Bool) -> Bool {
    switch method {
    case .carrying: true
    case .response: !isFlagged
    case .curves: StepRange(step) == range
    }
  }
}

/// The memory of one thread: proportional to a block of units, never to the parameters.
struct CarryingScratch: ~Copyable {
  let work: UnsafeMutablePointer<Double>
  let responses: UnsafeMutablePointer<Double>
  let closeness: UnsafeMutablePointer<Double>
  let tile: UnsafeMutablePointer<Double>
  let steps: UnsafeMutablePointer<Double>
  let differences: UnsafeMutablePointer<Double>
  let flags: UnsafeMutablePointer<UInt8>
  let reaches: UnsafeMutablePointer<Double>
  let curves: UnsafeMutablePointer<Double>

  init(for network: UnsafePointer<ck_network>) {
    let examples = network.pointee.examples
    let outputs = network.pointee.sizes[network.pointee.depth]
    func zeros(_ count: Int) -> UnsafeMutablePointer<Double> {
      let block = UnsafeMutablePointer<Double>.allocate(capacity: count)
      block.initialize(repeating: 0, count: count)
      return block
    }
    work = zeros(ck_scratch_size(network))
    responses = zeros(examples * outputs * lanes)
    closeness = zeros(examples * lanes)
    tile = zeros(examples * lanes)
    steps = zeros(lanes)
    differences = zeros(lanes)
    reaches = zeros(examples)
    curves = zeros(examples * lanes)
    flags = .allocate(capacity: lanes)
    flags.initialize(repeating: 0, count: lanes)
  }

  deinit {
    for block in [work, responses, closeness, tile, steps, differences, reaches, curves] {
      block.deallocate()
    }
    flags.deallocate()
  }
}
