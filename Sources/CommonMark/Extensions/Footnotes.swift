private import CCMark

/// Footnotes as a text holds them: `[^label]: text` at the start of a line, with further paragraphs
/// indented by four spaces.
///
/// libcmark would take the line for a link definition. It knows a block of the same shape, though, whose
/// further paragraphs are indented by four spaces too: the item of a numbered list. So the mark of a
/// footnote becomes that of an item before libcmark reads the text, and the lines remain the same.
enum Footnotes {
  private static let mark = "1)  "

  /// The text with its footnotes written as list items, and their labels by line.
  static func rewriting(_ text: String) -> (String, [Int: String]) {
    guard text.containsBytes("[^") else { return (text, [:]) }
    var lines = text.splitIntoLines().map(String.init)
    var found = lines.enumerated().compactMap { index, line in
      line.containsBytes("[^")
        ? line.prefixMatch(of: /\ {0,3}\[\^([^\s\[\]]+)\]:[ \t]*/).map { (index, $0) } : nil
    }
    guard !found.isEmpty else { return (text, [:]) }
    // What looks like a footnote in code or in HTML is none.
    for block in Document(plain: text).leafBlocks {
      switch block.kind {
      case .code, .html: found.removeAll { block.firstLine...block.lastLine ~= $0.0 + 1 }
      case .inlines, .thematicBreak: continue
      }
    }
    var labels: [Int: String] = [:]
    for (index, match) in found {
      labels[index + 1] = String(match.output.1)
      lines[index] = mark + lines[index][match.range.upperBound...]
    }
    return (lines.joined(separator: "\n"), labels)
  }
}

extension Document {
  /// Finds the footnotes and what refers to them.
  mutating func findFootnotes() {
    guard text.containsBytes("[^") else { return }
    for item in root.descendants where item.type == CMARK_NODE_ITEM {
      let line = Int(cmark_node_get_start_line(item.pointer))
      guard let label = marks.footnoteLines[line] else { continue }
      marks.footnotes.append((item, label, line))
    }
    for node in root.descendants where node.type == CMARK_NODE_TEXT {
      guard node.literal.containsBytes("[^"), !node.hasAncestor(CMARK_NODE_IMAGE) else { continue }
      findReferences(in: node)
    }
  }

  private mutating func findReferences(in node: Node) {
    let text = node.literal
    let matches = text.matches(of: /\[\^([^\s\[\]]+)\]/)
    guard !matches.isEmpty else { return }
    let lines = lines(of: node)
    var start = text.startIndex
    for match in matches {
      Node.verbatim(String(text[start..<match.range.lowerBound]), as: CMARK_NODE_TEXT)
        .insertBefore(node)
      let reference = Node.verbatim("", as: CMARK_NODE_CUSTOM_INLINE)
      reference.insertBefore(node)
      marks.footnoteReferences.append((reference, String(match.output.1), lines))
      start = match.range.upperBound
    }
    node.setLiteral(String(text[start...]))
  }
}

/// A footnote as it is found in a document.
public struct Footnote: Sendable, Hashable {
  /// What references name it by.
  public var label: String
  /// The 1-based line on which it begins.
  public var line: Int
}

extension Document {
  /// The footnotes, in the order of their texts.
  public var footnotes: [Footnote] {
    marks.footnotes.map { Footnote(label: $0.label, line: $0.line) }
  }

  /// The labels that references to footnotes name, with the lines of their blocks, in their order.
  public var footnoteReferences: [(label: String, lines: ClosedRange<Int>)] {
    marks.footnoteReferences.map { ($0.label, $0.lines) }
  }

  /// Writes the marks of references to footnotes.
  ///
  /// - Parameter output: Returns finished output, given the index of the reference.
  public mutating func replaceFootnoteReferences(_ output: (_ index: Int) -> String) {
    for (index, reference) in marks.footnoteReferences.enumerated() {
      reference.node.setOutput(output(index))
    }
  }

  /// Moves footnotes to the end of the document, and leaves out those that are not asked for.
  ///
  /// - Parameters:
  ///   - order: The indices of the footnotes, in the order in which they are to stand.
  ///   - opening: Finished output before a footnote, given its index.
  ///   - closing: Finished output at the end of a footnote's last paragraph, given its index.
  ///   - around: Finished output before and after all of them.
  public mutating func moveFootnotes(
    _ order: [Int], opening: (_ index: Int) -> String, closing: (_ index: Int) -> String,
    around: (opening: String, closing: String)
  ) {
    let section = Node.around(around.opening, around.closing, as: CMARK_NODE_CUSTOM_BLOCK)
    for index in order {
      let item = marks.footnotes[index].item
      let block = Node.around(opening(index), "</li>", as: CMARK_NODE_CUSTOM_BLOCK)
      item.moveChildren(to: block)
      let end = Node.verbatim(closing(index), as: CMARK_NODE_CUSTOM_INLINE)
      if let last = block.lastChild, last.type == CMARK_NODE_PARAGRAPH {
        last.append(end)
      } else {
        block.append(end)
      }
      section.append(block)
    }
    for footnote in marks.footnotes {
      let list = footnote.item.parent
      footnote.item.remove()
      if let list, list.firstChild == nil { list.remove() }
    }
    marks.footnotes = []
    if order.isEmpty { cmark_node_free(section.pointer) } else { root.append(section) }
  }
}
