/// Writes the tree of a handout as LaTeX.
struct LaTeXWriter {
  /// The texts of the footnotes, by their number.
  private let footnotes: [String: MarkupElement]

  /// Prepares to write a content, whose footnotes go where they are referred to.
  init(of content: [Markup]) {
    let root = MarkupElement(name: "", attributes: [:]).with(content)
    let sections = root.all("section").filter { $0.classes.contains("footnotes") }
    footnotes = Dictionary(
      sections.flatMap { $0.all("li") }.enumerated().map { (String($0 + 1), $1) }
    ) { first, _ in first }
  }

  /// Blocks with an empty line between them.
  func blocks(_ nodes: [Markup]) -> String {
    var blocks: [String] = []
    var run: [Markup] = []
    func finishRun() {
      if !run.allSatisfy(\.isBlank) { blocks.append(inlines(run).trimmingWhitespace) }
      run = []
    }
    for node in nodes {
      if let element = node.element, !MarkdownWriter.isInline(element) {
        finishRun()
        blocks.append(block(element))
      } else {
        run.append(node)
      }
    }
    finishRun()
    return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private func block(_ element: MarkupElement) -> String {
    switch element.name {
    case "p":
      let text = inlines(element.children).trimmingWhitespace
      return ["caption", "callout-title"].contains(element.classes.first ?? "") && !text.isEmpty
        ? "\\textbf{\(text)}" : text
    case "h1", "h2": return heading("section", element)
    case "h3": return heading("subsection", element)
    case "h4": return heading("subsubsection", element)
    case "h5", "h6": return heading("paragraph", element)
    case "ul": return list("itemize", element)
    case "ol": return list("enumerate", element)
    case "blockquote", "aside": return environment("quote", blocks(element.children))
    case "details" where element.classes.contains("hint"):
      return environment("quote", blocks(element.children))
    case "summary": return "\\textbf{\(inlines(element.children).trimmingWhitespace)}"
    case "pre": return LaTeXText.listing(element.text)
    case "hr": return "\\par\\noindent\\hrulefill\\par"
    case "table": return table(element)
    case "dl": return definitions(element)
    case "figure": return figure(element)
    case "svg": return element.isDecoration ? "" : LaTeXDrawing(svg: element).picture
    case "nav", "style", "script", "template": return ""
    case "div" where element.classes.contains("equation"):
      return Self.displayFormula(element.numberedFormula)
    case "section" where element.classes.contains("footnotes"): return ""
    case "div" where element.classes.contains("callout"):
      return environment("quote", blocks(element.children))
    case "div" where element.classes.contains("formula"):
      guard let tex = element.first("tex") else { return blocks(element.children) }
      return Self.displayFormula(tex.text.trimmingNewlines)
    case "section" where element.classes.contains("check"):
      return "\\begin{nablapanel}\n\(blocks(element.children))\n\\end{nablapanel}"
    default: return blocks(element.children)
    }
  }

  private func environment(_ name: String, _ content: String) -> String {
    "\\begin{\(name)}\n\(content)\n\\end{\(name)}"
  }

  private func heading(_ command: String, _ element: MarkupElement) -> String {
    "\\\(command){\(inlines(element.children).trimmingWhitespace)}"
  }

  /// Environments that are formulas of their own need nothing around them; an empty line would end
  /// any formula.
  private static func displayFormula(_ tex: String) -> String {
    let lines = tex.split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) }
      .joined(separator: "\n")
    let isWhole = lines.prefixMatch(of: /\s*\\begin\{(align|gather|multline|equation|alignat)\*?\}/)
    return isWhole != nil ? lines : "\\[\n\(lines)\n\\]"
  }

  private func list(_ name: String, _ element: MarkupElement) -> String {
    let items = element.elements.filter { $0.name == "li" }.map { item in
      // A bracket after \item would be taken for its label.
      "\\item {}" + blocks(item.children)
    }
    guard !items.isEmpty else { return "" }
    let start = element.attributes["start"].flatMap { Int($0) }.map {
      $0 == 1 ? "" : "\\setcounter{enumi}{\($0 - 1)}\n"
    }
    return environment(
      name, (name == "enumerate" ? start ?? "" : "") + items.joined(separator: "\n"))
  }

  private func figure(_ element: MarkupElement) -> String {
    let caption = element.first("figcaption")
    let rest = element.children.filter { $0.element !== caption || caption == nil }
    let text =
      caption.map { "\n\n{\\small\\itshape \(inlines($0.children).trimmingWhitespace)}" } ?? ""
    return environment("nablafigure", blocks(rest) + text)
  }

  // MARK: Inlines

  /// Text with its marks.
  func inlines(_ nodes: [Markup]) -> String {
    nodes.map { node in
      switch node {
      case .text(let text): LaTeXText.escaped(text)
      case .element(let element): inline(element)
      }
    }.joined()
  }

  private func inline(_ element: MarkupElement) -> String {
    let content = { inlines(element.children) }
    switch element.name {
    case "em", "i", "var": return "\\emph{\(content())}"
    case "strong", "b": return "\\textbf{\(content())}"
    case "code", "kbd": return "\\texttt{\(LaTeXText.escaped(element.text, isCode: true))}"
    case "sup" where element.classes.contains("footnote"):
      let text = footnotes[element.text.trimmingWhitespace].map { blocks($0.children) } ?? ""
      return "\\footnote{\(text)}"
    case "sup": return "\\textsuperscript{\(content())}"
    case "sub": return "\\textsubscript{\(content())}"
    case "del", "s": return "\\nablastruck{\(content())}"
    case "br": return "\\\\\n"
    case "tex": return "\\(\(element.text.trimmingWhitespace)\\)"
    case "a": return link(element, content())
    case "img": return "\\emph{\(LaTeXText.escaped(element.attributes["alt"] ?? ""))}"
    case "input": return element.attributes["checked"] == nil ? "$\\square$ " : "$\\boxtimes$ "
    case "style", "script", "svg": return ""
    case "span" where element.attributes["aria-hidden"] == "true" && element.classes.isEmpty:
      return ""
    case "span" where element.classes.contains("reason"): return ": " + content()
    default: return content()
    }
  }

  /// Only what leads out of the handout can be followed in print.
  private func link(_ element: MarkupElement, _ text: String) -> String {
    if element.attributes["role"] == "doc-backlink" { return "" }
    guard let address = element.attributes["href"], address.contains("://") else { return text }
    let escaped = address.percentEncoded.replacing("%", with: "\\%").replacing("#", with: "\\#")
      .replacing("&", with: "\\&").replacing("~", with: "\\string~")
      .replacing("_", with: "\\string_")
    return "\\href{\(escaped)}{\(text)}"
  }
}
