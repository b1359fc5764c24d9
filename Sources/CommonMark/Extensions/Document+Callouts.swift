private import CCMark

/// A block quote that begins with `[!KIND]`, as GitHub writes its alerts.
public struct Callout: Sendable, Hashable {
  /// The word between `[!` and `]`, as it was written.
  public var kind: String
  /// The 1-based line of the mark.
  public var line: Int
  /// Whether the author gives it a title of its own, after the mark.
  public var hasTitle: Bool
}

extension Document {
  /// Finds the callouts and takes their marks out of the text.
  mutating func findCallouts() {
    guard text.contains("[!") else { return }
    for quote in root.descendants where quote.type == CMARK_NODE_BLOCK_QUOTE {
      guard let paragraph = quote.firstChild, paragraph.type == CMARK_NODE_PARAGRAPH,
        let first = paragraph.firstChild, first.type == CMARK_NODE_TEXT,
        let match = first.literal.prefixMatch(of: /\[!([A-Za-z]+)\]\s*/)
      else { continue }
      let line = lines(of: paragraph).lowerBound
      let title = Node.around("", "")
      let rest = String(first.literal[match.range.upperBound...])
      first.setLiteral(rest)
      while let node = paragraph.firstChild, !node.isBreak { title.append(node) }
      paragraph.firstChild?.remove()
      let titleBlock = Node.around("", "", as: CMARK_NODE_CUSTOM_BLOCK)
      titleBlock.append(title)
      titleBlock.insertBefore(paragraph)
      marks.lines[titleBlock.pointer] = line...line
      if paragraph.firstChild == nil { paragraph.remove() }
      marks.callouts.append((quote, String(match.output.1), line))
    }
  }

  /// The callouts, in document order.
  public var callouts: [Callout] {
    marks.callouts.map { entry in
      let title = entry.quote.firstChild?.firstChild
      return Callout(
        kind: entry.kind, line: entry.line,
        hasTitle: title?.firstChild.map { !$0.literal.isEmpty || $0.next != nil } ?? false)
    }
  }

  /// Renders the callouts.
  ///
  /// - Parameter output: Returns finished output around the callout and around its title, given its
  ///   index.
  public mutating func replaceCallouts(
    _ output: (_ index: Int) -> (block: (String, String), title: (String, String))
  ) {
    for (index, callout) in marks.callouts.enumerated() {
      let (around, aroundTitle) = output(index)
      let block = Node.around(around.0, around.1, as: CMARK_NODE_CUSTOM_BLOCK)
      if let title = callout.quote.firstChild?.firstChild {
        cmark_node_set_on_enter(title.pointer, aroundTitle.0)
        cmark_node_set_on_exit(title.pointer, aroundTitle.1)
      }
      callout.quote.moveChildren(to: block)
      callout.quote.replace(with: block)
    }
    marks.callouts = []
  }
}

extension Node {
  fileprivate var isBreak: Bool {
    type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK
  }
}
