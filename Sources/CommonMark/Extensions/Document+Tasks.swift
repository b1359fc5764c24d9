private import CCMark

extension Document {
  /// Puts boxes in the place of `[ ]` and `[x]` at the start of list items (GFM 0.29, 5.3).
  mutating func markTasks() {
    for item in root.descendants where item.type == CMARK_NODE_ITEM {
      guard let paragraph = item.firstChild, paragraph.type == CMARK_NODE_PARAGRAPH,
        let text = paragraph.firstChild, text.type == CMARK_NODE_TEXT
      else { continue }
      let literal = text.literal
      guard literal.utf8.first == UInt8(ascii: "["),
        let match = literal.prefixMatch(of: /\[([ xX])\](?=\s+\S)/)
      else { continue }
      let isDone = match.output.1 != " "
      let box = Node.verbatim(
        "<input \(isDone ? "checked=\"\" " : "")disabled=\"\" type=\"checkbox\">",
        as: CMARK_NODE_CUSTOM_INLINE)
      box.insertBefore(text)
      text.setLiteral(String(literal[match.range.upperBound...]))
      marks.tasks.append((box, isDone))
    }
  }

  /// Replaces the boxes of task lists.
  ///
  /// - Parameter output: Returns finished output, given whether the task is done.
  public mutating func replaceTaskBoxes(_ output: (_ isDone: Bool) -> String) {
    for task in marks.tasks { task.node.setOutput(output(task.isDone)) }
  }
}
