public import Cells
public import GradientChecking
public import Notebooks

/// An edition of a notebook with everything in it computed.
public struct EvaluatedEdition: Sendable {
  /// The edition.
  public var edition: Edition
  /// The checks, in the order of the notebook.
  public var checks: [EvaluatedCheck] = []
  /// The tables, by the place of their blocks.
  public var tables: [Range<Int>: TableSpecification] = [:]
  /// The figures, by the place of their blocks.
  public var figures: [Range<Int>: EvaluatedFigure] = [:]
  /// The mutants of checks, by the place of their blocks.
  public var mutants: [Range<Int>: EvaluatedMutants] = [:]
  /// What blocks other than checks publish, by id.
  public var published: [String: PublishedValues] = [:]
  /// The values that are shown, by the place of their references.
  public var values: [Range<Int>: Value] = [:]
  /// The stated values, in the order of the notebook.
  public var statements: [Statement] = []
  /// The expectations, check by check.
  public var expectations: [ExpectationResult] = []
  /// What came of the cells, where there are any.
  public var cells: CellResults?
  /// The values that cells published, by name.
  public var cellValues: [String: Value] = [:]
  /// What cells expected of values, with the outcome.
  public var claims: [ClaimResult] = []
  /// What is malformed and what does not hold.
  public var diagnostics: [Diagnostic] = []

  /// The check with an id.
  public func check(_ id: String) -> EvaluatedCheck? { checks.first { $0.id == id } }
}

/// A check with its result.
public struct EvaluatedCheck: Sendable {
  /// The id.
  public var id: String
  /// The place of its block.
  public var range: Range<Int>
  /// What was asked for.
  public var specification: CheckSpecification
  /// What came out.
  public var report: GradientCheckReport
  /// Where the gradient is wrong and what may be wrong there; empty where nothing is.
  public var diagnosis: Diagnosis
}

/// A stated value with the one that was computed.
public struct Statement: Sendable {
  /// Where and what was stated.
  public var reference: ValueReference
  /// The value as it was stated.
  public var stated: StatedValue
  /// What was computed.
  public var computed: Value
  /// Whether the two agree.
  public var holds: Bool
}

/// An expectation with its outcome.
public struct ExpectationResult: Sendable {
  /// The check's id.
  public var check: String
  /// What was expected.
  public var expectation: Expectation
  /// Whether it holds.
  public var holds: Bool
}

/// Something that a cell expected of a value, with its outcome.
public struct ClaimResult: Sendable {
  /// The index of the cell.
  public var cell: Int
  /// What was expected.
  public var claim: ValueClaim
  /// Whether it holds.
  public var holds: Bool
}
