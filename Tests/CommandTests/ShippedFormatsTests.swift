import CommonMark
import Foundation
import Testing

/// Every notebook that the project ships, in each format, opened with the format's own reader.
///
/// The browser tests open the pages and their prints.
@Suite(.serialized) struct ShippedFormatsTests {
  /// The folder `Output` of a workspace into which everything was rendered.
  private static let rendered: Result<Workspace, any Error> = Result {
    let workspace = try Workspace()
    let notebooks = ReaderTests.root.appending(path: "Notebooks").path
    let outcome = try workspace.nabla(
      "render", notebooks, "--to", "html,json,markdown,latex,ipynb")
    try #require(outcome.status == 0, "\(outcome.errors)")
    return workspace
  }

  /// The names of the files with an ending, without it.
  private func names(_ ending: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: Self.rendered.get().url("Output").path
    ).filter { $0.hasSuffix(ending) && $0 != "index.html" }.map {
      String($0.dropLast(ending.count))
    }.sorted()
  }

  private func read(_ name: String) throws -> String {
    try Self.rendered.get().read("Output/\(name)")
  }

  /// What a page states and shows in its prose, as a reader sees it.
  private func values(_ name: String) throws -> [String] {
    let statements = try results(name).statements.map(\.stated)
    let prose = try read(name + ".html").matches(of: /<p>.*?<\/p>/.dotMatchesNewlines())
    let shown = prose.flatMap { paragraph in
      paragraph.output.matches(of: /<data[^>]*>([^<]*)<\/data>/).map { String($0.output.1) }
    }
    return (statements + shown).map(Self.flat)
  }

  /// A text without the spaces and the kinds of minus signs, in which readers differ.
  private static func flat(_ text: String) -> String {
    text.filter { !$0.isWhitespace }.replacing("−", with: "-")
  }

  private func results(_ name: String) throws -> JSONTests.Results {
    try JSONDecoder().decode(JSONTests.Results.self, from: Data(try read(name + ".json").utf8))
  }

  @Test func `the results have all fields of the contract`() throws {
    let names = try names(".html")
    #expect(names.count >= 11)
    for name in names {
      let results = try results(name)
      #expect(results.schema == 1)
      #expect(name.hasPrefix(results.notebook.dropLast(3)))
      #expect(results.statements.allSatisfy(\.holds) && results.expectations.allSatisfy(\.holds))
      for check in results.checks.values {
        let count = check.parameters.reduce(0) { $0 + $1.shape.reduce(1, *) }
        #expect(
          [check.J_plus, check.J_minus, check.grad].allSatisfy { $0.count == count }, "\(name)")
      }
    }
  }

  @Test func `Markdown reads as the page does, and its figures are there`() throws {
    for name in try names(".html") where !name.hasSuffix("student") {
      let markdown = try read(name + ".md")
      let html = Document(extended: markdown).html()
      let page = try read(name + ".html")
      for (_, path) in html.matches(of: /<img src="([^"]*)"/).map(\.output) {
        #expect(try Self.rendered.get().exists("Output/\(path)"), "\(name): \(path)")
      }
      let figures = page.matches(of: /<figure.*?<\/figure>/.dotMatchesNewlines()).filter {
        $0.output.contains("<svg") || $0.output.contains("<img")
      }
      #expect(html.matches(of: /<img\s/).count == figures.count, "\(name)")
      let headings = { (text: String) in text.matches(of: /<h[1-6][ >]/).count }
      #expect(headings(html) >= 1 && headings(html) <= headings(page), "\(name)")
      let text = Self.flat(markdown)
      for value in try values(name) { #expect(text.contains(value), "\(name): \(value)") }
    }
  }

  @Test(.enabled(if: ReaderTests.program("lualatex") != nil, "lualatex is not installed"))
  func `lualatex compiles each document, and the values are in its text`() throws {
    let workspace = try Self.rendered.get()
    let lualatex = try #require(ReaderTests.program("lualatex"))
    for name in try names(".tex") {
      let outcome = try workspace.run(
        lualatex,
        [
          "-interaction=nonstopmode", "-halt-on-error", "-output-directory=Output",
          "Output/\(name).tex",
        ])
      #expect(outcome.status == 0, "\(name): \(outcome.output.suffix(1000))")
      #expect(!(try read(name + ".log")).contains("Missing character"), "\(name)")
      guard let pdftotext = ReaderTests.program("pdftotext") else { continue }
      let text = try workspace.run(pdftotext, ["Output/\(name).pdf", "-"]).output
      for value in try values(name) {
        #expect(Self.flat(text).contains(value), "\(name): \(value)")
      }
    }
  }

  @Test(.enabled(if: ReaderTests.pythonWithNBFormat != nil, "nbformat is not installed"))
  func `nbformat finds each Jupyter notebook valid, with all that was computed`() throws {
    let python = try #require(ReaderTests.pythonWithNBFormat)
    let script = """
      import nbformat, sys
      for path in sys.argv[1:]:
          notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
          nbformat.validate(notebook)
          assert len({cell.id for cell in notebook.cells}) == len(notebook.cells), path
          print(path)
      """
    let paths = try names(".ipynb").map { "Output/\($0).ipynb" }
    let outcome = try Self.rendered.get().run(python, ["-c", script] + paths)
    #expect(outcome.output.split(separator: "\n").map(String.init) == paths, "\(outcome.errors)")
    for name in try names(".ipynb") {
      let text = Self.flat(try read(name + ".ipynb"))
      for value in try values(name) { #expect(text.contains(value), "\(name): \(value)") }
    }
  }
}
