import GradientChecking
import NeuralNetworks
import Notebooks

/// Turns the keys of a `gradcheck` block into a specification, and reports all that is wrong.
struct CheckReader {
  private var reader: KeyReader
  /// What is wrong with the expectations, which leaves the check itself as it is.
  private var unreadableExpectations: [Diagnostic] = []
  /// What is wrong with the block.
  var diagnostics: [Diagnostic] { reader.diagnostics + unreadableExpectations }

  /// Prepares to read a block, with the notebook's defaults and its variant's changes.
  init(
    _ body: YAMLValue, of directive: Directive, defaults: [YAMLEntry], overrides: [YAMLEntry]
  ) {
    reader = KeyReader(body, owner: "a gradcheck block", range: directive.range)
    for entry in defaults where !reader.has(entry.key.value) { reader.override(entry) }
    for entry in overrides { reader.override(entry) }
  }

  /// Reports what is wrong with the notebook's defaults, whether or not a check makes use of them.
  static func diagnostics(ofDefaults defaults: [YAMLEntry], source: SourceText) -> [Diagnostic] {
    let body = YAMLValue(content: .mapping(defaults), range: 0..<0, source: source)
    var reader = CheckReader(KeyReader(body, owner: "defaults", range: 0..<0))
    _ = reader.gradientCheck()
    return reader.diagnostics
  }

  /// Reports what is wrong with the keys that replace those of checks in cells.
  static func diagnostics(ofReplacements overrides: [CheckOverride]) -> [Diagnostic] {
    overrides.flatMap { override in
      let body = YAMLValue(
        content: .mapping([override.entry]), range: override.entry.key.range,
        source: override.entry.value.source)
      var reader = CheckReader(KeyReader(body, owner: "a check in a cell", range: body.range))
      reader.readStep()
      _ = reader.reader.positiveNumber("threshold")
      let _: Scheme? = reader.reader.name("scheme", noun: "schemes")
      let _: Arithmetic? = reader.reader.name("arithmetic", noun: "orders of summation")
      _ = reader.reader.text("caption")
      _ = reader.expectations()
      reader.reader.finish()
      return reader.diagnostics
    }
  }

  /// Reports a step that is neither a number nor `auto`, as cells' checks have it.
  private mutating func readStep() {
    if reader.value("step")?.scalar != "auto" { _ = reader.positiveNumber("step") }
  }

  private init(_ reader: KeyReader) {
    self.reader = reader
  }

  /// The specification, or nil where something is wrong.
  mutating func specification() -> CheckSpecification? {
    let kind =
      reader.required("model", example: "network").flatMap { _ in
        reader.choice("model", of: CheckReader.models, noun: "models")
      }
    let check = gradientCheck()
    let caption = reader.text("caption")?.value
    let display: CheckSpecification.Display = reader.name("show", noun: "extents") ?? .full
    let expectations = expectations()
    guard let kind else { return nil }
    let model =
      switch kind {
      case .linear: linearModel()
      case .network: networkModel(arithmetic: check.arithmetic)
      }
    reader.finish()
    guard let model, reader.diagnostics.isEmpty else { return nil }
    return CheckSpecification(
      model: model, check: check, caption: caption, display: display, expectations: expectations)
  }

  private enum Kind { case linear, network }
  private static let models: [(name: String, value: Kind)] = [
    ("linear", .linear), ("network", .network),
  ]

  private mutating func gradientCheck() -> GradientCheck {
    var check = GradientCheck(step: .automatic)
    if let step = reader.positiveNumber("step") { check.step = .given(step) }
    if let threshold = reader.positiveNumber("threshold") { check.threshold = threshold }
    if let scheme: Scheme = reader.name("scheme", noun: "schemes") { check.scheme = scheme }
    if let arithmetic: Arithmetic = reader.name("arithmetic", noun: "orders of summation") {
      check.arithmetic = arithmetic
    }
    if let evaluation: GradientChecking.Evaluation = reader.name(
      "evaluation", noun: "ways to evaluate")
    {
      check.evaluation = evaluation
    }
    return check
  }

  private mutating func expectations() -> [Expectation] {
    guard let value = reader.value("expect") else { return [] }
    return value.elements.compactMap { element in
      do throws(Diagnostic) {
        return try Expectation(element)
      } catch {
        unreadableExpectations.append(error)
        return nil
      }
    }
  }
}

// MARK: - Models

extension CheckReader {
  private mutating func linearModel() -> CheckSpecification.Model? {
    let x = reader.required("x", example: "2").flatMap { reader.number($0, named: "x") }
    let theta = reader.required("theta", example: "4").flatMap { reader.number($0, named: "theta") }
    for value in reader.value("inject")?.elements ?? [] {
      reader.report(
        "bug \(value.description) has no place in the linear model; bugs are planted in networks",
        at: value)
    }
    guard let x, let theta else { return nil }
    return .linear(LinearModel(x: x), theta: theta)
  }

  private mutating func networkModel(arithmetic: Arithmetic) -> CheckSpecification.Model? {
    let network = network(arithmetic: arithmetic)
    let labels = labels(for: network)
    let (seed, scale, maskSeed) = random()
    let bugs = bugs()
    guard let network, let labels, let seed else { return nil }
    for (bug, value) in bugs {
      do {
        try bug.check(in: network)
      } catch {
        reader.report(String(describing: error), at: value)
      }
    }
    guard reader.diagnostics.isEmpty else { return nil }
    let point = TestPoint(
      for: network, labels: labels, seed: seed, scale: scale, maskSeed: maskSeed)
    do {
      let objective = try NetworkObjective(
        network: network, data: point.data, bugs: bugs.map(\.bug))
      return .network(objective, point, seed: seed, scale: scale)
    } catch {
      preconditionFailure("bugs have been checked: \(error)")
    }
  }

