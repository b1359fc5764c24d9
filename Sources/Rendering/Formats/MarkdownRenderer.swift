public import Evaluation

/// Writes an executed notebook for a code host: values in, formulas in the host's own syntax, the
/// results of checks as tables, figures as files beside it.
public struct MarkdownRenderer: Renderer {
  /// Makes a renderer.
  public init() {}

  /// Renders an edition.
  public func render(_ evaluated: EvaluatedEdition, in context: HandoutContext) -> Handout {
    let tree = HandoutTree(of: evaluated, in: context)
    var writer = MarkdownWriter(host: .codeHost, stem: context.stem)
    var blocks = [header(of: tree)]
    blocks.append(writer.blocks(tree.content))
    blocks.append("---\n\n\(evaluated.closingWords("here")) (∇).")
    // A link definition that nothing refers to shows nothing.
    blocks.append("[\(Checksum.name)]: # (\(Checksum.blank))")
    let text = blocks.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    return Handout(contents: text, attachments: writer.attachments)
  }

  private func header(of tree: HandoutTree) -> String {
    var blocks: [String] = []
    if let title = tree.title { blocks.append("# " + MarkdownText.escaped(title)) }
    if let subtitle = tree.subtitle { blocks.append("*\(MarkdownText.escaped(subtitle))*") }
    if !tree.authors.isEmpty {
      blocks.append(MarkdownText.escaped(tree.authors.joined(separator: ", ")))
    }
    if let variant = tree.variant { blocks.append("Variant: **\(MarkdownText.escaped(variant))**") }
    return blocks.joined(separator: "\n\n")
  }
}
