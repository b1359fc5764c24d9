internal import CCMark

extension Node {
  var firstChild: Node? { cmark_node_first_child(pointer).map(Node.init) }
  var lastChild: Node? { cmark_node_last_child(pointer).map(Node.init) }
  var next: Node? { cmark_node_next(pointer).map(Node.init) }
  var previous: Node? { cmark_node_previous(pointer).map(Node.init) }

  /// The nodes directly below this one.
  var children: [Node] { Array(sequence(state: firstChild) { $0.pop(\.next) }) }

  /// A node whose output surrounds that of its children.
  static func around(
    _ opening: String, _ closing: String, as type: cmark_node_type = CMARK_NODE_CUSTOM_INLINE
  ) -> Node {
    let node = verbatim(opening, as: type)
    cmark_node_set_on_exit(node.pointer, closing)
    return node
  }

  func append(_ child: Node) { cmark_node_append_child(pointer, child.pointer) }

  func prepend(_ child: Node) { cmark_node_prepend_child(pointer, child.pointer) }

  func insertBefore(_ sibling: Node) { cmark_node_insert_before(sibling.pointer, pointer) }

  /// Moves all children of this node to the end of another's.
  func moveChildren(to other: Node) {
    for child in children { other.append(child) }
  }

  /// Puts a node of ours in the place of this one, which is freed.
  func replace(with node: Node) {
    cmark_node_replace(pointer, node.pointer)
    cmark_node_free(pointer)
  }

  func setLiteral(_ text: String) { cmark_node_set_literal(pointer, text) }

  func setOutput(_ output: String) { cmark_node_set_on_enter(pointer, output) }

  /// The text of the node and all below it, without markup.
  var plainText: String {
    descendants.map { node in
      switch node.type {
      case CMARK_NODE_TEXT, CMARK_NODE_CODE: node.literal
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: " "
      default: ""
      }
    }.joined()
  }
}

extension Node? {
  /// Returns the node and steps on to the next.
  fileprivate mutating func pop(_ step: (Node) -> Node?) -> Node? {
    defer { self = flatMap(step) }
    return self
  }
}
