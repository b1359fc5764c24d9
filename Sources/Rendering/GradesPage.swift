import Notebooks

extension PointsTable {
  /// A sentence about all submissions: `38 submissions: 7.4 of 12 points on average`.
  public var summary: String {
    let earned = submissions.reduce(0) { $0 + $1.feedback.earned }
    let mean = Double(earned) / Double(max(submissions.count, 1))
    let points = submissions.first?.feedback.points ?? 0
    return "\(submissions.count) \(submissions.count == 1 ? "submission" : "submissions"): "
      + "\(NumberFormat(style: .f, digits: 1).string(mean)) of \(points) points on average"
  }

  /// The checks, each with the number of submissions that it holds in.
  public var checks: [(part: Feedback.Part, fulfilled: Int)] {
    (submissions.first?.feedback.parts ?? []).enumerated().map { index, part in
      (part, submissions.count { $0.feedback.parts[index].problems.isEmpty })
    }
  }

  /// The points of all submissions as a page for who graded them, which links to each one's feedback.
  public func page() -> String {
    let checks = checks.map { part, fulfilled -> HTML in
      """
      <tr><th scope="row">\(part.heading)</th><td class="number">\(part.points)</td>\
      <td class="number">\(fulfilled) of \(submissions.count)</td></tr>

      """
    }
    let rows = submissions.map { name, feedback -> HTML in
      let missing = feedback.parts.filter { !$0.problems.isEmpty }.map(\.name)
      // Where nothing holds, and one thing is to be said, it is the reason.
      let isOneReason = missing.count == feedback.parts.count && feedback.remarks.count == 1
      let words = isOneReason ? feedback.remarks[0] : missing.joined(separator: ", ")
      return """
        <tr><th scope="row"><a href="\((name + Feedback.ending).address)">\(name)</a></th>\
        <td class="number">\(feedback.earned) of \(feedback.points)</td><td>\(words)</td></tr>

        """
    }
    let first = submissions.first?.feedback
    let title = first?.title ?? notebook
    return pageHTML(
      title: "\(title): points", language: first?.language ?? "en", mathStyle: "",
      content: """
        <article class="feedback">
        <header>
        <h1>\(title)</h1>
        <p class="subtitle">\(summary)</p>
        </header>
        <h2>Checks</h2>
        <table>
        <thead><tr><th scope="col">check</th><th scope="col" class="number">points</th>\
        <th scope="col" class="number">fulfilled by</th></tr></thead>
        <tbody>
        \(checks)</tbody>
        </table>
        <h2>Submissions</h2>
        <table class="results">
        <thead><tr><th scope="col">submission</th><th scope="col" class="number">points</th>\
        <th scope="col">not fulfilled</th></tr></thead>
        <tbody>
        \(rows)</tbody>
        </table>
        </article>
        """)
  }
}
