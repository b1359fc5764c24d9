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
    /// What the check is called.
    public var name: String
    /// The id of the cell that it is about, if it is about one.
    public var subject: String?
    /// What the submission gets for it.
    public var earned: Int
    /// What it is worth.
    public var points: Int
    /// What is wrong; empty where it holds.
    public var problems: [String]

    /// Describes a check.
    public init(
      name: String, subject: String? = nil, earned: Int, points: Int, problems: [String]
    ) {
      self.name = name
      self.subject = subject
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
  /// How the name of a page of feedback ends, after that of the submission.
  public static let ending = ".feedback.html"

  /// What the submission gets.
  var earned: Int { parts.reduce(0) { $0 + $1.earned } }
  /// What it could have got.
  var points: Int { parts.reduce(0) { $0 + $1.points } }

  /// The feedback as a self-contained HTML page.
  public func page() -> String {
    let rows = parts.map { part -> HTML in
      let holds = part.problems.isEmpty
      let problems = part.problems.map { "<li>\($0)</li>\n" as HTML }
      let words: HTML = holds ? "right" : "<ul>\n\(problems)</ul>"
      return """
        <tr class="\(holds ? "consistent" : "wrong")"><th scope="row">\(part.heading)</th>\
        <td class="number">\(part.earned) of \(part.points)</td><td>\(words)</td></tr>

        """
    }
    let items = remarks.map { "<li>\($0)</li>\n" as HTML }
    let notes: HTML =
      items.isEmpty
      ? ""
      : "<h2>Remarks</h2>\n<ul class=\"remarks\">\n\(items)</ul>\n"
    return pageHTML(
      title: "\(title): \(submission)", language: language, mathStyle: "",
      content: """
        <article class="feedback">
        <header>
        <h1>\(title)</h1>
        <p class="subtitle">Feedback for \(submission): <strong>\(earned) of \(points) points</strong></p>
        </header>
        <table class="results">
        <thead><tr><th scope="col">part</th><th scope="col" class="number">points</th>\
        <th scope="col">result</th></tr></thead>
        <tbody>
        \(rows)</tbody>
        </table>
        \(notes)</article>
        """)
  }
}

extension Feedback.Part {
  /// What a row is called: the cell that it is about, and the check below it.
  var heading: HTML {
    guard let subject, subject != name, name != "check of \(subject)" else { return "\(name)" }
    return "\(subject) <span class=\"check-name\">\(name)</span>"
  }
}
