private import CCMark

extension Document {
  /// Turns the paragraphs that read as pipe tables into tables.
  ///
  /// The text of a cell is not what libcmark saw, because a pipe may be escaped and a code span may not
  /// go past the end of its cell. So the cells are parsed again, each as a paragraph before the
  /// document's own text, where the document's link definitions count for them.
  mutating func formTables() {
    guard text.utf8.contains(UInt8(ascii: "|")) else { return }
    let lines = text.splitIntoLines()
    let tables = root.descendants
      .filter { $0.type == CMARK_NODE_PARAGRAPH }
      .compactMap { PipeTable(in: $0, of: lines) }
    guard !tables.isEmpty else { return }
    let pieces = Document(plain: tables.map(\.pieces).joined() + PipeTable.separator + text)
    var parsed = pieces.separatedBlocks[...]
    for table in tables {
      form(
        table, before: parsed.removeFirst(),
        cells: table.rows.map { _ in
          table.alignments.map { _ in parsed.removeFirst() }
        })
    }
  }

  private mutating func form(_ table: PipeTable, before: [Node], cells: [[[Node]]]) {
    let node = Node.around("<table>", "</table>", as: CMARK_NODE_CUSTOM_BLOCK)
    for (number, row) in cells.enumerated() {
      let opening = number == 0 ? "<thead>\n<tr>\n" : (number == 1 ? "<tbody>\n" : "") + "<tr>\n"
      let isLast = number == cells.count - 1
      let closing = "</tr>\n" + (number == 0 ? "</thead>\n" : isLast ? "</tbody>\n" : "")
      let rowNode = Node.around(opening, closing)
      for (column, blocks) in row.enumerated() {
        let name = number == 0 ? "th" : "td"
        let cell = Node.around(table.cellOpening(name, column: column), "</\(name)>\n")
        rowNode.append(cell)
        blocks.first?.moveChildren(to: cell)
        cell.dropLeadingNoBreakSpace()
      }
      node.append(rowNode)
      marks.lines[rowNode.pointer] = table.line(ofRow: number)...table.line(ofRow: number)
    }
    let last = table.line(ofRow: cells.count - 1)
    marks.lines[node.pointer] = table.line...max(last, table.line + 1)
    marks.tables.append(node)
    for block in before {
      block.insertBefore(table.paragraph)
      marks.lines[block.pointer] = table.line - table.before.count...table.line - 1
    }
    table.paragraph.replace(with: node)
  }

  /// The blocks between the separators that stand before the text.
  private var separatedBlocks: [[Node]] {
    var groups: [[Node]] = []
    for block in root.children {
      if block.plainText.unicodeScalars.elementsEqual(PipeTable.separatorMark) {
        groups.append([])
      } else if !groups.isEmpty {
        groups[groups.count - 1].append(block)
      }
    }
    return groups
  }
}

extension PipeTable {
  /// What the lines before the table and its cells look like to libcmark.
  ///
  /// A no-break space before a cell keeps libcmark from seeing the start of a list or a heading; for
  /// emphasis it is white space, as the start of a line is.
  fileprivate var pieces: String {
    let cells = rows.joined().map { $0.isEmpty ? "" : "\u{A0}" + $0 }
    return ([before.joined(separator: "\n")] + cells)
      .map { Self.separator + $0 + "\n\n" }.joined()
  }

  /// A paragraph of one noncharacter, which stands in no text.
  fileprivate static let separatorMark = [Unicode.Scalar(0xFDEF as UInt16)].compactMap(\.self)
  fileprivate static let separator = String(String.UnicodeScalarView(separatorMark)) + "\n\n"
}

extension Node {
  fileprivate func dropLeadingNoBreakSpace() {
    guard let text = firstChild, text.type == CMARK_NODE_TEXT,
      text.literal.unicodeScalars.first == "\u{A0}"
    else { return }
    text.setLiteral(String(text.literal.unicodeScalars.dropFirst()))
  }
}

extension String {
  /// The lines, as libcmark counts them.
  func splitIntoLines() -> [Substring] {
    split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
  }
}
