import CommonMark
import Notebooks

extension PageStructure {
  /// Gives every heading its address, and its number where the front matter asks for numbers.
  mutating func readSections(_ document: borrowing Document, ownsTitle: Bool) {
    let headings = document.headings
    var counters = [Int](repeating: 0, count: 7)
    let top = headings.map(\.level).filter { !ownsTitle || $0 > 1 }.min() ?? 1
    var sections: [Section] = []
    for heading in headings {
      let isTitle = ownsTitle && heading.level == 1
      var number: String?
      if edition.frontMatter.numbersHeadings, !isTitle {
        counters[heading.level] += 1
        for deeper in (heading.level + 1)..<max(7, heading.level + 1) { counters[deeper] = 0 }
        number = counters[top...heading.level].map(String.init).joined(separator: ".")
      }
      sections.append(Section(heading: heading, id: "", number: number, isTitle: isTitle))
    }
    // Labels first: an address that is made up gives way to one that an author chose.
    for index in sections.indices {
      guard let label = sections[index].heading.label else { continue }
      sections[index].id = label
      let range = places.place(ofFirst: ["{#\(label)}"], in: sections[index].heading.lines)
      add(Located(label, at: range), anchor(for: sections[index]))
    }
    for index in sections.indices where sections[index].heading.label == nil {
      let text = Placeholder.replacing(
        in: sections[index].heading.text, with: evaluated.plainText(ofItem:))
      sections[index].id = anchors.slug(for: text)
      _ = anchors.add(sections[index].id, anchor(for: sections[index]))
    }
    self.sections = sections
  }

  private func anchor(for section: Section) -> Anchor {
    let title = Placeholder.replacing(in: section.heading.text, with: evaluated.plainText(ofItem:))
    return Anchor(kind: .section, id: section.id, number: section.number, title: title)
  }

  /// Writes the headings with their addresses and numbers.
  func formHeadings(_ document: inout Document) {
    document.replaceHeadings { index in
      let section = sections[index]
      let number: HTML =
        section.number.map { "<span class=\"section-number\">\($0)</span> " } ?? ""
      let opening: HTML = "<h\(section.heading.level) id=\"\(section.id)\">\(number)"
      return (opening.markup, "</h\(section.heading.level)>")
    }
  }

  /// The table of contents, from the headings as they came out.
  ///
  /// - Parameter contents: The markup of each heading's text.
  /// - Returns: A list of links, nested by level.
  func tableOfContents(_ contents: [String]) -> HTML {
    let entries = zip(sections, contents).filter { !$0.0.isTitle && $0.0.heading.level <= 4 }
    guard let top = entries.map(\.0.heading.level).min() else { return "" }
    var list: HTML = ""
    var depth = top - 1
    for (section, content) in entries {
      // A heading that skips a level stands right below the one before it.
      let level = min(section.heading.level, depth + 1)
      if level > depth {
        list = list + "\n<ol>\n"
      } else {
        list = list + "</li>\n"
        for _ in level..<depth { list = list + "</ol>\n</li>\n" }
      }
      depth = level
      let number: HTML =
        section.number.map { "<span class=\"section-number\">\($0)</span> " } ?? ""
      list =
        list + "<li><a href=\"#\(section.id)\">\(number)\(HTML(markup: content.withoutLinks))</a>"
    }
    for _ in top...depth { list = list + "</li>\n</ol>\n" }
    return """
      <nav class="contents" aria-labelledby="contents-title">
      <p id="contents-title">Contents</p>\(list)</nav>

      """
  }
}

extension String {
  /// The markup without links and the marks of footnotes, as it can stand in another link.
  fileprivate var withoutLinks: String {
    replacing(/<sup class="footnote">.*?<\/sup>/, with: "").replacing(/<\/?a\b[^>]*>/, with: "")
  }
}
