import Cells
import Evaluation
import Notebooks

/// A cell on the page: its code, what it printed, and what it checked.
struct CellBlock {
  let cell: Cell
  let evaluated: EvaluatedEdition
  var colours: CodeColours?

  private var edition: Edition { evaluated.edition }
  private var index: Int? { edition.cells.firstIndex { $0.range == cell.range } }
  private var forStudents: Bool { edition.isForStudents }

  func html() -> HTML {
    if cell.isHidden && forStudents { return "" }
    let parts = [label, code, output, claims, problems].filter { !$0.isEmpty }
    let panels = evaluated.checks.filter { $0.range == cell.range }.map { check in
      let failed = evaluated.expectations.filter { $0.check == check.id && !$0.holds }
      return CheckPanel(check: check, failed: failed).html()
    }
    guard !parts.isEmpty else { return "\(panels)" }
    return "<div class=\"cell\">\n\(parts)</div>\n\(panels)"
  }

  /// What the cell is to an exercise: whether students see it, and what it or its checks are worth.
  private var label: HTML {
    let own = cell.points?.value ?? 0
    let checks = edition.cells.filter { other in
      other.subject != nil && other.subject?.value == cell.id?.value
    }
    let sum = own + checks.reduce(0) { $0 + ($1.points?.value ?? 0) }
    let points = sum == 0 ? [] : ["\(sum) \(sum == 1 ? "point" : "points")"]
    let words = (cell.isHidden ? ["Hidden from students"] : []) + points
    return words.isEmpty ? "" : "<p class=\"points\">\(words.joined(separator: " · "))</p>\n"
  }

  /// The code that the page shows, with a final line feed; empty where it shows none.
  var shownCode: String {
    guard cell.showsCode, !(cell.isHidden && forStudents) else { return "" }
    let lines: [String]
    if let file = cell.file, let source = evaluated.cells?.program.files[file.value],
      let part = CellProgram.part(of: cell, in: source)
    {
      lines = Snippet.shown(Array(source.lines[part]))
    } else {
      lines = cell.shownLines(of: edition.source, forStudents: forStudents)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private var code: HTML {
    let text = shownCode
    guard !text.isEmpty else { return "" }
    return (colours ?? CodeColours()).html(for: text, info: "swift")
  }

  private var record: CellRecord? {
    guard let index else { return nil }
    return evaluated.cells?.crashes[index]?.cells[index] ?? evaluated.cells?.run?.cells[index]
  }

  private var output: HTML {
    guard cell.showsOutput, let bytes = record?.output, !bytes.isEmpty else { return "" }
    let text = String(decoding: bytes, as: UTF8.self).withoutControls
    let id = cell.id.map { " of \($0.value)" } ?? ""
    // Students see what their own program has to print.
    let caption: HTML = forStudents ? "<p class=\"expected\">Expected output</p>\n" : ""
    return caption + """
      <pre class="output" tabindex="0" role="group" aria-label="Output\(id)"><samp>\(text)</samp></pre>

      """
  }

  private var claims: HTML {
    let own = evaluated.claims.filter { $0.cell == index }
    guard cell.showsOutput, !own.isEmpty else { return "" }
    let items = own.map { claim -> HTML in
      """
      <li class="\(claim.holds ? "holds" : "fails")"><span aria-hidden="true">\(claim.holds ? "✓" : "✗")</span> \
      \(claim.claim.label): \(claim.holds ? "as expected" : "not as expected")</li>

      """
    }
    return "<ul class=\"claims\">\n\(items)</ul>\n"
  }

  /// Why the cell has no result, or what it says on its way to an end that the author wants.
  private var problems: HTML {
    if evaluated.cells?.wasNotRun == true {
      return "<p class=\"not-run\">not run</p>\n"
    }
    if let expected = index.flatMap({ evaluated.expectedFailure(of: $0) }) {
      return
        "<p class=\"expected-failure\">⚠ line \(expected.resolved.line): \(expected.message)</p>\n"
    }
    let lines = evaluated.diagnostics.filter {
      $0.kind != .warning && $0.source.name == edition.source.name && $0.range.overlaps(cell.extent)
    }
    return "\(lines.map { "<p class=\"failure\">⚠ \($0.message)</p>\n" as HTML })"
  }
}

extension String {
  /// The text without control characters, which HTML has no place for.
  fileprivate var withoutControls: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.filter {
          $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control
        }))
  }
}
