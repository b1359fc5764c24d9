import Foundation
import Testing

struct AcceptTests {
  let workspace: Workspace

  init() throws { workspace = try Workspace() }

  @Test func `stale values are rewritten with as many digits, once`() throws {
    let text = "# é\r\n\n" + line + "`{value} line.J = 8.00`, `{value} line.J = 9.00`\r\n"
    try workspace.write(
      text + "`{value} line.difference = 1.1e-7 ± 1e-12`; `{value} line.verdict = wrong`",
      to: "x.md")
    let outcome = try workspace.nabla("accept", "x.md")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.split(separator: "\n").count == 3)
    #expect(outcome.output.contains("x.md:9: 9.00 is now 8.00"))
    #expect(
      workspace.text("x.md")
        == text.replacing("9.00", with: "8.00")
        + "`{value} line.difference = 2.92e-10 ± 1e-12`; `{value} line.verdict = consistent`")
    let again = try workspace.nabla("accept", "x.md")
    #expect(again.status == 0 && again.output == "" && again.errors == "")
    #expect(try workspace.nabla("check", "x.md").status == 0)
  }

  @Test func `a value that differs between variants is stated for none`() throws {
    let text = course + "\n`{value} deep.difference = 0.5`\n\n`{value} deep.J = 3.0`\n"
    try workspace.write(text, to: "x.md")
    let outcome = try workspace.nabla("accept", "x.md")
    #expect(outcome.status == 2)
    #expect(outcome.diagnostics.count == 1)
    #expect(outcome.diagnostics[0].hasPrefix("x.md:18:28: error: deep.difference differs between"))
    #expect(workspace.text("x.md") == text)
  }

  @Test func `a notebook that is malformed is left alone`() throws {
    let text = line + "`{value} line.J = 9` `{value} line.K`\n"
    try workspace.write(text, to: "N/a.md")
    try workspace.write(line + "`{value} line.J = 9`\n", to: "N/b.md")
    let outcome = try workspace.nabla("accept", "N")
    #expect(outcome.status == 2)
    #expect(outcome.diagnostics.count == 1)
    #expect(workspace.text("N/a.md") == text)
    #expect(workspace.text("N/b.md") == line + "`{value} line.J = 8`\n")
  }

  @Test func `what it does not rewrite is reported`() throws {
    let text = line.replacing("step: 1e-7", with: "step: 1e-7\nexpect: caught")
    try workspace.write(text + "`{value} line.J = 9`", to: "x.md")
    let outcome = try workspace.nabla("accept", "x.md")
    #expect(outcome.status == 1)
    #expect(outcome.output == "x.md:8: 9 is now 8\n")
    #expect(
      outcome.diagnostics == [
        "x.md:6:9: error: check 'line' was expected to 'caught', but the verdict is consistent; "
          + "no tensor is wrong"
      ])
    #expect(workspace.text("x.md") == text + "`{value} line.J = 8`")
    let again = try workspace.nabla("accept", "x.md")
    #expect(again.status == 1 && again.output == "" && again.diagnostics == outcome.diagnostics)
  }

  @Test(arguments: ["abc", "0,285", "28.5%"])
  func `what is no number is not overwritten`(stated: String) throws {
    let text = line + "`{value} line.J = 9` `{value} line.J = \(stated)`\n"
    try workspace.write(text, to: "x.md")
    let outcome = try workspace.nabla("accept", "x.md")
    #expect(outcome.status == 2)
    #expect(outcome.diagnostics.count == 1)
    #expect(outcome.diagnostics.first?.contains("'\(stated)' is no number") == true)
    #expect(workspace.text("x.md") == text)
  }

  @Test func `notebooks of one name are rewritten together`() throws {
    for folder in ["a", "b"] {
      try workspace.write(line + "`{value} line.J = 9`", to: "\(folder)/x.md")
    }
    let outcome = try workspace.nabla("accept", "a/x.md", "b/x.md")
    #expect(outcome.status == 0 && outcome.errors == "")
  }

  @Test func `a link stays a link, and permissions stay`() throws {
    try workspace.write(line + "`{value} line.J = 9`\n", to: "real.md")
    chmod(workspace.url("real.md").path, 0o640)
    try FileManager.default.createSymbolicLink(
      atPath: workspace.url("link.md").path, withDestinationPath: "real.md")
    #expect(try workspace.nabla("accept", "link.md").status == 0)
    let manager = FileManager.default
    #expect(
      try manager.destinationOfSymbolicLink(atPath: workspace.url("link.md").path) == "real.md")
    #expect(workspace.text("real.md") == line + "`{value} line.J = 8`\n")
    let mode = try manager.attributesOfItem(atPath: workspace.url("real.md").path)[
      .posixPermissions]
    #expect(mode as? Int == 0o640)
  }

  @Test func `names that nobody knows are reported`() throws {
    try workspace.write(course, to: "x.md")
    let outcome = try workspace.nabla("accept", "x.md", "--variant", "bugy")
    #expect(outcome.status == 2)
    #expect(
      outcome.diagnostics == [
        "--variant:1:1: error: variant 'bugy' is unknown; did you mean 'buggy'?"
      ])
  }
}
