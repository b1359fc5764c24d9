import Cells
import CommonMark
import Evaluation
import Notebooks
import Typesetting

/// The part of a page that comes from the notebook's Markdown.
struct PageBody {
  let evaluated: EvaluatedEdition
  let formulas: TypesetFormulas
  private let failures: FailureMessages
  private let highlighter: Highlighter?
  private var structure: PageStructure

  init(
    evaluated: EvaluatedEdition, formulas: TypesetFormulas, problems: [Diagnostic] = [],
    surroundings: Surroundings = .none, highlighter: Highlighter? = nil
  ) {
    self.evaluated = evaluated
    self.formulas = formulas
    failures = FailureMessages(
      problems + evaluated.diagnostics + formulas.diagnostics, about: evaluated.edition.source)
    self.highlighter = highlighter
    structure = PageStructure(evaluated, surroundings: surroundings)
  }

  /// The part of a page that comes from the Markdown, and what was found wrong with it.
  struct Rendered {
    var content: HTML
    /// The table of contents; empty where the notebook does not ask for one.
    var contents: HTML = ""
    /// Whether the content begins with a heading of level 1 of its own.
    var hasTitle: Bool
    var diagnostics: [Diagnostic]
  }

  private var edition: Edition { evaluated.edition }

  /// Renders the Markdown, with results in the place of what was evaluated.
  ///
  /// - Returns: The markup, and what was found wrong.
  mutating func html() -> Rendered {
    var document = Document(extended: edition.markdown)
    // The title is the page's heading of level 1, so the notebook's own come below it.
    let ownsTitle = edition.frontMatter.title == nil && document.headingLevels.contains(1)
    if !ownsTitle, document.headingLevels.contains(1) { document.demoteHeadings(by: 1) }
    structure.read(document, ownsTitle: ownsTitle)
    structure.form(&document)
    document.replaceRawHTML { literal in
      switch FoldMark(html: literal) {
      case .hint: return .output("<details class=\"hint\"><summary>Hint</summary>\n")
      case .hintEnd: return .output("</details>\n")
      case .solution:
        return .output("<aside class=\"solution\">\n<p class=\"caption\">Solution</p>\n")
      case .solutionEnd: return .output("</aside>\n")
      case nil: break
      }
      return edition.frontMatter.allowsRawHTML ? .output(withoutComments(literal)) : .output("")
    }
    document.replacePlaceholders(
      isBlock: { isDisplayFormula($0) },
      output: { html(ofItem: $0).markup },
      text: { evaluated.plainText(ofItem: $0) },
      source: { edition.items.indices.contains($0) ? edition.text(ofItem: $0) : "" })
    let colours = CodeColours(
      of: &document, by: highlighter,
      cells: edition.cells.map { CellBlock(cell: $0, evaluated: evaluated).shownCode })
    document.replaceCodeBlocks { index, info, literal in
      if let block = edition.blocks[index] { return .output(html(of: block, colours).markup) }
      return .output(colours.html(for: literal, info: info).markup)
    }
    structure.formFootnotes(&document)
    let contents =
      edition.frontMatter.hasContents ? structure.tableOfContents(document.headingContents) : ""
    // A listing wider than the page scrolls by itself, reachable by keyboard.
    let markup = document.html().replacingBytes(
      "<pre><code",
      with: "<pre tabindex=\"0\" role=\"group\" aria-label=\"Code\"><code")
    return Rendered(
      content: HTML(markup: markup), contents: contents, hasTitle: ownsTitle,
      diagnostics: structure.diagnostics)
  }

  private func isDisplayFormula(_ number: Int) -> Bool {
    guard edition.items.indices.contains(number), case .formula(let formula) = edition.items[number]
    else { return false }
    return formula.isDisplay
  }

  private func html(ofItem number: Int) -> HTML {
    guard edition.items.indices.contains(number) else { return "" }
    switch edition.items[number] {
    case .value(let reference): return html(of: reference)
    case .formula(let formula): return html(of: formula)
    case .expression(let expression): return html(of: expression)
    case .escaped(let shown): return "<code>\(shown.value)</code>"
    case .unreadable(let range): return failure(at: range, showing: edition.source[range])
    }
  }

