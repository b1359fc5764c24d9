/// What a student is told about a submission.
public struct Feedback: Sendable {
  /// The title of the exercise.
  public var title: String
  /// The language of the exercise.
  public var language: String
  /// The name of the submission.
  public var submission: String
  /// One for each check.
  public var parts: [Part]
  /// What else the student should know.
  public var remarks: [String]

  /// What is said about one check.
  public struct Part: Sendable {
    /// What the check is about.
    public var name: String
    /// What the submission gets for it.
    public var earned: Int
    /// What it is worth.
    public var points: Int
    /// What is wrong; empty where it holds.
    public var problems: [String]

    /// Describes a check.
    public init(name: String, earned: Int, points: Int, problems: [String]) {
      self.name = name
      self.earned = earned
      self.points = points
      self.problems = problems
    }
  }

  /// Describes a submission.
  public init(
    title: String, language: String, submission: String, parts: [Part], remarks: [String]
  ) {
    self.title = title
    self.language = language
    self.submission = submission
    self.parts = parts
    self.remarks = remarks
  }
}

extension Feedback {
  /// The feedback as a self-contained HTML page.
  public func page() -> String {
    let earned = parts.reduce(0) { $0 + $1.earned }
    let points = parts.reduce(0) { $0 + $1.points }
    let rows = parts.map { part -> HTML in
      let holds = part.problems.isEmpty
      let problems = part.problems.map { "<li>\($0)</li>\n" as HTML }
      let words: HTML = holds ? "right" : "<ul>\n\(problems)</ul>"
      return """
        <tr class="\(holds ? "consistent" : "wrong")"><th scope="row">\(part.name)</th>\
        <td class="number">\(part.earned) of \(part.points)</td><td>\(words)</td></tr>

        """
    }
    let items = remarks.map { "<li>\($0)</li>\n" as HTML }
    let notes: HTML =
      items.isEmpty
      ? ""
      : "<h2>What happened when it ran</h2>\n<ul class=\"remarks\">\n\(items)</ul>\n"
    return pageHTML(
      title: "\(title): \(submission)", language: language, mathStyle: "",
      content: """
        <article class="feedback">
        <header>
        <h1>\(title)</h1>
        <p class="subtitle">Feedback for \(submission): <strong>\(earned) of \(points) points</strong></p>
        </header>
        <table>
        <thead><tr><th scope="col">part</th><th scope="col" class="number">points</th>\
        <th scope="col">result</th></tr></thead>
        <tbody>
        \(rows)</tbody>
        </table>
        \(notes)</article>
        """)
  }
}
