private import CCMark

/// A pipe table found in the lines of a paragraph.
struct PipeTable {
  /// The paragraph that holds it.
  var paragraph: Node
  /// The lines of the paragraph before the table.
  var before: [Substring]
  var alignments: [TableRow.Alignment?]
  /// The rows, the head first, each with as many cells as there are columns.
  var rows: [[String]]
  /// The 1-based line of the head; the delimiter row comes next.
  var line: Int

  /// Finds the table in a paragraph, given the lines of the document.
  init?(in paragraph: Node, of lines: [Substring]) {
    let first = Int(cmark_node_get_start_line(paragraph.pointer))
    let last = min(Int(cmark_node_get_end_line(paragraph.pointer)), lines.count)
    guard first > 0, first < last, lines[first..<last].contains(where: { $0.contains("|") })
    else { return nil }
    let column = Int(cmark_node_get_start_column(paragraph.pointer))
    let depth = paragraph.ancestorCount(CMARK_NODE_BLOCK_QUOTE)
    let texts = (first...last).map { number in
      let line = lines[number - 1]
      return number == first
        ? Substring(line.utf8.dropFirst(column - 1)) : line.withoutPrefix(quoteDepth: depth)
    }
    for index in texts.indices.dropFirst() {
      guard let alignments = TableRow.alignments(in: texts[index]) else { continue }
      let head = TableRow(texts[index - 1]).cells
      guard head.count == alignments.count else { continue }
      self.paragraph = paragraph
      self.alignments = alignments
      before = Array(texts[..<(index - 1)])
      line = first + index - 1
      rows = [head]
      rows += texts[(index + 1)...].map { text in
        let cells = TableRow(text).cells.prefix(head.count)
        return cells + Array(repeating: "", count: head.count - cells.count)
      }
      return
    }
    return nil
  }

  /// The 1-based line of a row.
  func line(ofRow row: Int) -> Int { row == 0 ? line : line + row + 1 }

  /// The table's opening tag with the attributes, as GFM writes it.
  func cellOpening(_ name: String, column: Int) -> String {
    alignments[column].map { "<\(name) align=\"\($0.rawValue)\">" } ?? "<\(name)>"
  }
}

extension Substring {
  /// The line without white space and the `>` of block quotes at its start.
  fileprivate func withoutPrefix(quoteDepth: Int) -> Substring {
    var depth = 0
    return drop { character in
      if character == ">", depth < quoteDepth {
        depth += 1
        return true
      }
      return character == " " || character == "\t"
    }
  }
}
