import Foundation
import Testing

struct UsageTests {
  let workspace: Workspace

  init() throws { workspace = try Workspace() }

  @Test(arguments: [
    ["--frobnicate"], ["frobnicate"], ["render", "--to", "pdf"], ["render", "--to", ""],
    ["render", "-o"], ["render", "-p"], ["check", "--to", "html"],
    ["verify", "--to", "html,pdf"],
    ["render", "--to", "html,,json"],
  ])
  func `wrong usage is status 2`(arguments: [String]) throws {
    let process = try workspace.start(arguments)
    process.waitUntilExit()
    #expect(process.terminationStatus == 2)
  }

  @Test func `help and version go to standard output`() throws {
    for arguments in [["--help"], ["render", "--help"], ["check", "--help"], ["accept", "-h"]] {
      let outcome =
        arguments.count == 1
        ? try workspace.nabla(arguments[0]) : try workspace.nabla(arguments[0], arguments[1])
      #expect(outcome.status == 0)
      #expect(outcome.errors == "")
      #expect(outcome.output.contains("USAGE: nabla"))
    }
    #expect(try workspace.nabla("--version").output.contains("."))
  }

  @Test func `check writes nothing`() throws {
    try workspace.write(course, to: "Notebooks/x.md")
    let outcome = try workspace.nabla("check")
    #expect(outcome.status == 0 && outcome.output == "" && outcome.errors == "")
    #expect(
      workspace.names(in: "").filter { !$0.hasPrefix(".std") && $0 != "home" } == ["Notebooks"])
  }

  @Test func `one notebook's error keeps no other from being rendered`() throws {
    try workspace.write("`{value} x.J`", to: "Notebooks/a.md")
    try workspace.write(line, to: "Notebooks/b.md")
    let outcome = try workspace.nabla("render")
    #expect(outcome.status == 2)
    #expect(workspace.names(in: "Output") == ["b.html"])
  }

  @Test func `what does not hold is status 1, and what is malformed 2`() throws {
    try workspace.write(line + "`{value} line.J = 9`", to: "N/a.md")
    #expect(try workspace.nabla("check", "N").status == 1)
    try workspace.write("$x^{$", to: "N/b.md")
    #expect(try workspace.nabla("check", "N").status == 2)
  }

  @Test func `a variant that nobody has is reported`() throws {
    try workspace.write(line, to: "x.md")
    let outcome = try workspace.nabla("render", "x.md", "--variant", "buggy")
    #expect(outcome.status == 2)
    #expect(
      outcome.diagnostics == [
        "--variant:1:1: error: variant 'buggy' is unknown; the notebooks declare no variants"
      ])
  }
}
