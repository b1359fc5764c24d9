private import CCMark

/// A parsed CommonMark document: libcmark's own tree, owned by this value and freed with it.
///
/// libcmark decides what is Markdown and renders it. Nabla looks at the blocks it cares about and
/// puts ready-made output in their place; everything else stays in the tree untouched, so prose is
/// rendered exactly as the reference implementation of CommonMark renders it.
public struct Document: ~Copyable {
  let root: Node
  /// The text as libcmark saw it.
  let text: String
  /// What the extensions found in the tree.
  var marks = Marks()

  /// Parses a document, which cannot fail: every text is Markdown.
  ///
  /// The blocks are those of the extended language, footnotes included; of the other extensions nothing
  /// is formed yet, and a table is still a paragraph. That is how one looks for positions.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  public init(parsing markdown: String) {
    let (text, footnotes) = Footnotes.rewriting(markdown)
    self.init(plain: text)
    marks.footnoteLines = footnotes
  }

  /// Parses a document and forms what GitHub's Markdown has beyond CommonMark: tables,
  /// strikethrough, task lists, footnotes, callouts and labels.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  public init(extended markdown: String) {
    self.init(parsing: EscapedCharacters.hidden(in: markdown))
    formTables()
    markTasks()
    strikeThrough()
    findFootnotes()
    findCallouts()
    findLabels()
    root.restoreEscapes()
    cmark_consolidate_text_nodes(root.pointer)
  }

  /// Parses CommonMark without any extension.
  public init(plain markdown: String) {
    text = markdown
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
    html(of: root)
  }

  func html(of node: Node) -> String {
    rendered(by: cmark_render_html(node.pointer, CMARK_OPT_DEFAULT))
  }

  private func rendered(by result: UnsafeMutablePointer<CChar>?) -> String {
    guard let result else { preconditionFailure("libcmark must return a rendering") }
    defer { cmark_get_default_mem_allocator().pointee.free(result) }
    return String(cString: result)
  }
}
