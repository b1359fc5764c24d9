import Foundation
import Testing

struct VerifyTests {
  static let notebook = """
    # Title

    The value is `{value} line.grad`.

    ```gradcheck id=line
    model: linear
    x: 2
    theta: 4
    ```

    """

  @Test func `what was just rendered is verified in every format`() throws {
    let workspace = try Workspace(["Notebooks/part/x.md": Self.notebook])
    #expect(try workspace.nabla("render", "--to", "html,json,markdown,latex,ipynb").status == 0)
    let outcome = try workspace.nabla("verify")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output == "5 files are what their notebooks say, byte for byte\n")
  }

  @Test func `a page from before a change of its notebook is stale`() throws {
    let workspace = try Workspace(["Notebooks/x.md": Self.notebook])
    _ = try workspace.nabla("render")
    try workspace.write(
      Self.notebook.replacing("value is", with: "value was"), to: "Notebooks/x.md")
    let outcome = try workspace.nabla("verify")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("Output/x.html:"))
    #expect(outcome.errors.contains("is stale"))
    #expect(outcome.errors.contains("should have 'was <data"))
  }

  @Test(arguments: ["html", "json", "markdown", "latex", "ipynb"])
  func `a file that was changed by hand is called edited`(format: String) throws {
    let workspace = try Workspace(["Notebooks/x.md": Self.notebook])
    let path = try workspace.nabla("render", "--to", format).output.split(separator: "\n")[0]
    let text = try workspace.read(String(path))
    try workspace.write(text.replacing("2.0", with: "2.1"), to: String(path))
    let outcome = try workspace.nabla("verify")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("was edited after it was written"), "\(outcome.errors)")
  }

  @Test func `an output that is not there is missing`() throws {
    let workspace = try Workspace(["Notebooks/x.md": Self.notebook])
    let outcome = try workspace.nabla("verify")
    #expect(outcome.status == 1)
    #expect(outcome.errors == "Output/x.html:1:1: error: is missing; 'nabla render' writes it\n")
  }

  @Test func `check compares the Markdown that is kept, and no other`() throws {
    let workspace = try Workspace(["Notebooks/x.md": Self.notebook])
    #expect(try workspace.nabla("check").status == 0)
    _ = try workspace.nabla("render", "--to", "html,markdown")
    #expect(try workspace.nabla("check").status == 0)
    try workspace.write(Self.notebook.replacing("x: 2", with: "x: 3"), to: "Notebooks/x.md")
    let outcome = try workspace.nabla("check")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("Output/x.md:3:14: error: is stale"))
    #expect(try workspace.nabla("check", "-p", "line.x=2").status == 0)
    #expect(try workspace.nabla("check", "-o", "Elsewhere").status == 0)
  }
}
