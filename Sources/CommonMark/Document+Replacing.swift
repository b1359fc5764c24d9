private import CCMark

/// What takes the place of a part of a document.
public enum Replacement: Sendable, Hashable {
  /// Nothing does: the part stays.
  case keep
  /// Finished output, which the renderer copies as it is.
  case output(String)
  /// Nothing is left.
  case remove
}

extension Document {
  /// Replaces code blocks by finished output.
  ///
  /// - Parameter replacement: Returns what takes a block's place, given the block's index among the
  ///   document's code blocks, its info string and its text.
  public mutating func replaceCodeBlocks(
    _ replacement: (_ index: Int, _ info: String, _ literal: String) -> Replacement
  ) {
    let blocks = root.descendants.filter { $0.type == CMARK_NODE_CODE_BLOCK }
    for (index, block) in blocks.enumerated() {
      switch replacement(index, block.fenceInfo, block.literal) {
      case .keep: break
      case .output(let output): block.replace(with: output, as: CMARK_NODE_CUSTOM_BLOCK)
      case .remove: block.remove()
      }
    }
  }

  /// Replaces raw HTML, blocks and inlines alike, which libcmark would leave out with a comment in
  /// its place.
  ///
  /// - Parameter replacement: Returns what takes the place of a piece of raw HTML.
  public mutating func replaceRawHTML(_ replacement: (_ literal: String) -> Replacement) {
    for node in root.descendants {
      let type: cmark_node_type
      switch node.type {
      case CMARK_NODE_HTML_BLOCK: type = CMARK_NODE_CUSTOM_BLOCK
      case CMARK_NODE_HTML_INLINE: type = CMARK_NODE_CUSTOM_INLINE
      default: continue
      }
      switch replacement(node.literal) {
      case .keep: break
      case .output(let output): node.replace(with: output, as: type)
      case .remove: node.remove()
      }
    }
  }

  /// Replaces placeholders by finished output.
  ///
  /// In text that is `output`; where HTML cannot stand (in the description of an image, in the title of
  /// a link) it is `text`; and where CommonMark knows no inline syntax (in a link's address, in code, in
  /// raw HTML) it is the `source` again. A paragraph that holds nothing but one placeholder gives way
  /// to its output if `isBlock` says so.
  ///
  /// - Parameters:
  ///   - isBlock: Whether the output for a placeholder's number stands as a block of its own.
  ///   - output: Returns the output for a placeholder's number.
  ///   - text: Returns the plain text for a placeholder's number.
  ///   - source: Returns what stood in the place of a placeholder, given its number.
  public mutating func replacePlaceholders(
    isBlock: (_ number: Int) -> Bool,
    output: (_ number: Int) -> String,
    text: (_ number: Int) -> String,
    source: (_ number: Int) -> String
  ) {
    for node in root.descendants where node.type == CMARK_NODE_PARAGRAPH {
      if let number = node.solePlaceholder, isBlock(number) {
        let block = Node.verbatim(output(number), as: CMARK_NODE_CUSTOM_BLOCK)
        cmark_node_insert_before(node.pointer, block.pointer)
        node.remove()
      }
    }
    for node in root.descendants {
      switch node.type {
      case CMARK_NODE_TEXT:
        node.replacePlaceholders(inImage: node.hasAncestor(CMARK_NODE_IMAGE), output, text)
      case CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE, CMARK_NODE_HTML_BLOCK, CMARK_NODE_CODE_BLOCK:
        if let restored = Placeholder.restore(node.literal, source) {
          cmark_node_set_literal(node.pointer, restored)
        }
      case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
        node.restoreLink(text, source)
      default: break
      }
    }
  }

  /// Moves every heading down by a number of levels; the lowest is 6.
  ///
  /// - Parameter levels: How many levels to go down.
  public mutating func demoteHeadings(by levels: Int) {
    for node in root.descendants where node.type == CMARK_NODE_HEADING {
      let level = cmark_node_get_heading_level(node.pointer) + Int32(levels)
      cmark_node_set_heading_level(node.pointer, min(level, 6))
    }
  }
}

extension Node {
  /// The number of the placeholder that is all there is in a paragraph, whatever its line breaks.
  fileprivate var solePlaceholder: Int? {
    var pieces: [Placeholder.Piece] = []
    for child in descendants.dropFirst() {
      switch child.type {
      case CMARK_NODE_TEXT: pieces += Placeholder.split(child.literal)
      case CMARK_NODE_SOFTBREAK: continue
      default: return nil
      }
    }
    return pieces.count == 1 ? pieces[0].number : nil
  }

  /// Splits a text node at its placeholders.
  fileprivate func replacePlaceholders(
    inImage: Bool, _ output: (Int) -> String, _ text: (Int) -> String
  ) {
    guard literal.unicodeScalars.contains(where: { $0.value == 1 || $0.value >= 0xE000 }) else {
      return
    }
    for piece in Placeholder.split(literal) {
      let node =
        switch piece.number {
        case nil: Node.verbatim(piece.text, as: CMARK_NODE_TEXT)
        case let number? where inImage: Node.verbatim(text(number), as: CMARK_NODE_TEXT)
        case let number?: Node.verbatim(output(number), as: CMARK_NODE_CUSTOM_INLINE)
        }
      cmark_node_insert_before(pointer, node.pointer)
    }
    remove()
  }

  fileprivate func restoreLink(_ text: (Int) -> String, _ source: (Int) -> String) {
    if let url = cmark_node_get_url(pointer),
      let restored = Placeholder.restore(String(cString: url), source)
    {
      cmark_node_set_url(pointer, restored)
    }
    if let title = cmark_node_get_title(pointer),
      let restored = Placeholder.restore(String(cString: title), text)
    {
      cmark_node_set_title(pointer, restored)
    }
  }
}
