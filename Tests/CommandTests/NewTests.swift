import Foundation
import Testing

struct NewTests {
  @Test(arguments: [
    ("my-network", "Notebooks/my-network.md", "my-network"), ("a/b.md", "a/b.md", "b"),
    ("\"quoted\" \\ name", "Notebooks/\"quoted\" \\ name.md", "\"quoted\" \\ name"),
  ])
  func `a new notebook renders as it stands`(
    row: (name: String, path: String, output: String)
  ) throws {
    let workspace = try Workspace()
    #expect(try workspace.nabla("new", row.name).output == row.path + "\n")
    let outcome = try workspace.nabla("render", row.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(workspace.exists("Output/\(row.output).correct.html"))
    #expect(workspace.exists("Output/\(row.output).buggy.html"))
  }

  @Test func `who begins is told how to go on`() throws {
    let workspace = try Workspace()
    #expect(
      try workspace.nabla("render").errors
        == "Notebooks:1:1: error: there is no such file or folder; 'nabla new NAME' writes a first "
        + "notebook there\n")
    #expect(try workspace.nabla("new", "x").errors.hasSuffix("watch it with 'nabla serve'\n"))
    #expect(
      try workspace.nabla("new", "other/x").errors.hasSuffix("with 'nabla serve other/x.md'\n"))
  }

  @Test func `a notebook that is there is not overwritten`() throws {
    let workspace = try Workspace(["Notebooks/x.md": "mine"])
    let outcome = try workspace.nabla("new", "x")
    #expect(outcome.status == 2)
    #expect(
      outcome.errors
        == "nabla new: error: Notebooks/x.md is there already; choose another name\n")
    #expect(try workspace.read("Notebooks/x.md") == "mine")
  }

  @Test func `the doctor names every part, and how to get a missing one`() throws {
    let workspace = try Workspace()
    let outcome = try workspace.nabla(
      "doctor", environment: ["PATH": "/nowhere", "NABLA_KATEX": "/nowhere"])
    #expect(outcome.status == 1)
    for line in ["MISSING  KaTeX:", "missing  Swift:", "missing  lualatex:", "apt-get install"] {
      #expect(outcome.output.contains(line), "\(outcome.output)")
    }
  }

  @Test func `without Chromium a PDF is an error that says what to do`() throws {
    let workspace = try Workspace(["x.md": "# Title\n"])
    let outcome = try workspace.nabla(
      "render", "x.md", "--to", "pdf", environment: ["NABLA_CHROMIUM": "/nowhere/chromium"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("Output/x.pdf:1:1: error: NABLA_CHROMIUM names"))
    #expect(!workspace.exists("Output/x.pdf"))
  }
}