  private mutating func network(arithmetic: Arithmetic) -> Network? {
    let hidden: Activation = reader.name("hidden", noun: "activations") ?? .relu
    let output: Output = reader.name("output", noun: "outputs") ?? .sigmoid
    let loss: Loss = reader.name("loss", noun: "losses") ?? .crossEntropy
    let l2 = reader.number("l2") ?? 0
    _ = reader.value("keep-probability")
    guard let value = reader.required("layers", example: "[4, 5, 3, 1]") else { return nil }
    let sizes = value.elements.compactMap {
      reader.integer($0, named: "layer size", in: 1...Int.max)
    }
    let keep = keepProbabilities(hiddenLayers: sizes.count - 2)
    guard sizes.count == value.elements.count, let keep else { return nil }
    do {
      return try Network(
        layers: sizes, hidden: hidden, output: output, loss: loss, l2: l2, keep: keep,
        arithmetic: arithmetic)
    } catch {
      reader.report(String(describing: error), at: place(of: error) ?? value)
      return nil
    }
  }

  /// The key that an error in a network is about, if it isn't the layers.
  private mutating func place(of error: NetworkError) -> YAMLValue? {
    switch error {
    case .lossNeedsProbabilities: return reader.value("output")
    case .invalidRegularisation: return reader.value("l2")
    case .invalidKeepProbability(_, let index):
      let elements = reader.value("keep-probability")?.elements ?? []
      return elements.count == 1 ? elements[0] : elements[index]
    case .keepProbabilityCount: return reader.value("keep-probability")
    case .tooFewLayers, .emptyLayer, .tooManyParameters: return nil
    }
  }

  /// One probability for each hidden layer, or a single one for all; nil where one can't be read.
  private mutating func keepProbabilities(hiddenLayers: Int) -> [Double]? {
    guard let value = reader.value("keep-probability") else { return [] }
    let numbers = value.elements.compactMap { reader.number($0, named: "keep-probability") }
    guard numbers.count == value.elements.count else { return nil }
    if !value.isList, let number = numbers.first, hiddenLayers > 0 {
      return Array(repeating: number, count: hiddenLayers)
    }
    return numbers
  }

  private mutating func labels(for network: Network?) -> Labels? {
    guard let value = reader.required("labels", example: "[1, 1, 0]") else {
      _ = reader.value("examples")
      return nil
    }
    // One list for each unit of the last layer, or a single list for a single unit.
    let rows = value.elements
    let elements = rows.flatMap(\.elements)
    let numbers = elements.compactMap { reader.number($0, named: "label") }
    if rows.contains(where: \.isList), let uneven = rows.first(where: { !$0.fits(rows[0]) }) {
      let count = uneven.elements.count
      reader.report(
        "a row of labels has \(count) \(count == 1 ? "entry" : "entries"), but the first has "
          + "\(rows[0].elements.count); each unit has a label for each example",
        at: uneven)
      _ = reader.value("examples")
      return nil
    }
    var examples = rows.contains { $0.isList } ? (rows.first?.elements.count ?? 0) : elements.count
    if let given = reader.value("examples") {
      guard let count = reader.integer(given, named: "examples", in: 1...Int.max) else {
        return nil
      }
      examples = count
    }
    guard let network, numbers.count == elements.count else { return nil }
    do {
      return try Labels(numbers, for: network, examples: examples)
    } catch {
      let place =
        switch error {
        case .notClass(_, let index, _), .notProbability(_, let index), .notFinite(_, let index):
          elements[index]
        case .noExamples, .tooManyExamples:
          reader.value("examples") ?? value
        case .count:
          value
        }
      reader.report(String(describing: error), at: place)
      return nil
    }
  }

  private mutating func random() -> (seed: UInt32?, scale: TestPoint.Scale, maskSeed: UInt32?) {
    guard let value = reader.required("random", example: "{ generator: numpy, seed: 1 }") else {
      return (nil, .unit, nil)
    }
    var inner = KeyReader(value, owner: "random", range: value.range)
    _ = inner.choice("generator", of: [("numpy", ())], noun: "generators")
    let seed = inner.required("seed", example: "1")
      .flatMap { inner.integer($0, named: "seed", in: 0...Int(UInt32.max)) }
    let scale: TestPoint.Scale = inner.name("scale", noun: "scales") ?? .unit
    let maskSeed = inner.value("mask-seed")
      .flatMap { inner.integer($0, named: "mask-seed", in: 0...Int(UInt32.max)) }
    inner.finish()
    inner.diagnostics.forEach { reader.report($0) }
    return (seed.map(UInt32.init), scale, maskSeed.map(UInt32.init))
  }

  private mutating func bugs() -> [(bug: Bug, value: YAMLValue)] {
    let injected = InjectedBugs(reader.value("inject")?.elements ?? [])
    injected.diagnostics.forEach { reader.report($0) }
    return injected.bugs
  }
}

extension YAMLValue {
  fileprivate var isList: Bool {
    if case .sequence = content { true } else { false }
  }

  /// Whether two rows are rows of the same matrix.
  fileprivate func fits(_ row: YAMLValue) -> Bool {
    isList == row.isList && elements.count == row.elements.count
  }
}

extension KeyReader {
  /// A case of an enumeration by its raw value.
  mutating func name<Choice: CaseIterable & RawRepresentable<String>>(
    _ key: String, noun: String
  ) -> Choice? {
    choice(key, of: Choice.allCases.map { ($0.rawValue, $0) }, noun: noun)
  }
}
