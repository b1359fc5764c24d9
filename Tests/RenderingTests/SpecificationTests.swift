import CCMark
import CommonMark
import Evaluation
import Foundation
import Notebooks
import Testing
import Typesetting

@testable import Rendering

/// The specifications' own examples, on the way that a notebook takes: read, evaluated and rendered.
struct SpecificationTests {
  private struct Example: Decodable {
    var example: Int
    var section: String
    var markdown: String
    var html: String
  }

  /// The examples in a file of the folder `shared/spec` beside the repository; none where it is missing.
  private static func examples(in file: String) -> [Example] {
    let named = ProcessInfo.processInfo.environment["NABLA_SPECIFICATIONS"]
    let folder =
      named.map { URL(filePath: $0) }
      ?? URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../../shared/spec")
    let data = try? Data(contentsOf: folder.appending(path: file).standardizedFileURL)
    return data.flatMap { try? JSONDecoder().decode([Example].self, from: $0) } ?? []
  }

  private static let commonMark = examples(in: "commonmark-0.30.json")
  private static let gitHub = examples(in: "gfm-0.29-extensions.json").filter {
    ["Tables (extension)", "Task list items (extension)", "Strikethrough (extension)"].contains(
      $0.section)
  }

  /// The examples of CommonMark that mean something else in a notebook, and why.
  ///
  /// Those with dollars are none of them: no dollar of theirs begins what Pandoc's rule calls a formula,
  /// or it stands in code or after a backslash.
  private static let exceptions = [
    96: "three dashes at the start of a notebook begin its front matter",
    98: "three dashes at the start of a notebook begin its front matter",
  ]

  @Test(.enabled(if: !commonMark.isEmpty, "the examples are not in ../shared/spec"))
  func `CommonMark's examples come out as libcmark renders them`() {
    #expect(Self.commonMark.count == 652)
    let different = Self.commonMark.filter { example in
      let (html, problems) = rendering(of: example.markdown)
      return html != libcmark(example.markdown) || !problems.isEmpty
    }
    #expect(different.map(\.example) == Self.exceptions.keys.sorted())
  }

  @Test(.enabled(if: !gitHub.isEmpty, "the examples are not in ../shared/spec"))
  func `GitHub's tables, tasks and struck text come out as its specification says`() {
    #expect(Self.gitHub.count == 12)
    for example in Self.gitHub {
      let (html, problems) = rendering(of: example.markdown)
      #expect(html == example.html && problems.isEmpty, "example \(example.example)")
    }
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
