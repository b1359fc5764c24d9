import Cells
import GradientChecking
import Notebooks

/// What became of one check in a submission.
public struct CheckGrade: Sendable, Hashable {
  /// The check's name.
  public var name: String
  /// The id of the cell that it is about.
  public var subject: String?
  /// What it is worth.
  public var points: Int
  /// What the submission gets for it.
  public var earned: Int
  /// What is wrong, a sentence each; empty where it holds.
  public var problems: [String]
  /// Whether the check came to its end, whatever it found.
  var isComplete: Bool

  /// Whether the check holds.
  public var holds: Bool { problems.isEmpty }
}

extension ExerciseCheck {
  /// Judges what a submission's functions gave.
  ///
  /// The values to compare with are those of the notebook's own run, whatever the submission's
  /// program says is expected; and a gradient has to belong to the right cost.
  ///
  /// - Parameters:
  ///   - record: What the check did; nil where it did not come to its end.
  ///   - reason: Why it did not.
  /// - Returns: The grade.
  func grade(_ record: CellRecord?, reason: String?) -> CheckGrade {
    var problems: [String] = []
    if let record, record.isComplete {
      // The submission runs in the same program, and may say what only a check should.
      if isExceeded(by: record) {
        problems.append(
          "the code that was handed in takes part in the check, which is not its place")
      }
      for (place, claim) in claims.enumerated() {
        guard record.claims.indices.contains(place) else {
          problems.append("\(claim.label): there is no value")
          continue
        }
        let actual = record.claims[place].actual
        if !actual.agrees(with: claim.expected, within: claim.tolerance) {
          problems.append("\(claim.label): \(actual.shown) is not what it should be")
        }
      }
      for gradient in gradients {
        let found = record.checks.first { $0.id == gradient.id && $0.point == gradient.point }
        problems += gradient.problems(with: found)
      }
    } else {
      problems.append(reason ?? "the check did not come to its end")
    }
    return CheckGrade(
      name: name, subject: subject, points: points, earned: problems.isEmpty ? points : 0,
      problems: problems, isComplete: record?.isComplete == true)
  }

  /// Whether more was said in the check than it says in the notebook's own run.
  func isExceeded(by record: CellRecord) -> Bool {
    record.claims.count > claims.count || record.checks.count > gradients.count
  }
}

extension ReferenceGradient {
  /// How much the cost and the gradient may differ from those of the notebook's own solution.
  private static let agreement = 1e-6

  /// What is wrong with a submission's gradient: the verdict, and where it is wrong.
  func problems(with record: RecordedCheck?) -> [String] {
    guard let record, record.isComplete, let objective = record.objective,
      let found = try? settings.run(objective, at: record.point), let report
    else { return ["gradient check '\(id)': it was not carried out"] }
    guard near(found.cost, report.cost) else {
      return ["gradient check '\(id)': J is \(found.cost.notation) here, which is not the cost"]
    }
    switch found.verdict {
    case .wrong:
      let wrong = found.tensors.filter { $0.verdict == .wrong }.map(\.name)
      let place = wrong == ["theta"] || wrong.isEmpty ? "" : " for \(wrong.joined(separator: ", "))"
      let difference = NumberFormat(style: .e, digits: 2).string(found.difference)
      return [
        "gradient check '\(id)': the gradient is wrong\(place); the difference is \(difference)"
      ]
    case .unresolved where report.verdict != .unresolved:
      return ["gradient check '\(id)': the numbers do not tell whether the gradient is right"]
    case .consistent, .unresolved:
      let agrees =
        found.grad.count == report.grad.count && zip(found.grad, report.grad).allSatisfy(near)
      return agrees ? [] : ["gradient check '\(id)': the gradient is that of another cost"]
    }
  }

  private func near(_ left: Double, _ right: Double) -> Bool {
    let size = max(left.magnitude, right.magnitude)
    return left == right || (left - right).magnitude <= Self.agreement * size + 1e-12
  }
}

extension PublishedValue {
  /// The value as feedback shows it, in a line of bounded length.
  var shown: String {
    switch self {
    case .number(let number): number.notation
    case .count(let count): String(count)
    case .text(let text): "'\(text.prefix(60))'"
    case .truth(let truth): String(truth)
    case .numbers(let numbers):
      "[" + numbers.prefix(4).map(\.notation).joined(separator: ", ")
        + (numbers.count > 4 ? ", …" : "") + "]"
    }
  }
}
