extension MarkdownWriter {
  /// Text with its marks, on as many lines as the author gave it.
  mutating func inlines(_ nodes: [Markup]) -> String {
    var result = ""
    for node in nodes {
      switch node {
      case .text(let text):
        result += MarkdownText.escaped(text, after: result.last)
      case .element(let element):
        result += inline(element)
      }
    }
    return result
  }

  private mutating func inline(_ element: MarkupElement) -> String {
    switch element.name {
    case "em", "i", "var": return wrapped(element, in: "*")
    case "strong", "b": return wrapped(element, in: "**")
    case "del", "s": return wrapped(element, in: "~~")
    case "code", "kbd": return MarkdownText.code(element.text)
    case "br": return "\\\n"
    case "tex": return formula(element.text)
    case "a": return link(element)
    case "img": return image(element)
    case "input":
      return element.attributes["type"] == "checkbox"
        ? (element.attributes["checked"] == nil ? "[ ]" : "[x]") : ""
    case "sup":
      if element.classes.contains("footnote") { return "[^\(element.text.trimmingWhitespace)]" }
      return element.text.superscriptCharacters ?? "<sup>\(inlines(element.children))</sup>"
    case "sub":
      return element.text.subscriptCharacters ?? "<sub>\(inlines(element.children))</sub>"
    case "style", "script", "svg": return ""
    case "span" where element.attributes["aria-hidden"] == "true" && element.classes.isEmpty:
      return ""
    default: return inlines(element.children)
    }
  }

  /// Marks hug the text: white space inside of them goes outside.
  private mutating func wrapped(_ element: MarkupElement, in mark: String) -> String {
    let text = inlines(element.children)
    let inner = text.trimmingWhitespace
    guard !inner.isEmpty else { return text }
    let before = text.prefix { $0.isWhitespace }
    let after = text.reversed().prefix { $0.isWhitespace }.reversed()
    return before + mark + inner + mark + String(after)
  }

  private func formula(_ tex: String) -> String {
    switch host {
    case .codeHost where !tex.contains("`"): "$`\(tex)`$"
    default: "$\(tex.trimmingWhitespace)$"
    }
  }

  private mutating func link(_ element: MarkupElement) -> String {
    guard element.attributes["role"] != "doc-backlink" else { return "" }
    let text = inlines(element.children)
    // A place in the page has no name here, except a heading, which the host names in its own way.
    guard let address = element.attributes["href"], !address.hasPrefix("#") else { return text }
    let title = element.attributes["title"].map { " \"\($0.replacing("\"", with: "\\\""))\"" } ?? ""
    return "[\(text)](\(Self.address(address))\(title))"
  }

  /// The address of a page of this handout is that of its Markdown.
  private static func address(_ address: String) -> String {
    guard address.wholeMatch(of: /[^:?#]+\.html(#.*)?/) != nil, !address.hasPrefix("/") else {
      return address.escapingParentheses
    }
    return address.replacing(/\.html(?=#|$)/, with: ".md", maxReplacements: 1).escapingParentheses
  }

  /// A picture; one that is written into the page becomes a file beside the handout.
  private mutating func image(_ element: MarkupElement) -> String {
    let text = MarkdownText.escaped(element.attributes["alt"] ?? "")
    var address = element.attributes["src"] ?? ""
    if host == .codeHost, let (ending, bytes) = DataAddress.contents(of: address) {
      address = attach(bytes, kind: "image", ending: ending)
    }
    return "![\(text)](\(address.escapingParentheses))"
  }
}

extension String {
  fileprivate var escapingParentheses: String {
    replacing(" ", with: "%20").replacing("(", with: "%28").replacing(")", with: "%29")
  }
}