  private func html(of block: Edition.Block, _ colours: CodeColours) -> HTML {
    switch block {
    case .formula(let formula): return html(of: formula)
    case .cell(let cell):
      return CellBlock(cell: cell, evaluated: evaluated, colours: colours).html()
    case .unreadable(let range):
      return "<p>\(failure(at: range, showing: edition.source[range]))</p>\n"
    case .directive(let directive):
      let html = html(of: directive)
      guard formulas.isSource, !html.isEmpty else { return html }
      let (kind, id) = (directive.name.rawValue, directive.id?.value ?? "")
      return "<directive kind=\"\(kind)\" id=\"\(id)\">\(html)</directive>"
    }
  }

  private func html(of directive: Directive) -> HTML {
    if let check = evaluated.checks.first(where: { $0.range == directive.range }) {
      let failed = evaluated.expectations.filter { $0.check == check.id && !$0.holds }
      return CheckPanel(check: check, failed: failed).html()
    }
    if let table = evaluated.tables[directive.range],
      let check = evaluated.check(table.check.value)
    {
      return ParameterTable(
        specification: table, check: check, anchor: structure.anchorByPlace[directive.range]
      ).html()
    }
    if let mutants = evaluated.mutants[directive.range] {
      return MutationTable(
        mutants: mutants, anchor: structure.anchorByPlace[directive.range]
      ).html()
    }
    if let figure = evaluated.figures[directive.range] {
      let line = edition.source.line(at: directive.range.lowerBound)
      let anchor = structure.anchorByPlace[directive.range]
      return figure.html(
        id: directive.figureID(line: line), number: structure.captionPrefix(of: anchor))
    }
    return failure(at: directive.extent, showing: directive.id?.value ?? directive.name.rawValue)
  }

  private func html(of reference: ValueReference) -> HTML {
    guard let value = evaluated.values[reference.range] else {
      if evaluated.cells?.wasNotRun == true { return "<span class=\"not-run\">not run</span>" }
      return failure(at: reference.range, showing: reference.name)
    }
    let shown = value.html(format: reference.format, stated: reference.stated)
    let isStale = evaluated.statements.contains {
      $0.reference.range == reference.range && !$0.holds
    }
    return isStale ? shown + failure(at: reference.range, showing: "") : shown
  }

  private func html(of expression: SwiftExpression) -> HTML {
    if let value = evaluated.values[expression.range] { return value.html() }
    let text = edition.source[expression.range]
    return evaluated.cells?.wasNotRun == true
      ? "<span class=\"not-run\">not run</span>" : failure(at: expression.range, showing: text)
  }

  private func html(of formula: FormulaSource) -> HTML {
    guard let html = formulas.html(for: formula) else {
      return failure(at: formula.range, showing: edition.source[formula.range])
    }
    let missing = missingValues(of: formula)
    // A table wider than the page scrolls by itself; so does a formula, reachable by keyboard.
    if let anchor = structure.anchorByPlace[formula.range], let number = anchor.shownNumber {
      return missing + """
        <div class="equation" id="\(anchor.id)">
        <div class="formula" role="group" aria-label="Equation \(number)" tabindex="0">\(html)</div>
        <span class="equation-number">\(number)</span>
        </div>

        """
    }
    return formula.isDisplay
      ? missing
        + "<div class=\"formula\" role=\"group\" aria-label=\"formula\" tabindex=\"0\">\(html)</div>\n"
      : html + missing
  }

  /// What stands beside a formula that is set without one of its values.
  private func missingValues(of formula: FormulaSource) -> HTML {
    let missing = formula.values.contains { evaluated.values[$0.range] == nil }
    let isFailure = !failures.messages(at: formula.range).isEmpty
    guard missing || isFailure else { return "" }
    let mark: HTML =
      !isFailure && evaluated.cells?.wasNotRun == true
      ? "<span class=\"not-run\">not run</span>" : failure(at: formula.range, showing: "")
    return formula.isDisplay ? "<p>\(mark)</p>\n" : " \(mark)"
  }

  /// What stands in the place of something that failed, in an output that is written all the same.
  private func failure(at range: Range<Int>, showing text: String) -> HTML {
    let messages = failures.messages(at: range)
    let message = messages.isEmpty ? "not evaluated" : messages.joined(separator: "; ")
    return """
      <span class="failure">\(text)\(text.isEmpty ? "" : " ")⚠ \(message)</span>
      """
  }
}
