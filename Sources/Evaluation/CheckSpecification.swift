public import Cells
public import GradientChecking
public import NeuralNetworks

/// What a `gradcheck` block asks for.
public struct CheckSpecification: Sendable {
  /// The function whose gradient is checked, and where.
  public enum Model: Sendable {
    /// J(θ) = θx at a θ.
    case linear(LinearModel, theta: Double)
    /// A network at a random point.
    case network(NetworkObjective, TestPoint, seed: UInt32, scale: TestPoint.Scale)
    /// A function of a cell's own, with the values that it gave.
    case function(RecordedCheck, any Objective)
  }

  /// How much of a result a page shows.
  public enum Display: String, CaseIterable, Sendable {
    /// The verdict, all tensors, and what there is to say about them.
    case full
    /// The verdict and the numbers of the whole check.
    case summary
    /// Nothing: the check is there for its values.
    case none
  }

  /// The function and the point.
  public var model: Model
  /// How its gradient is checked.
  public var check: GradientCheck
  /// The caption of the check's panel, if the author gives one.
  public var caption: String?
  /// How much of the result the page shows.
  public var display: Display
  /// What the author expects of the result.
  public var expectations: [Expectation]

  /// The bugs planted in backpropagation, by name.
  public var injected: [String] {
    switch model {
    case .linear, .function: []
    case .network(let objective, _, _, _): objective.bugs.map(\.identifier)
    }
  }

  /// The name of the model, as the notebook writes it.
  public var modelName: String {
    switch model {
    case .linear: "linear"
    case .network: "network"
    case .function: "function"
    }
  }

  /// Says where a gradient is wrong and what may be wrong there.
  ///
  /// - Parameter report: What the check said.
  /// - Returns: The diagnosis, by the catalogue where the model is a network.
  public func diagnosis(of report: GradientCheckReport) -> Diagnosis {
    switch model {
    case .linear, .function: report.diagnosis
    case .network(let objective, let point, _, _):
      objective.diagnosis(of: report, at: point.parameters)
    }
  }

  /// Runs the check.
  ///
  /// - Parameter workers: The threads that do it.
  /// - Returns: The report.
  /// - Throws: An error where the scheme cannot be carried out on the model.
  public func run(by workers: Workers = Workers()) throws(GradientCheckError) -> GradientCheckReport
  {
    switch model {
    case .linear(let model, let theta):
      try check.run(model, at: [theta], workers: workers)
    case .network(let objective, let point, _, _):
      try check.run(objective, at: point.parameters, workers: workers)
    case .function(let record, let objective):
      try check.run(objective, at: record.point, workers: workers)
    }
  }
}
