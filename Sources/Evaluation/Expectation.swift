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
    // A block of text ends in a line feed.
    let words = String((value.scalar ?? "")[...].trimmed)
    text = value
    if value.scalar != nil { text.content = .scalar(words, isPlain: true) }
    if words == "pass" {
      claim = .pass
    } else if words == "caught" {
      claim = .caught(tensors: nil)
    } else if let match = words.wholeMatch(of: /caught\s+in\s+\[([^\[\]]*)\]/) {
      let names = match.output.1.split(separator: ",", omittingEmptySubsequences: false)
        .map { $0.filter { !$0.isWhitespace } }
      guard !names.contains("") else {
        throw value.diagnostic(
          "'\(words)' names no tensor; write 'caught in [W2, b1]', 'caught' or 'pass'")
      }
      claim = .caught(tensors: names)
    } else if let match = words.wholeMatch(
      of: /([A-Za-z_][\w.]*)(?:\[([\d,\s]*)\])?\s*(<=|>=|<|>)\s*(\S+)/),
      let relation = Relation(rawValue: String(match.output.3)),
      let limit = Double(match.output.4), !limit.isNaN,
      let subscripts = match.output.2.map(Expectation.subscripts) ?? []
    {
      claim = .comparison(
        path: match.output.1.split(separator: ".", omittingEmptySubsequences: false)
          .map(String.init),
        subscripts: subscripts, relation: relation, limit: limit)
    } else {
      throw value.diagnostic(Expectation.unreadable(value))
    }
  }

  private static func subscripts(_ list: Substring) -> [Int]? {
    let numbers = list.split(separator: ",", omittingEmptySubsequences: false)
      .map { Int($0.filter { !$0.isWhitespace }) }
    return numbers.contains(nil) ? nil : numbers.compactMap(\.self)
  }

  private static func unreadable(_ value: YAMLValue) -> String {
    guard let words = value.scalar else {
      return "expectation is \(value.description); it must be a text such as 'pass'"
    }
    let verb = words.prefix { $0.isLetter }
    if let tensors = words.wholeMatch(of: /caught\s+in\s+([\w,\s]+)/)?.output.1 {
      return "expectation '\(words)' can't be read; did you mean 'caught in [\(tensors)]'?"
    }
    if verb == words, let nearest = Suggestion.nearest(to: words, among: ["pass", "caught"]) {
      return "expectation '\(words)' is unknown; did you mean '\(nearest)'?"
    }
    return "expectation '\(words)' can't be read; write 'pass', 'caught', 'caught in [W2, b1]' "
      + "or a comparison such as 'difference < 1e-6'"
  }

  /// Where a part of the name that the expectation gives stands.
  func range(of part: ValueError.Part) -> Range<Int> {
    switch (part, claim) {
    case (.name(let index), .comparison(let path, _, _, _)): text.range(of: path[index])
    case (.name(let index), .caught(let tensors?)): text.range(of: tensors[index])
    default: text.range
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
      for (index, name) in tensors.enumerated() where report.layout.tensor(named: name) == nil {
        throw .unknown(
          "parameter", name, among: report.layout.tensors.map(\.name), part: .name(index))
      }
      let holds = report.verdict == .wrong && Set(tensors) == Set(wrong)
      return holds ? nil : "the verdict is \(report.verdict); \(found)"
    case .comparison(let path, let subscripts, let relation, let limit):
      let value = try report.value(path, subscripts: subscripts)
      let position = subscripts.map(String.init).joined(separator: ",")
      let name = path.joined(separator: ".") + (subscripts.isEmpty ? "" : "[\(position)]")
      guard let number = value.number else {
        throw ValueError(
          message: "'\(name)' is not a single number, which a comparison needs")
      }
      return relation.holds(number, limit) ? nil : "\(name) is \(number.notation)"
    }
  }
}
