private import CCMark

/// A link of a document.
public struct Link: Sendable, Hashable {
  /// Where it leads, as libcmark read it.
  public var destination: String
  /// What it reads, without markup.
  public var text: String
  /// The lines of the block it stands in.
  public var lines: ClosedRange<Int>
}

/// An image of a document.
public struct Image: Sendable, Hashable {
  /// Where it is, as libcmark read it.
  public var source: String
  /// The text in its place for those who do not see it.
  public var alternative: String
  /// The title, which is the caption of an image that stands alone.
  public var title: String
  /// The label, of an image that stands alone.
  public var label: String?
  /// Whether it is all there is in its paragraph.
  public var isFigure: Bool
  /// The lines of the block it stands in.
  public var lines: ClosedRange<Int>
}

extension Document {
  /// The links, in document order.
  public var links: [Link] {
    linkNodes.map { node in
      Link(destination: node.destination, text: node.plainText, lines: lines(of: node))
    }
  }

  /// Changes the links.
  ///
  /// - Parameter change: Given a link's index, returns where it is to lead, and finished output that
  ///   follows its text.
  public mutating func changeLinks(
    _ change: (_ index: Int) -> (destination: String, suffix: String)
  ) {
    for (index, node) in linkNodes.enumerated() {
      let (destination, suffix) = change(index)
      cmark_node_set_url(node.pointer, destination)
      if !suffix.isEmpty { node.append(.verbatim(suffix, as: CMARK_NODE_CUSTOM_INLINE)) }
    }
  }

  /// The images, in document order.
  public var images: [Image] {
    imageNodes.map { node in
      let paragraph = node.parent.flatMap { $0.type == CMARK_NODE_PARAGRAPH ? $0 : nil }
      let isFigure = paragraph?.isFigure == true
      return Image(
        source: node.destination, alternative: node.plainText, title: node.title,
        label: isFigure ? paragraph.flatMap { marks.labels[$0.pointer] } : nil,
        isFigure: isFigure, lines: lines(of: node))
    }
  }

  /// Replaces the images by finished output, a block in the place of one that stands alone.
  ///
  /// - Parameter output: Returns the output for an image, given its index.
  public mutating func replaceImages(_ output: (_ index: Int) -> String) {
    for (index, node) in imageNodes.enumerated() {
      guard let paragraph = node.parent, paragraph.type == CMARK_NODE_PARAGRAPH, paragraph.isFigure
      else {
        node.replace(with: output(index), as: CMARK_NODE_CUSTOM_INLINE)
        continue
      }
      paragraph.replace(with: output(index), as: CMARK_NODE_CUSTOM_BLOCK)
    }
  }

  private var linkNodes: [Node] { root.descendants.filter { $0.type == CMARK_NODE_LINK } }
  /// The images, without those in the description of another, which are only text there.
  private var imageNodes: [Node] {
    root.descendants.filter { $0.type == CMARK_NODE_IMAGE && !$0.hasAncestor(CMARK_NODE_IMAGE) }
  }
}
