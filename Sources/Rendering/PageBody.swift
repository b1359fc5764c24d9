import CommonMark
import Evaluation
import Notebooks

/// The part of a page that comes from the notebook's Markdown.
struct PageBody {
  let evaluated: EvaluatedEdition
  let formulas: TypesetFormulas

  private var edition: Edition { evaluated.edition }

  /// Renders the Markdown, with results in the place of what was evaluated.
  ///
  /// - Returns: The markup, and whether it begins the page with a heading of level 1 of its own.
  func html() -> (content: HTML, hasTitle: Bool) {
    var document = Document(parsing: edition.markdown)
    document.replaceRawHTML { literal in
      edition.frontMatter.allowsRawHTML ? .output(withoutComments(literal)) : .remove
    }
    document.replacePlaceholders(
      isBlock: { isDisplayFormula($0) },
      output: { html(ofItem: $0).markup },
      text: { evaluated.plainText(ofItem: $0) },
      source: { edition.items.indices.contains($0) ? edition.text(ofItem: $0) : "" })
    document.replaceCodeBlocks { index, _, _ in
      edition.blocks[index].map { .output(html(of: $0).markup) } ?? .keep
    }
    // The title is the page's heading of level 1, so the notebook's own come below it.
    let ownsTitle = edition.frontMatter.title == nil && document.headingLevels.contains(1)
    if !ownsTitle, document.headingLevels.contains(1) { document.demoteHeadings(by: 1) }
    return (HTML(markup: document.html()), ownsTitle)
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
    case .escaped(let shown): return "<code>\(shown.value)</code>"
    case .unreadable(let range): return failure(at: range, showing: edition.source[range])
    }
  }

  private func html(of block: Edition.Block) -> HTML {
    switch block {
    case .formula(let formula): return html(of: formula)
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
      return ParameterTable(specification: table, check: check).html()
    }
    if let mutants = evaluated.mutants[directive.range] {
      return MutationTable(mutants: mutants).html()
    }
    if let figure = evaluated.figures[directive.range] {
      let line = edition.source.line(at: directive.range.lowerBound)
      return figure.html(id: directive.figureID(line: line))
    }
    return failure(at: directive.extent, showing: directive.id?.value ?? directive.name.rawValue)
  }

  private func html(of reference: ValueReference) -> HTML {
    guard let value = evaluated.values[reference.range] else {
      return failure(at: reference.range, showing: reference.name)
    }
    let shown = value.html(format: reference.format, stated: reference.stated)
    let isStale = evaluated.statements.contains {
      $0.reference.range == reference.range && !$0.holds
    }
    return isStale ? shown + failure(at: reference.range, showing: "") : shown
  }

  private func html(of formula: FormulaSource) -> HTML {
    guard let html = formulas.html(for: formula) else {
      return failure(at: formula.range, showing: edition.source[formula.range])
    }
    // A table wider than the page scrolls by itself; so does a formula, reachable by keyboard.
    return formula.isDisplay
      ? "<div class=\"formula\" role=\"group\" aria-label=\"formula\" tabindex=\"0\">\(html)</div>\n"
      : html
  }

  /// What stands in the place of something that failed, in an output that is written all the same.
  private func failure(at range: Range<Int>, showing text: String) -> HTML {
    let messages = (evaluated.diagnostics + formulas.diagnostics)
      .filter { $0.source.name == edition.source.name && $0.range.overlaps(range) }
      .map(\.message)
    let message = messages.isEmpty ? "not evaluated" : messages.joined(separator: "; ")
    return """
      <span class="failure">\(text)\(text.isEmpty ? "" : " ")⚠ \(message)</span>
      """
  }
}
