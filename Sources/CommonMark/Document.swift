private import CCMark

/// A parsed CommonMark document: libcmark's own tree, owned by this value and freed with it.
///
/// libcmark decides what is Markdown and renders it. Nabla looks at the blocks it cares about and
/// puts ready-made output in their place; everything else stays in the tree untouched, so prose is
/// rendered exactly as the reference implementation of CommonMark renders it.
public struct Document: ~Copyable {
  let root: Node

  /// Parses a document, which cannot fail: every text is CommonMark.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  public init(parsing markdown: String) {
    var markdown = markdown
    let pointer = markdown.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        cmark_parse_document(characters.baseAddress, characters.count, CMARK_OPT_DEFAULT)
      }
    }
    guard let pointer else { preconditionFailure("libcmark must return a document") }
    root = Node(pointer)
  }

  deinit {
    cmark_node_free(root.pointer)
  }

  /// Renders the document as HTML in libcmark's safe mode: raw HTML that is still in the tree is
  /// left out, and so are links to `javascript:` and its like.
  public func html() -> String {
    rendered(by: cmark_render_html(root.pointer, CMARK_OPT_DEFAULT))
  }

  private func rendered(by result: UnsafeMutablePointer<CChar>?) -> String {
    guard let result else { preconditionFailure("libcmark must return a rendering") }
    defer { cmark_get_default_mem_allocator().pointee.free(result) }
    return String(cString: result)
  }
}
