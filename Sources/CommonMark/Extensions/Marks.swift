private import CCMark

/// What the extensions found in a document, for the passes that number, link and render it.
struct Marks {
  /// The lines of nodes that libcmark did not make.
  var lines: [OpaquePointer: ClosedRange<Int>] = [:]
  /// The tables, in document order.
  var tables: [Node] = []
  /// The boxes of task lists.
  var tasks: [(node: Node, isDone: Bool)] = []
  /// The labels of footnotes by the line on which they begin.
  var footnoteLines: [Int: String] = [:]
  /// The footnotes: the list items that libcmark took them for.
  var footnotes: [(item: Node, label: String, line: Int)] = []
  /// The places that refer to footnotes.
  var footnoteReferences: [(node: Node, label: String, lines: ClosedRange<Int>)] = []
  /// The block quotes that begin with `[!KIND]`.
  var callouts: [(quote: Node, kind: String, line: Int)] = []
  /// Labels that label nothing, with the lines of their blocks.
  var strayLabels: [(label: String, lines: ClosedRange<Int>)] = []
  /// The headings as `replaceHeadings` wrote them.
  var headings: [Node] = []
  /// The labels of headings and of paragraphs, by their nodes.
  var labels: [OpaquePointer: String] = [:]
}

extension Document {
  /// The lines of the block that a node belongs to.
  func lines(of node: Node) -> ClosedRange<Int> {
    for node in sequence(first: node, next: \.parent) {
      if let lines = marks.lines[node.pointer] { return lines }
      let first = Int(cmark_node_get_start_line(node.pointer))
      if node.isBlock, first > 0 {
        return first...max(first, Int(cmark_node_get_end_line(node.pointer)))
      }
    }
    return 1...1
  }
}

extension Node {
  /// Whether it is a block as libcmark made it.
  var isBlock: Bool {
    switch type {
    case CMARK_NODE_DOCUMENT, CMARK_NODE_BLOCK_QUOTE, CMARK_NODE_LIST, CMARK_NODE_ITEM,
      CMARK_NODE_CODE_BLOCK, CMARK_NODE_HTML_BLOCK, CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING,
      CMARK_NODE_THEMATIC_BREAK:
      true
    default: false
    }
  }
}
