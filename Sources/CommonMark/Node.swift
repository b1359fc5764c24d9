internal import CCMark

/// A node of libcmark's tree, valid only as long as the `Document` that owns the tree, which is why
/// it never leaves this module.
struct Node {
  let pointer: OpaquePointer

  init(_ pointer: OpaquePointer) {
    self.pointer = pointer
  }

  var type: cmark_node_type { cmark_node_get_type(pointer) }

  var literal: String {
    cmark_node_get_literal(pointer).map { String(cString: $0) } ?? ""
  }

  var fenceInfo: String {
    cmark_node_get_fence_info(pointer).map { String(cString: $0) } ?? ""
  }

  var parent: Node? { cmark_node_parent(pointer).map(Node.init) }

  /// This node and all below it, in document order.
  ///
  /// They are collected before anything is changed, because libcmark's iterator does not survive
  /// the removal of the node it stands on.
  var descendants: [Node] {
    guard let iterator = cmark_iter_new(pointer) else {
      preconditionFailure("libcmark must return an iterator")
    }
    defer { cmark_iter_free(iterator) }
    var nodes: [Node] = []
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { return nodes }
      if event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) {
        nodes.append(Node(node))
      }
    }
  }

  func hasAncestor(_ type: cmark_node_type) -> Bool {
    ancestorCount(type) > 0
  }

  func ancestorCount(_ type: cmark_node_type) -> Int {
    sequence(first: self, next: \.parent).dropFirst().count { $0.type == type }
  }

  /// Puts output that libcmark copies verbatim in the place of this node, which is freed.
  func replace(with output: String, as type: cmark_node_type) {
    let replacement = Node.verbatim(output, as: type)
    cmark_node_replace(pointer, replacement.pointer)
    cmark_node_free(pointer)
  }

  func remove() {
    cmark_node_unlink(pointer)
    cmark_node_free(pointer)
  }

  /// A node that renders as the given output: `CMARK_NODE_CUSTOM_BLOCK`, `CMARK_NODE_CUSTOM_INLINE`
  /// or, escaped, `CMARK_NODE_TEXT`.
  static func verbatim(_ output: String, as type: cmark_node_type) -> Node {
    guard let node = cmark_node_new(type) else { preconditionFailure("out of memory") }
    if type == CMARK_NODE_TEXT {
      cmark_node_set_literal(node, output)
    } else {
      cmark_node_set_on_enter(node, output)
    }
    return Node(node)
  }
}
