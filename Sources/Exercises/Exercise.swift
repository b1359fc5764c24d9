public import Cells
import GradientChecking
public import Notebooks

/// A notebook whose own checks judge what others write in the place of its solutions.
public struct Exercise: Sendable {
  /// The edition with the solutions.
  let edition: Edition
  /// The code of the cells that take it from files, by their index.
  let files: [String: SourceText]
  /// Files that the cells read.
  let inputs: [(path: String, contents: [UInt8])]
  /// The checks, in their order.
  public let checks: [ExerciseCheck]

  /// Prepares to judge submissions.
  ///
  /// - Parameters:
  ///   - edition: The edition with the solutions.
  ///   - results: What came of its cells.
  ///   - inputs: Files that the cells read.
  public init(
    edition: Edition, results: CellResults, inputs: [(path: String, contents: [UInt8])] = []
  ) {
    self.edition = edition
    self.inputs = inputs
    files = results.program.files
    checks = edition.cells.enumerated().filter { $1.isCheck }.map { index, cell in
      let record = results.run?.cells[index] ?? CellRecord()
      return ExerciseCheck(
        index: index, id: cell.id?.value, subject: Exercise.subject(of: index, in: edition),
        task: Exercise.task(of: index, in: edition),
        points: cell.points?.value ?? 1, isHidden: cell.isHidden, record: record,
        frontMatter: edition.frontMatter)
    }
  }

  /// What all checks together are worth.
  public var points: Int { checks.reduce(0) { $0 + $1.points } }

  /// The id of the cell that a check is about: the one it names, else the last solution before it.
  private static func subject(of index: Int, in edition: Edition) -> String? {
    edition.cells[index].subject?.value
      ?? edition.cells[..<index].last { !$0.solutions.isEmpty }?.id?.value
  }

  /// The index of the cell with a solution that a check is about.
  private static func task(of index: Int, in edition: Edition) -> Int? {
    guard let name = edition.cells[index].subject?.value else {
      return edition.cells[..<index].lastIndex { !$0.solutions.isEmpty }
    }
    return edition.cells.firstIndex { $0.id?.value == name && !$0.solutions.isEmpty }
  }
}

/// A cell that checks, with what it found in the notebook's own solution.
public struct ExerciseCheck: Sendable {
  /// The cell's index among those of the edition.
  let index: Int
  /// The cell's id, if it has one.
  public let id: String?
  /// The id of the cell that it is about.
  public let subject: String?
  /// The index of the cell with a solution that it is about.
  let task: Int?
  /// What it is worth.
  public let points: Int
  /// Whether students do not see it.
  public let isHidden: Bool
  /// What it expects of values.
  let claims: [ValueClaim]
  /// The gradients that it has checked.
  let gradients: [ReferenceGradient]

  init(
    index: Int, id: String?, subject: String?, task: Int?, points: Int, isHidden: Bool,
    record: CellRecord,
    frontMatter: FrontMatter
  ) {
    self.index = index
    self.id = id
    self.subject = subject
    self.task = task
    self.points = points
    self.isHidden = isHidden
    claims = record.claims
    gradients = record.checks.map { ReferenceGradient($0, frontMatter: frontMatter) }
  }

  /// What a message calls the check.
  public var name: String { id ?? subject.map { "check of \($0)" } ?? "check \(index + 1)" }
}

/// A gradient check of the notebook's own solution.
struct ReferenceGradient: Sendable {
  let id: String
  let settings: GradientCheck
  let point: [Double]
  let report: GradientCheckReport?

  init(_ record: RecordedCheck, frontMatter: FrontMatter) {
    id = record.id
    point = record.point
    settings = record.settings(frontMatter: frontMatter, overrides: [])
    let settings = settings
    report = record.objective.flatMap { try? settings.run($0, at: record.point) }
  }
}
