import GradientChecking
import NeuralNetworks
import Notebooks

/// Turns the keys of a `gradcheck` block into a specification, and reports all that is wrong.
struct CheckReader {
  private var reader: KeyReader
  /// What is wrong with the block.
  var diagnostics: [Diagnostic] { reader.diagnostics }

  /// Prepares to read a block, with the notebook's defaults and its variant's changes.
  init(_ directive: Directive, defaults: [YAMLEntry], overrides: [YAMLEntry]) {
    reader = KeyReader(directive.body, owner: "a gradcheck block", range: directive.range)
    for entry in defaults where !reader.has(entry.key.value) { reader.override(entry) }
    for entry in overrides { reader.override(entry) }
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
    return check
  }

  private mutating func expectations() -> [Expectation] {
    guard let value = reader.value("expect") else { return [] }
    return value.elements.compactMap { element in
      do throws(Diagnostic) {
        return try Expectation(element)
      } catch {
        reader.report(error)
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
    let (seed, scale) = random()
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
    let point = TestPoint(for: network, labels: labels, seed: seed, scale: scale)
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
    guard let value = reader.required("layers", example: "[4, 5, 3, 1]") else { return nil }
    let sizes = value.elements.compactMap {
      reader.integer($0, named: "layer size", in: 1...Int.max)
    }
    guard sizes.count == value.elements.count else { return nil }
    do {
      return try Network(
        layers: sizes, hidden: hidden, output: output, loss: loss, arithmetic: arithmetic)
    } catch {
      let place =
        if case .lossNeedsProbabilities = error { reader.value("output") ?? value } else { value }
      reader.report(String(describing: error), at: place)
      return nil
    }
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
        case .noExamples, .tooManyExamples, .count:
          value
        }
      reader.report(String(describing: error), at: place)
      return nil
    }
  }

  private mutating func random() -> (seed: UInt32?, scale: TestPoint.Scale) {
    guard let value = reader.required("random", example: "{ generator: numpy, seed: 1 }") else {
      return (nil, .unit)
    }
    var inner = KeyReader(value, owner: "random", range: value.range)
    _ = inner.choice("generator", of: [("numpy", ())], noun: "generators")
    let seed = inner.required("seed", example: "1")
      .flatMap { inner.integer($0, named: "seed", in: 0...Int(UInt32.max)) }
    let scale: TestPoint.Scale = inner.name("scale", noun: "scales") ?? .unit
    inner.finish()
    inner.diagnostics.forEach { reader.report($0) }
    return (seed.map(UInt32.init), scale)
  }

  private mutating func bugs() -> [(bug: Bug, value: YAMLValue)] {
    (reader.value("inject")?.elements ?? []).compactMap { value in
      do throws(BugError) {
        return (try Bug.parsing(value.scalar ?? value.description), value)
      } catch {
        var message = String(describing: error)
        if case .unknown(let name) = error {
          message += Suggestion.phrase(for: name, among: Bug.names, noun: "bugs")
        }
        var diagnostic = value.diagnostic(message)
        if case .unknown(let name) = error {
          diagnostic = diagnostic.correcting(name, among: Bug.names)
        }
        reader.report(diagnostic)
        return nil
      }
    }
  }
}

extension YAMLValue {
  fileprivate var isList: Bool {
    if case .sequence = content { true } else { false }
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
