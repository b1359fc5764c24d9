import Foundation
import Testing

/// Each format opened with its real reader; a test whose reader is not installed says so.
struct ReaderTests {
  static func program(_ name: String) -> URL? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return path.split(separator: ":").map { URL(filePath: "\($0)/\(name)") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  /// The folder of the project.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The Python of the environment that `make browser-test` makes, or the system's.
  static let pythonWithNBFormat: URL? = {
    let candidates = [root.appending(path: ".venv/bin/python"), program("python3")]
    return candidates.compactMap(\.self).first { python in
      FileManager.default.isExecutableFile(atPath: python.path)
        && (try? Workspace().run(python, ["-c", "import nbformat"]).status) == 0
    }
  }()

  /// A notebook with all there is: formulas, code, quotes, tables, figures, and characters that TeX,
  /// Markdown and JSON take for their own.
  static let notebook = #"""
    ---
    title: "50 % of _everything_ & more: {x} \\ $y$ #1 ~ ^"
    author: [Ada L., "O'Neil & Söhne"]
    ---

    Text with *emphasis*, **weight**, `code with \ _ % # & {}`, a [link](https://example.org/a_b%20c#d),
    θ → J⁺ − 2, 5 < 6 > 4, "quotes", a -- b, $x_1 \le \frac{1}{2}$ and `{value} deep.difference:.3e`.

    > A quotation
    > of two lines.

    1. one
       - inner
    2. two

    $$
    \begin{aligned} a &= \value{deep.J:.4f} \\ b &= 2 \end{aligned}
    $$

    ```python
    def f(x):  # 100 % 'quoted' \n {braces} θ
        return {"a": x}
    ```

    ```gradcheck id=deep
    model: network
    layers: [3, 4, 1]
    labels: [1, 0]
    random: { generator: numpy, seed: 1 }
    inject: [dW1-doubled]
    ```

    ```table
    of: deep
    rows: 3
    ```

    ```figure
    of: deep
    kind: gradients
    ```

    """#

  private func rendered(to formats: String) throws -> Workspace {
    let workspace = try Workspace(["x.md": Self.notebook])
    let outcome = try workspace.nabla("render", "x.md", "--to", formats)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return workspace
  }

  @Test(.enabled(if: program("lualatex") != nil, "lualatex is not installed"))
  func `lualatex compiles the LaTeX and has every character`() throws {
    let workspace = try rendered(to: "latex")
    let lualatex = try #require(Self.program("lualatex"))
    let outcome = try workspace.run(
      lualatex,
      ["-interaction=nonstopmode", "-halt-on-error", "-output-directory=Output", "Output/x.tex"])
    #expect(outcome.status == 0, "\(outcome.output.suffix(1000))")
    let log = try workspace.read("Output/x.log")
    #expect(!log.contains("Missing character"))
    if let pdftotext = Self.program("pdftotext") {
      let text = try workspace.run(pdftotext, ["Output/x.pdf", "-"]).output
      let difference = try #require(
        try workspace.nabla("render", "x.md", "--to", "json").status == 0
          ? workspace.read("Output/x.json").firstMatch(of: /"difference": ([0-9.e-]+)/)?.output.1
          : nil)
      #expect(text.contains(difference), "the panel has the value as text")
    }
  }

  @Test(.enabled(if: pythonWithNBFormat != nil, "nbformat is not installed"))
  func `nbformat finds the Jupyter notebook valid`() throws {
    let workspace = try rendered(to: "ipynb")
    let python = try #require(Self.pythonWithNBFormat)
    let script = """
      import nbformat
      notebook = nbformat.read("Output/x.ipynb", as_version=nbformat.NO_CONVERT)
      nbformat.validate(notebook)
      outputs = [cell for cell in notebook.cells if cell.cell_type == "code"]
      assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
      print(len(outputs), all(cell.outputs for cell in outputs))
      """
    let outcome = try workspace.run(python, ["-c", script])
    #expect(outcome.output == "3 True\n", "\(outcome.errors)")
  }

  @Test(
    .enabled(if: program("chromium") != nil, "Chromium is not installed"),
    .enabled(if: program("pdftotext") != nil, "pdftotext is not installed"))
  func `the PDF holds the values as text, and is the same when it is printed again`() throws {
    let workspace = try rendered(to: "pdf,json")
    let pdftotext = try #require(Self.program("pdftotext"))
    let text = try workspace.run(pdftotext, ["Output/x.pdf", "-"]).output
    let data = try workspace.read("Output/x.json")
    let difference = try #require(data.firstMatch(of: /"difference": ([0-9.e-]+)/)?.output.1)
    #expect(text.contains(difference))
    let first = try Data(contentsOf: workspace.url("Output/x.pdf"))
    _ = try workspace.nabla("render", "x.md", "--to", "pdf")
    #expect(try Data(contentsOf: workspace.url("Output/x.pdf")) == first)
  }
}
