/// The points of all submissions, for a spreadsheet and for a program.
public struct PointsTable: Sendable {
  /// The file name of the notebook.
  public var notebook: String
  /// What was graded, in order.
  public var submissions: [(name: String, feedback: Feedback)]

  /// Lists submissions.
  public init(notebook: String, submissions: [(name: String, feedback: Feedback)]) {
    self.notebook = notebook
    self.submissions = submissions
  }

  /// The table as CSV (RFC 4180): a row for each submission, a column for each check.
  public func csv() -> String {
    let parts = submissions.first?.feedback.parts ?? []
    let head = ["submission"] + parts.map(\.name) + ["points", "of"]
    let rows = submissions.map { submission in
      let parts = submission.feedback.parts
      return [submission.name] + parts.map { String($0.earned) } + [
        String(parts.reduce(0) { $0 + $1.earned }), String(parts.reduce(0) { $0 + $1.points }),
      ]
    }
    return ([head] + rows).map { $0.map(\.quotedForCSV).joined(separator: ",") + "\r\n" }.joined()
  }

  /// The table as JSON.
  public func json() -> String {
    let entries = submissions.map { submission -> JSON in
      let parts = submission.feedback.parts
      return .object([
        ("submission", .string(submission.name)),
        ("points", .int(parts.reduce(0) { $0 + $1.earned })),
        ("of", .int(parts.reduce(0) { $0 + $1.points })),
        ("checks", .array(parts.map(\.json))),
        ("remarks", .array(submission.feedback.remarks.map(JSON.string))),
      ])
    }
    return JSON.object([
      ("schema", .int(1)), ("notebook", .string(notebook)), ("submissions", .array(entries)),
    ]).text + "\n"
  }
}

extension Feedback.Part {
  fileprivate var json: JSON {
    .object([
      ("name", .string(name)), ("points", .int(earned)), ("of", .int(points)),
      ("problems", .array(problems.map(JSON.string))),
    ])
  }
}

extension String {
  /// The text as a field of CSV; one that a spreadsheet would compute is made plain text.
  fileprivate var quotedForCSV: String {
    let text = first.map { "=+-@\t\r".contains($0) } == true ? "'" + self : self
    guard text.contains(where: { ",\"\r\n".contains($0) || $0 == "\r\n" }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
