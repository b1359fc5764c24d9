private import CCMark

/// A heading of a document.
public struct Heading: Sendable, Hashable {
  /// From 1 to 6.
  public var level: Int
  /// Its text without markup, with placeholders still in it.
  public var text: String
  /// The label that the author gives it, without braces and `#`.
  public var label: String?
  /// Its lines.
  public var lines: ClosedRange<Int>
}

extension Document {
  /// Takes labels such as `{#sec:method}` off the ends of headings and of paragraphs that are a
  /// figure or the caption of a table.
  mutating func findLabels() {
    guard text.contains("{#") else { return }
    for node in root.descendants {
      switch node.type {
      case CMARK_NODE_HEADING: break
      case CMARK_NODE_PARAGRAPH where node.isFigure || isCaption(node): break
      default: continue
      }
      guard let last = node.lastChild, last.type == CMARK_NODE_TEXT,
        let match = last.literal.firstMatch(of: /\s*\{#([^\s{}]+)\}\s*$/)
      else { continue }
      last.setLiteral(String(last.literal[..<match.range.lowerBound]))
      marks.labels[node.pointer] = String(match.output.1)
    }
    for node in root.descendants where node.type == CMARK_NODE_TEXT {
      marks.strayLabels += node.literal.matches(of: /\{#([A-Za-z][^\s{}]*)\}/)
        .map { (String($0.output.1), lines(of: node)) }
    }
  }

  private func isCaption(_ paragraph: Node) -> Bool {
    paragraph.isTableCaption
      && marks.tables.contains {
        $0.pointer == paragraph.previous?.pointer || $0.pointer == paragraph.next?.pointer
      }
  }

  /// The headings, in document order.
  public var headings: [Heading] {
    headingNodes.map { node in
      Heading(
        level: Int(cmark_node_get_heading_level(node.pointer)), text: node.plainText,
        label: marks.labels[node.pointer], lines: lines(of: node))
    }
  }

  /// Renders the headings.
  ///
  /// - Parameter output: Returns finished output before and after the text of a heading, given its
  ///   index among them.
  public mutating func replaceHeadings(_ output: (_ index: Int) -> (String, String)) {
    for (index, node) in headingNodes.enumerated() {
      let (opening, closing) = output(index)
      // An inline inside of a block: libcmark puts line feeds around the output of a block.
      let block = Node.around("", "", as: CMARK_NODE_CUSTOM_BLOCK)
      let heading = Node.around(opening, closing)
      block.append(heading)
      marks.lines[block.pointer] = lines(of: node)
      marks.headings.append(heading)
      node.moveChildren(to: heading)
      node.replace(with: block)
    }
  }

  private var headingNodes: [Node] { root.descendants.filter { $0.type == CMARK_NODE_HEADING } }
}

extension Node {
  /// Whether a paragraph holds one image and nothing else but a label.
  var isFigure: Bool {
    guard let image = firstChild, image.type == CMARK_NODE_IMAGE else { return false }
    var rest = image.next
    if let node = rest, node.type == CMARK_NODE_SOFTBREAK { rest = node.next }
    guard let label = rest else { return true }
    return label.next == nil && label.type == CMARK_NODE_TEXT
      && label.literal.wholeMatch(of: /\s*(\{#[^\s{}]+\}\s*)?/) != nil
  }

  /// Whether a paragraph before or after a table is its caption: `Table: …`.
  var isTableCaption: Bool {
    guard let text = firstChild, text.type == CMARK_NODE_TEXT else { return false }
    return text.literal.hasPrefix("Table: ")
  }
}

extension Document {
  /// What looks like a label where none can stand, with the lines of its block.
  public var strayLabels: [(label: String, lines: ClosedRange<Int>)] {
    marks.strayLabels
  }

  /// The markup of each heading's text, once `replaceHeadings` has been called.
  public var headingContents: [String] {
    marks.headings.map { heading in heading.children.map { html(of: $0) }.joined() }
  }
}
