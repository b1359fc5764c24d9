import CommonMark
import Notebooks

extension PageStructure {
  /// Numbers the footnotes in the order in which they are referred to, and moves them to the end.
  mutating func formFootnotes(_ document: inout Document) {
    let footnotes = document.footnotes
    let references = document.footnoteReferences
    var indices: [String: Int] = [:]
    for (index, footnote) in footnotes.enumerated() {
      guard indices[footnote.label] != nil else {
        indices[footnote.label] = index
        continue
      }
      report(
        "footnote '\(footnote.label)' has a text already; each has one",
        at: places.place(ofFirst: ["[^\(footnote.label)]:"], in: footnote.line...footnote.line))
    }
    var order: [Int] = []
    var marks: [HTML] = []
    var uses: [Int: [String]] = [:]
    for reference in references {
      guard let index = indices[reference.label] else {
        let place = places.place(ofFirst: ["[^\(reference.label)]"], in: reference.lines)
        if indices.isEmpty {
          report(
            "footnote '\(reference.label)' has no text; it stands on a line of its own that begins "
              + "with '[^\(reference.label)]:'",
            at: place)
        } else {
          report(
            "footnote '\(reference.label)' has no text", unknown: reference.label,
            among: indices.keys.sorted(), noun: "footnotes", at: place)
        }
        marks.append("")
        continue
      }
      if !order.contains(index) { order.append(index) }
      let number = (order.firstIndex(of: index) ?? 0) + 1
      let count = uses[index, default: []].count
      let id = "fnref-\(number)" + (count == 0 ? "" : "-\(count + 1)")
      uses[index, default: []].append(id)
      marks.append(
        """
        <sup class="footnote"><a id="\(id)" href="#fn-\(number)" role="doc-noteref" \
        aria-label="Footnote \(number)">\(number)</a></sup>
        """)
    }
    document.replaceFootnoteReferences { marks[$0].markup }
    document.moveFootnotes(
      order,
      opening: { index in "<li id=\"fn-\((order.firstIndex(of: index) ?? 0) + 1)\">" },
      closing: { index in backLinks(uses[index] ?? []).markup },
      around: (
        "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Footnotes\">\n<ol>",
        "</ol>\n</section>"
      ))
  }

  private func backLinks(_ ids: [String]) -> HTML {
    let links = ids.enumerated().map { index, id -> HTML in
      let label = index == 0 ? "Back to the text" : "Back to the text, place \(index + 1)"
      return " <a href=\"#\(id)\" role=\"doc-backlink\" aria-label=\"\(label)\">↩</a>"
    }
    return "\(links)"
  }
}
