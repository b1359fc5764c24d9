private import CCMark

/// A pipe table of a document.
public struct Table: Sendable, Hashable {
  /// The caption without markup, from a paragraph `Table: …` right before or after the table.
  public var caption: String?
  /// The label at the end of the caption.
  public var label: String?
  /// The lines of the caption, or else of the table.
  public var lines: ClosedRange<Int>
}

extension Document {
  /// The tables, in document order.
  public var tables: [Table] {
    marks.tables.map { node in
      let caption = caption(of: node)
      return Table(
        caption: caption.map { String($0.plainText.dropFirst("Table: ".count)) },
        label: caption.flatMap { marks.labels[$0.pointer] }, lines: lines(of: caption ?? node))
    }
  }

  /// Renders the tables, with their captions inside.
  ///
  /// - Parameter output: Returns finished output around a table and before the caption, given the
  ///   table's index.
  public mutating func replaceTables(
    _ output: (_ index: Int) -> (opening: String, closing: String, captionPrefix: String)
  ) {
    for (index, node) in marks.tables.enumerated() {
      let (opening, closing, prefix) = output(index)
      if let paragraph = caption(of: node), let text = paragraph.firstChild {
        text.setLiteral(String(text.literal.dropFirst("Table: ".count)))
        let caption = Node.around("<caption>" + prefix, "</caption>\n")
        marks.lines[caption.pointer] = lines(of: paragraph)
        paragraph.moveChildren(to: caption)
        paragraph.remove()
        node.prepend(caption)
      }
      cmark_node_set_on_enter(node.pointer, opening + "<table>")
      cmark_node_set_on_exit(node.pointer, "</table>" + closing)
    }
    marks.tables = []
  }

  /// The paragraph that is a table's caption; one between two tables belongs to the one before it.
  private func caption(of table: Node) -> Node? {
    if let next = table.next, next.type == CMARK_NODE_PARAGRAPH, next.isTableCaption { return next }
    guard let previous = table.previous, previous.type == CMARK_NODE_PARAGRAPH,
      previous.isTableCaption,
      !marks.tables.contains(where: { $0.pointer == previous.previous?.pointer })
    else { return nil }
    return previous
  }
}
