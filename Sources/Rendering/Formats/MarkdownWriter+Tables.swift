extension MarkdownWriter {
  /// A table as GitHub writes it, under its caption.
  mutating func table(_ element: MarkupElement) -> String {
    let rows = element.all("tr").map { $0.elements.filter { ["th", "td"].contains($0.name) } }
    guard let head = rows.first else { return "" }
    let columns = rows.map(\.count).max() ?? 0
    var lines = rows.map { row -> String in
      let cells = (0..<columns).map { $0 < row.count ? cell(row[$0].children) : "" }
      return "| " + cells.joined(separator: " | ") + " |"
    }
    let alignments = (0..<columns).map { column in
      column < head.count ? Self.alignment(of: head[column]) : "---"
    }
    lines.insert("| " + alignments.joined(separator: " | ") + " |", at: 1)
    let caption = element.first("caption").map { inlines($0.children).trimmingWhitespace } ?? ""
    return (caption.isEmpty ? "" : "**\(caption)**\n\n") + lines.joined(separator: "\n")
  }

  /// Names with their values, as a table with one row.
  mutating func definitions(_ element: MarkupElement) -> String {
    let names = element.all("dt").map { cell($0.children) }
    let values = element.all("dd").map { cell($0.children) }
    guard !names.isEmpty, names.count == values.count else { return blocks(element.children) }
    return """
      | \(names.joined(separator: " | ")) |
      | \(names.map { _ in "---:" }.joined(separator: " | ")) |
      | \(values.joined(separator: " | ")) |
      """
  }

  private mutating func cell(_ nodes: [Markup]) -> String {
    inlines(nodes.map(\.separated)).trimmingWhitespace.replacing("\\\n", with: " ")
      .replacing("\n", with: " ").replacing("|", with: "\\|")
  }

  private static func alignment(of cell: MarkupElement) -> String {
    let words = cell.classes + [Substring(cell.attributes["align"] ?? "")]
    let style = cell.attributes["style"] ?? ""
    if words.contains("number") || words.contains("right") || style.contains("right") {
      return "---:"
    }
    return words.contains("center") || style.contains("center") ? ":---:" : "---"
  }
}

extension Markup {
  /// A remark that stands on a line of its own in a cell is set off by a colon.
  fileprivate var separated: Markup {
    guard let element, element.classes.contains("reason") else { return self }
    let remark = MarkupElement(name: "span", attributes: [:])
    return .element(remark.with([.text(": ")] + element.children))
  }
}
