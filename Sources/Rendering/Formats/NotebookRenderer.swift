public import Evaluation

/// Writes an executed notebook for Jupyter: prose in cells of Markdown, and for each block that was
/// evaluated a cell of code that holds what came of it as its output.
///
/// The block itself is not in the cell: its keys can say what a handout does not show, such as what
/// is expected.
public struct NotebookRenderer: Renderer {
  /// Makes a renderer.
  public init() {}

  /// Renders an edition.
  public func render(_ evaluated: EvaluatedEdition, in context: HandoutContext) -> Handout {
    let tree = HandoutTree(of: evaluated, in: context)
    var cells = NotebookCells(stem: context.stem)
    cells.addHeader(of: tree)
    cells.add(tree.content)
    let notebook = JSON.object([
      ("cells", .array(cells.all)),
      (
        "metadata",
        .object([
          (
            "kernelspec",
            .object([
              ("display_name", .string("Python 3")), ("language", .string("python")),
              ("name", .string("python3")),
            ])
          ),
          ("language_info", .object([("name", .string("python"))])),
          ("title", .string(evaluated.title(fallback: context.name))),
          (Checksum.name, .string(Checksum.blank)),
        ])
      ),
      ("nbformat", .int(4)), ("nbformat_minor", .int(5)),
    ])
    return Handout(contents: notebook.text + "\n")
  }
}

/// The cells of a notebook, as nbformat 4.5 describes them.
private struct NotebookCells {
  private(set) var all: [JSON] = []
  private var prose: [Markup] = []
  private var executions = 0
  private let stem: String

  init(stem: String) { self.stem = stem }

  mutating func addHeader(of tree: HandoutTree) {
    var lines: [String] = []
    if let title = tree.title { lines.append("# " + MarkdownText.escaped(title)) }
    if let subtitle = tree.subtitle { lines.append("*\(MarkdownText.escaped(subtitle))*") }
    if !tree.authors.isEmpty {
      lines.append(MarkdownText.escaped(tree.authors.joined(separator: ", ")))
    }
    if let variant = tree.variant { lines.append("Variant: **\(MarkdownText.escaped(variant))**") }
    if !lines.isEmpty { addMarkdown(lines.joined(separator: "\n\n")) }
  }

  /// Adds cells: a new one at every heading and around every block that was evaluated.
  mutating func add(_ nodes: [Markup]) {
    for node in nodes {
      switch node.element?.name {
      case "directive":
        finishProse()
        if let element = node.element { addOutput(of: element) }
      case "h1", "h2", "h3", "h4", "h5", "h6":
        finishProse()
        prose = [node]
      default: prose.append(node)
      }
    }
    finishProse()
  }

  private mutating func finishProse() {
    var writer = MarkdownWriter(host: .jupyter, stem: stem)
    let text = writer.blocks(prose)
    prose = []
    guard !text.isEmpty else { return }
    // A drawing inside of prose has no cell of its own; it is attached to this one.
    let attachments = writer.attachments.map { attachment in
      (
        key: attachment.name,
        value: JSON.object([
          ("image/svg+xml", .string(String(decoding: attachment.contents, as: UTF8.self)))
        ])
      )
    }
    addMarkdown(
      attachments.reduce(text) { $0.replacing("](\($1.key))", with: "](attachment:\($1.key))") },
      attachments: attachments)
  }

  private mutating func addMarkdown(
    _ text: String, attachments: [(key: String, value: JSON)] = []
  ) {
    var entries: [(key: String, value: JSON)] = [
      ("cell_type", .string("markdown")), ("id", .string("cell-\(all.count + 1)")),
      ("metadata", .object([])), ("source", Self.lines(text)),
    ]
    if !attachments.isEmpty { entries.append(("attachments", .object(attachments))) }
    all.append(.object(entries))
  }

  private mutating func addOutput(of element: MarkupElement) {
    executions += 1
    let kind = element.attributes["kind"] ?? ""
    let id = element.attributes["id"].flatMap { $0.isEmpty ? nil : " '\($0)'" } ?? ""
    var data: [(key: String, value: JSON)] = []
    var writer = MarkdownWriter(host: .jupyter, stem: stem)
    let text = writer.blocks(element.children)
    if let drawing = writer.attachments.first {
      data.append(("image/svg+xml", Self.lines(String(decoding: drawing.contents, as: UTF8.self))))
    } else {
      data.append(("text/markdown", Self.lines(text)))
    }
    data.append(("text/plain", Self.lines(text)))
    all.append(
      .object([
        ("cell_type", .string("code")), ("execution_count", .int(executions)),
        ("id", .string("cell-\(all.count + 1)")), ("metadata", .object([])),
        (
          "outputs",
          .array([
            .object([
              ("output_type", .string("execute_result")), ("execution_count", .int(executions)),
              ("data", .object(data)), ("metadata", .object([])),
            ])
          ])
        ),
        ("source", Self.lines("# \(kind)\(id), evaluated by Nabla")),
      ]))
  }

  /// A text as nbformat likes it: a list of lines with their line feeds.
  private static func lines(_ text: String) -> JSON {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return .array(
      lines.enumerated().filter { $0.offset < lines.count - 1 || !$0.element.isEmpty }
        .map { .string($0.element + ($0.offset < lines.count - 1 ? "\n" : "")) })
  }
}
