public import GradientChecking

/// A figure with all that it takes to draw it.
public struct EvaluatedFigure: Sendable {
  /// What was asked for.
  public var specification: FigureSpecification
  /// The check that it is about.
  public var check: EvaluatedCheck
  /// The sweep, where the figure shows one.
  public var sweep: StepSweep?
}

/// Values that a block other than a check publishes under its id, in the order they are listed.
public struct PublishedValues: Sendable {
  /// The names and the values.
  public var values: [(name: String, value: Value)]

  /// Looks up a value by its name.
  ///
  /// - Parameters:
  ///   - path: The names after the id.
  ///   - subscripts: The subscripts, which no such value has.
  /// - Returns: The value.
  /// - Throws: An error that names the nearest known name.
  func value(_ path: [String], subscripts: [Int]) throws(ValueError) -> Value {
    let name = path.joined(separator: ".")
    guard let found = values.first(where: { $0.name == name }) else {
      throw .unknown("value", name, among: values.map(\.name), part: .name(0))
    }
    guard subscripts.isEmpty else {
      throw ValueError(message: "'\(name)' is one value and has no index", part: .subscripts)
    }
    return found.value
  }
}

extension StepSweep {
  /// The values of a sweep.
  var published: PublishedValues {
    let values: [(name: String, value: Double?)] = [
      ("best_step", best?.step), ("best_difference", best?.difference),
      ("truncation_slope", truncationSlope), ("roundoff_slope", roundoffSlope),
      ("theory_step", theory?.bestStep), ("theory_difference", theory?.floor), ("noise", noise),
      ("kink", kink),
    ]
    return PublishedValues(
      values: values.compactMap { name, value in value.map { (name, .number($0)) } })
  }
}
