import CommonMark
import Notebooks

extension PageStructure {
  /// Renders the pipe tables: each scrolls by itself where it is wider than the page.
  func formTables(_ document: inout Document) {
    let tables = document.tables
    document.replaceTables { index in
      let table = tables[index]
      let anchor = anchorByLine[table.lines.lowerBound]
      let id: HTML = anchor.map { " id=\"\($0.id)\"" } ?? ""
      let name =
        table.caption.map { Placeholder.replacing(in: $0, with: evaluated.plainText(ofItem:)) }
        ?? "table"
      let opening: HTML =
        "<div class=\"scroll\"\(id) role=\"group\" aria-label=\"\(name)\" tabindex=\"0\">\n"
      return (opening.markup, "\n</div>", captionPrefix(of: anchor).markup)
    }
  }

  /// The word and the number before a caption, where the part has a label.
  func captionPrefix(of anchor: Anchor?) -> HTML {
    guard let anchor, let number = anchor.number else { return "" }
    return "<span class=\"caption-number\">\(anchor.kind.word) \(number).</span> "
  }
}
