private import CCMark

/// A block that holds text rather than other blocks, and where it stands in the source.
public struct LeafBlock: Sendable, Hashable {
  /// What the block is.
  public enum Kind: Sendable, Hashable {
    /// Prose, a heading or a table-like paragraph: text in which inline syntax counts.
    case inlines
    /// A code block; `info` is the info string of its fence, empty for an indented one.
    case code(info: String, literal: String)
    /// Raw HTML, comments included.
    case html(literal: String)
    /// A thematic break.
    case thematicBreak
  }

  /// What the block is.
  public var kind: Kind
  /// The 1-based number of its first line.
  public var firstLine: Int
  /// The 1-based number of its last line; for raw HTML this is its first line, because libcmark
  /// 0.30 reports a wrong end for it.
  public var lastLine: Int
  /// How many block quotes enclose it, each with a `>` at the start of the block's lines.
  public var quoteDepth: Int
}

/// A piece of raw HTML, and where it stands in the source.
public struct RawHTML: Sendable, Hashable {
  /// The HTML.
  public var literal: String
  /// The 1-based number of its first line.
  public var line: Int
}

extension Document {
  /// The leaf blocks in document order.
  ///
  /// - Complexity: O(*n*) in the size of the document.
  public var leafBlocks: [LeafBlock] {
    root.descendants.compactMap { node in
      node.leafKind.map { kind in
        let first = Int(cmark_node_get_start_line(node.pointer))
        let last = Int(cmark_node_get_end_line(node.pointer))
        return LeafBlock(
          kind: kind,
          firstLine: first,
          lastLine: max(first, last),
          quoteDepth: node.ancestorCount(CMARK_NODE_BLOCK_QUOTE))
      }
    }
  }

  /// The text of the first heading of level 1, without its markup, or nil where there is none.
  public var firstTitle: String? {
    root.descendants
      .first { $0.type == CMARK_NODE_HEADING && cmark_node_get_heading_level($0.pointer) == 1 }?
      .plainText
  }

  /// The level of every heading, in document order.
  public var headingLevels: [Int] {
    root.descendants.filter { $0.type == CMARK_NODE_HEADING }
      .map { Int(cmark_node_get_heading_level($0.pointer)) }
  }

  /// Every piece of raw HTML, blocks and inlines, in document order.
  public var rawHTML: [RawHTML] {
    root.descendants
      .filter { $0.type == CMARK_NODE_HTML_BLOCK || $0.type == CMARK_NODE_HTML_INLINE }
      .map { RawHTML(literal: $0.literal, line: Int(cmark_node_get_start_line($0.pointer))) }
  }
}

extension Node {
  fileprivate var leafKind: LeafBlock.Kind? {
    switch type {
    case CMARK_NODE_PARAGRAPH, CMARK_NODE_HEADING: .inlines
    case CMARK_NODE_CODE_BLOCK: .code(info: fenceInfo, literal: literal)
    case CMARK_NODE_HTML_BLOCK: .html(literal: literal)
    case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
    default: nil
    }
  }
}
