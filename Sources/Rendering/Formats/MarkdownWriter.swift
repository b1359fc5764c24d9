/// Writes the tree of a handout as Markdown.
struct MarkdownWriter {
  /// Where the Markdown is read, which decides how formulas are written.
  enum Host {
    /// A code host such as GitHub or GitLab: ``$`…`$`` and blocks of `math`, which no other rule of
    /// Markdown can damage.
    case codeHost
    /// Jupyter: dollars.
    case jupyter
  }

  let host: Host
  /// What the names of files beside the handout begin with.
  let stem: String
  /// The figures, in the order in which they were met.
  private(set) var attachments: [Handout.Attachment] = []

  init(host: Host, stem: String) {
    self.host = host
    self.stem = stem
  }

  /// Blocks with an empty line between them.
  mutating func blocks(_ nodes: [Markup]) -> String {
    var blocks: [String] = []
    var run: [Markup] = []
    for node in nodes {
      if let element = node.element, !Self.isInline(element) {
        if !run.allSatisfy(\.isBlank) { blocks.append(paragraph(run)) }
        run = []
        blocks.append(block(element))
      } else {
        run.append(node)
      }
    }
    if !run.allSatisfy(\.isBlank) { blocks.append(paragraph(run)) }
    return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  static let inlineNames: Set<String> = [
    "a", "abbr", "b", "br", "cite", "code", "data", "del", "em", "i", "img", "input", "kbd", "q",
    "s", "small", "span", "strong", "sub", "sup", "tex", "time", "u", "var",
  ]

  static func isInline(_ element: MarkupElement) -> Bool { inlineNames.contains(element.name) }

  private mutating func paragraph(_ nodes: [Markup]) -> String {
    MarkdownText.escapingLineStarts(inlines(nodes).trimmingWhitespace)
  }

  private mutating func block(_ element: MarkupElement) -> String {
    switch element.name {
    case "p":
      let text = paragraph(element.children)
      switch element.classes.first {
      case "caption": return text.isEmpty ? "" : "**\(text)**"
      case "subtitle": return "*\(text)*"
      default: return text
      }
    case "h1", "h2", "h3", "h4", "h5", "h6":
      let level = element.name.utf8.last.map { Int($0 - UInt8(ascii: "0")) } ?? 1
      let text = inlines(element.children).trimmingWhitespace.replacing("\n", with: " ")
      return String(repeating: "#", count: level) + " " + text
    case "ul", "ol": return list(element)
    case "blockquote", "aside": return quote(element)
    case "details" where element.classes.contains("hint"): return quote(element)
    case "summary": return "**\(paragraph(element.children))**"
    case "pre":
      let code = element.first("code")
      let language = code?.classes.first { $0.hasPrefix("language-") }?.dropFirst(9) ?? ""
      return MarkdownText.codeBlock(element.text, info: String(language))
    case "hr": return "---"
    case "table": return table(element)
    case "dl": return definitions(element)
    case "figure": return figure(element)
    case "svg": return element.isDecoration ? "" : image(element)
    case "nav", "style", "script", "template": return ""
    case "div" where element.classes.contains("callout"): return callout(element)
    case "div" where element.classes.contains("equation"):
      return displayFormula(element.numberedFormula)
    case "section" where element.classes.contains("footnotes"): return footnotes(element)
    case "div" where element.classes.contains("formula"):
      if let tex = element.first("tex") { return displayFormula(tex.text) }
      return blocks(element.children)
    default: return blocks(element.children)
    }
  }

  private mutating func quote(_ element: MarkupElement) -> String {
    blocks(element.children).prefixingLines(with: "> ")
  }

  private func displayFormula(_ tex: String) -> String {
    let tex = tex.trimmingNewlines
    switch host {
    case .codeHost: return MarkdownText.codeBlock(tex, info: "math")
    case .jupyter: return "$$\n\(tex)\n$$"
    }
  }

  private mutating func callout(_ element: MarkupElement) -> String {
    let kinds = ["note", "tip", "important", "warning", "caution"]
    let kind = element.classes.map { $0.lowercased() }.first { kinds.contains($0) } ?? "note"
    let title = element.elements.first { $0.classes.contains("callout-title") }
    let rest = element.children.filter { $0.element !== title || title == nil }
    // After the word that the host writes itself stands the author's own title, if there is one.
    let words = title.map { inlines($0.children).trimmingWhitespace } ?? ""
    let own = words.split(separator: ":", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
    let heading = own.isEmpty ? "" : "**\(own.trimmingWhitespace)**\n\n"
    return "[!\(kind.uppercased())]\n\(heading)\(blocks(rest))".prefixingLines(with: "> ")
  }

  private mutating func footnotes(_ element: MarkupElement) -> String {
    let notes = element.all("li").enumerated().map { index, item in
      let text = blocks(item.children).split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated().map { $0 == 0 || $1.isEmpty ? String($1) : "    " + $1 }
      return "[^\(index + 1)]: " + text.joined(separator: "\n")
    }
    return notes.joined(separator: "\n\n")
  }

  private mutating func list(_ element: MarkupElement) -> String {
    var number = element.attributes["start"].flatMap { Int($0) } ?? 1
    var items: [String] = []
    for item in element.elements where item.name == "li" {
      let mark = element.name == "ol" ? "\(number). " : "- "
      number += 1
      let indentation = String(repeating: " ", count: mark.count)
      let text = blocks(item.children).split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated().map { $0 == 0 || $1.isEmpty ? String($1) : indentation + $1 }
      items.append(mark + text.joined(separator: "\n"))
    }
    let isLoose = element.elements.contains { $0.elements.contains { $0.name == "p" } }
    return items.joined(separator: isLoose ? "\n\n" : "\n")
  }
}

// MARK: - Figures

extension MarkdownWriter {
  private mutating func figure(_ element: MarkupElement) -> String {
    let caption = element.first("figcaption")
    let rest = element.children.filter { $0.element !== caption || caption == nil }
    let text = caption.map { inlines($0.children).trimmingWhitespace } ?? ""
    return [blocks(rest), text.isEmpty ? "" : "*\(text)*"].filter { !$0.isEmpty }
      .joined(separator: "\n\n")
  }

  /// A drawing as a file beside the handout, described by its own words.
  private mutating func image(_ svg: MarkupElement) -> String {
    let words = ["title", "desc"].compactMap { name in
      svg.elements.first { $0.name == name }?.text.trimmingWhitespace
    }
    let drawing = Array(FigureStyle.standalone(svg).utf8)
    let address = attach(drawing, kind: "figure", ending: "svg")
    return "![\(MarkdownText.escaped(words.joined(separator: ". ")))](\(address))"
  }

  /// Puts a file beside the handout and returns its address.
  mutating func attach(_ contents: [UInt8], kind: String, ending: String) -> String {
    if let same = attachments.first(where: { $0.contents == contents }) {
      return same.name.percentEncoded
    }
    let name = "\(stem).\(kind)-\(attachments.count + 1).\(ending)"
    attachments.append(.init(name: name, contents: contents))
    return name.percentEncoded
  }
}

extension String {
  var trimmingWhitespace: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  var trimmingNewlines: String {
    var text = self[...]
    while text.first?.isNewline == true { text.removeFirst() }
    while text.last?.isNewline == true { text.removeLast() }
    return String(text)
  }

  /// The text with something before each line.
  func prefixingLines(with prefix: String) -> String {
    split(separator: "\n", omittingEmptySubsequences: false)
      .map { ($0.isEmpty ? prefix.trimmingTrailingSpace : prefix) + $0 }.joined(separator: "\n")
  }

  private var trimmingTrailingSpace: String { hasSuffix(" ") ? String(dropLast()) : self }

  /// The text as part of an address.
  var percentEncoded: String {
    utf8.map { byte in
      let isPlain = byte.isASCIILetterOrDigit || "-._~/#:?=&%+,;@!".utf8.contains(byte)
      guard !isPlain else { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.count == 1 ? "0" : "") + digits
    }.joined()
  }
}

extension UInt8 {
  fileprivate var isASCIILetterOrDigit: Bool {
    0x30...0x39 ~= self || 0x41...0x5A ~= self || 0x61...0x7A ~= self
  }
}
