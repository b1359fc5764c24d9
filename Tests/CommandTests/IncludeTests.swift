import Foundation
import Testing

struct IncludeTests {
  private static let notebook = """
    ```gradcheck id=line
    model: linear
    x: 2
    theta: 4
    ```

    ```include file=_parts/part.md
    ```

    `{value} line.grad = 2.0`

    ```include file=_parts/part.md
    ```
    """

  private static func workspace(_ part: String) throws -> Workspace {
    try Workspace(["Notebooks/x.md": notebook, "Notebooks/_parts/part.md": part])
  }

  @Test func `a part is in the page of the notebook and has none of its own`() throws {
    let workspace = try Self.workspace("## A heading\n\nThe gradient is `{value} line.grad = 2.0`.")
    let outcome = try workspace.nabla("render")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output == "Output/x.html\nOutput/index.html\n")
    let page = try workspace.read("Output/x.html")
    #expect(page.contains("<h2 id=\"a-heading\">A heading</h2>"))
    #expect(page.contains("<h2 id=\"a-heading-1\">A heading</h2>"))
  }

  @Test func `what is wrong in a part is reported with its name and line`() throws {
    let workspace = try Self.workspace("Text.\n\nThe gradient is `{value} line.gard`.")
    let outcome = try workspace.nabla("check", "Notebooks/x.md")
    #expect(outcome.status == 2)
    #expect(
      outcome.errorLines.prefix(3) == [
        "Notebooks/_parts/part.md:3:31: error: value 'gard' is unknown; did you mean 'grad'?",
        "    3 | The gradient is `{value} line.gard`.",
        "      |                               ^~~~",
      ])
  }

  @Test(arguments: ["accept", "fix"])
  func `a part is rewritten and the notebook is not`(command: String) throws {
    let workspace = try Self.workspace("Text.\n\nThe gradient is `{value} line.grad = 1.50`.\n")
    let outcome = try workspace.nabla(command, "Notebooks/x.md")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try workspace.read("Notebooks/x.md") == Self.notebook)
    #expect(
      try workspace.read("Notebooks/_parts/part.md")
        == "Text.\n\nThe gradient is `{value} line.grad = 2.00`.\n")
  }

  @Test(arguments: [
    ("../secret.md", "it is outside of the notebook's folder"),
    ("/etc/passwd", "it is outside of the notebook's folder"),
    ("_parts", "can't be read: not a regular file"),
    ("_parts/prat.md", "there is no such file; did you mean '_parts/part.md'?"),
  ])
  func `a file that cannot be included says why`(path: String, reason: String) throws {
    let workspace = try Workspace([
      "secret.md": "secret", "Notebooks/_parts/part.md": "part",
      "Notebooks/x.md": "```include file=\(path)\n```\n",
    ])
    let outcome = try workspace.nabla("check", "Notebooks/x.md")
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("Notebooks/x.md:1:17: error: '\(path)' can't be included: "))
    #expect(outcome.errors.contains(reason))
  }

  @Test func `files that include each other are an error that names them`() throws {
    let workspace = try Workspace([
      "x.md": "```include file=_a.md\n```\n", "_a.md": "A\n\n```include file=_b.md\n```\n",
      "_b.md": "```include file=_a.md\n```\n",
    ])
    let outcome = try workspace.nabla("check", "x.md")
    #expect(
      outcome.errorLines.first
        == "_b.md:1:17: error: '_a.md' includes itself: _a.md → _b.md → _a.md")
  }

  @Test func `parts cannot multiply without end`() throws {
    var files = ["x.md": String(repeating: "```include file=_0.md\n```\n\n", count: 40)]
    for level in 0..<8 {
      files["_\(level).md"] = String(
        repeating: "```include file=_\(level + 1).md\n```\n\n", count: 40)
    }
    let outcome = try Workspace(files).nabla("check", "x.md")
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("a notebook includes at most 256 files"))
  }
}
