private import CCMark

extension Document {
  /// Strikes through what stands between two pairs of tildes (GFM 0.29, 6.5).
  ///
  /// A pair opens where text follows it and closes where text precedes it; both ends must be in the
  /// same piece of emphasis, link or paragraph. Runs of other lengths are only tildes.
  mutating func strikeThrough() {
    guard text.contains("~~") else { return }
    let parents = root.descendants
      .filter { $0.type == CMARK_NODE_TEXT && $0.literal.contains("~~") }
      .compactMap(\.parent)
    var last: Node?
    for parent in parents where parent.pointer != last?.pointer {
      last = parent
      if parent.type != CMARK_NODE_IMAGE { parent.strikeThroughChildren() }
    }
  }
}

extension Node {
  fileprivate func strikeThroughChildren() {
    for child in children where child.type == CMARK_NODE_TEXT { child.splitAtTildes() }
    var openers: [Node] = []
    for child in children where child.type == CMARK_NODE_TEXT && child.literal == "~~" {
      let before = child.previous?.edge(last: true) ?? " "
      let after = child.next?.edge(last: false) ?? " "
      if !before.isSpace, let opener = openers.last {
        openers.removeLast()
        let struck = Node.around("<del>", "</del>")
        struck.insertBefore(opener)
        while let node = opener.next, node.pointer != child.pointer { struck.append(node) }
        opener.remove()
        child.remove()
      } else if !after.isSpace {
        openers.append(child)
      }
    }
  }

  /// Makes each run of exactly two tildes a node of its own.
  private func splitAtTildes() {
    let text = literal
    let runs = text.ranges(of: /~+/).filter { text[$0].count == 2 }
    guard !runs.isEmpty else { return }
    var start = text.startIndex
    for run in runs {
      for piece in [text[start..<run.lowerBound], text[run]] where !piece.isEmpty {
        Node.verbatim(String(piece), as: CMARK_NODE_TEXT).insertBefore(self)
      }
      start = run.upperBound
    }
    if start < text.endIndex {
      Node.verbatim(String(text[start...]), as: CMARK_NODE_TEXT).insertBefore(self)
    }
    remove()
  }

  /// The character of a node that stands beside its neighbour; what is not text counts as a letter.
  private func edge(last: Bool) -> Unicode.Scalar {
    switch type {
    case CMARK_NODE_TEXT:
      (last ? literal.unicodeScalars.last : literal.unicodeScalars.first) ?? " "
    case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: " "
    default: "a"
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isSpace: Bool { properties.isWhitespace }
}
