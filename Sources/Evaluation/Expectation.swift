import GradientChecking
public import Notebooks

/// What an author expects of a check.
///
/// ```
/// expectation  ->  "pass"  |  "caught" [ "in" "[" tensor { "," tensor } "]" ]
///                |  value ( "<" | "<=" | ">" | ">=" ) number
/// ```
public struct Expectation: Sendable {
  /// What has to be.
  public enum Claim: Sendable {
    /// The verdict is consistent.
    case pass
    /// The verdict is wrong, and where tensors are named, exactly these are.
    case caught(tensors: [String]?)
    /// A value stands in a relation to a number.
    case comparison(path: [String], subscripts: [Int], relation: Relation, limit: Double)
  }

  /// How a value compares with a number.
  public enum Relation: String, Sendable, CaseIterable {
    case less = "<"
    case atMost = "<="
    case more = ">"
    case atLeast = ">="

    /// Whether a value stands in this relation to a number; one that is not a number never does.
    func holds(_ value: Double, _ limit: Double) -> Bool {
      switch self {
      case .less: value < limit
      case .atMost: value <= limit
      case .more: value > limit
      case .atLeast: value >= limit
      }
    }
  }

  /// What has to be.
  public var claim: Claim
  /// The expectation as it was written, and where.
  public var text: YAMLValue
}

extension Expectation {
  /// Reads an expectation.
  ///
  /// - Parameter value: The YAML scalar that holds it.
  /// - Throws: A diagnostic that shows how an expectation is written.
  init(_ value: YAMLValue) throws(Diagnostic) {
    text = value
    let words = value.scalar ?? ""
    if words == "pass" {
      claim = .pass
    } else if words == "caught" {
      claim = .caught(tensors: nil)
    } else if let match = words.wholeMatch(of: /caught\s+in\s+\[([^\[\]]*)\]/) {
      let names = match.output.1.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
      guard !names.isEmpty else {
        throw value.diagnostic("'caught in []' names no tensor; write 'caught' or 'pass'")
      }
      claim = .caught(tensors: names)
    } else if let match = words.wholeMatch(
      of: /([A-Za-z_][\w.]*)(?:\[([\d,\s]*)\])?\s*(<=|>=|<|>)\s*(\S+)/),
      let relation = Relation(rawValue: String(match.output.3)),
      let limit = Double(match.output.4), !limit.isNaN
    {
      let subscripts = (match.output.2 ?? "").split(separator: ",")
        .compactMap { Int($0.filter { !$0.isWhitespace }) }
      claim = .comparison(
        path: match.output.1.split(separator: ".").map(String.init), subscripts: subscripts,
        relation: relation, limit: limit)
    } else {
      throw value.diagnostic(
        "expectation \(value.description) can't be read; write 'pass', 'caught', "
          + "'caught in [W2, b1]' or a comparison such as 'difference < 1e-6'")
    }
  }

  /// Judges the expectation by a report.
  ///
  /// - Parameter report: The result of the check.
  /// - Returns: Nil where it holds, else why it does not.
  /// - Throws: An error where the expectation names what the check does not have.
  func failure(in report: GradientCheckReport) throws(ValueError) -> String? {
    let wrong = report.tensors.filter { $0.verdict == .wrong }.map(\.name)
    let found =
      wrong.isEmpty ? "no tensor is wrong" : "wrong are [\(wrong.joined(separator: ", "))]"
    switch claim {
    case .pass:
      return report.verdict == .consistent ? nil : "the verdict is \(report.verdict); \(found)"
    case .caught(nil):
      return report.verdict == .wrong ? nil : "the verdict is \(report.verdict); \(found)"
    case .caught(let tensors?):
      for name in tensors where report.layout.tensor(named: name) == nil {
        throw .unknown("parameter", name, among: report.layout.tensors.map(\.name))
      }
      let holds = report.verdict == .wrong && Set(tensors) == Set(wrong)
      return holds ? nil : "the verdict is \(report.verdict); \(found)"
    case .comparison(let path, let subscripts, let relation, let limit):
      let value = try report.value(path, subscripts: subscripts)
      guard let number = value.number else {
        throw ValueError(message: "'\(path.joined(separator: "."))' is not a single number")
      }
      return relation.holds(number, limit)
        ? nil : "\(path.joined(separator: ".")) is \(number.notation)"
    }
  }
}
