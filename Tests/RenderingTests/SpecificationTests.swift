import CCMark
import CommonMark
import Evaluation
import Foundation
import Notebooks
import Testing
import Typesetting

@testable import Rendering

/// CommonMark's own examples, on the way that a notebook takes: read, evaluated and rendered.
struct SpecificationTests {
  private static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/spec/commonmark-0.30.json").standardizedFileURL

  private struct Example: Decodable {
    var example: Int
    var markdown: String
  }

  private static let examples: [Example] =
    (try? JSONDecoder().decode([Example].self, from: Data(contentsOf: file))) ?? []

  /// What is not compared, and why.
  private static let exceptions = [
    // These hold a dollar, which begins a formula in a notebook.
    12, 143, 169, 627, 650,
    // `---` at the start of a notebook begins its front matter.
    96, 98,
  ]

  @Test(.enabled(if: !examples.isEmpty, "the examples are not in ../shared/spec"))
  func `CommonMark's examples come out as libcmark renders them`() {
    let withDollar = Self.examples.filter { $0.markdown.contains("$") }.map(\.example)
    #expect(Self.exceptions.filter { $0 != 96 && $0 != 98 } == withDollar)
    var different: [Int] = []
    for example in Self.examples {
      let (html, problems) = rendering(of: example.markdown)
      if html != libcmark(example.markdown) || !problems.isEmpty {
        different.append(example.example)
      }
    }
    #expect(different.filter { !Self.exceptions.contains($0) } == [])
  }

  /// The way of a notebook up to what the page adds to its headings, links and images.
  private func rendering(of markdown: String) -> (html: String, problems: [Diagnostic]) {
    let (notebook, problems) = Notebook.parsing(SourceText(markdown, name: "x.md"))
    guard let edition = notebook.editions.first else { return ("", problems) }
    var document = Document(extended: edition.markdown)
    document.replaceRawHTML { _ in .output("") }
    return (document.html(), problems)
  }

  /// What libcmark makes of a text in safe mode, without comments in the place of raw HTML.
  ///
  /// No comment reaches any output of Nabla. One in the place of a block has a line of its own, which
  /// goes with it.
  private func libcmark(_ markdown: String) -> String {
    let html = cmark_markdown_to_html(markdown, markdown.utf8.count, CMARK_OPT_DEFAULT)
    defer { free(html) }
    let comment = "<!-- raw HTML omitted -->"
    var lines: [Substring] = []
    for line in (html.map { String(cString: $0) } ?? "").split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      // What comes before a block ends in a tag; what comes before raw HTML in a text need not.
      let isBlock = line == comment && lines.last?.hasSuffix(">") != false
      if !isBlock { lines.append(line) }
    }
    return lines.joined(separator: "\n").replacing(comment, with: "")
  }

  @Test(arguments: [
    "![a ![b](c.png) d](e.png)", "[![a](b.png)](c)", "![[a](b)](c.png)", "![![![a](b)](c)](d)",
    "# ![a](b.png) `c` [d](e)", "> ![a](b.png)\n> > ![c](d.png)", "| ![a](b) |\n|---|\n| ![c](d) |",
    "[^a]\n\n[^a]: ![b](c.png) ![d ![e](f)](g)",
  ])
  func `what stands in what is replaced is replaced with it`(markdown: String) {
    let (notebook, _) = Notebook.parsing(SourceText(markdown, name: "x.md"))
    for edition in notebook.editions {
      let evaluated = EvaluatedEdition(evaluating: edition)
      let formulas = TypesetFormulas(of: evaluated, by: .failure(.outOfResources))
      var body = PageBody(evaluated: evaluated, formulas: formulas)
      #expect(body.html().content.markup.contains("embedded"))
    }
  }
}
