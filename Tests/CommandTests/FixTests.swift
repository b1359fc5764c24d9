import Foundation
import Testing

struct FixTests {
  static let check = "```gradcheck id=line\nmodel: linear\nx: 2\ntheta: 4\n```\n"

  /// A notebook, what `nabla fix` makes of it, and its exit status.
  static let cases: [(before: String, after: String, status: Int32)] = [
    ("```gradchek id=line\nmodel: linear\nx: 2\ntheta: 4\n```\n", check, 0),
    ("```gradcheck id=line\nmodl: linear\nx: 2\ntheta: 4\n```\n", check, 0),
    (
      "```gradcheck id=line\nmodel: \"linaer\"\nx: 2\ntheta: 4\n```\n",
      "```gradcheck id=line\nmodel: \"linear\"\nx: 2\ntheta: 4\n```\n", 0
    ),
    (check + "`{valu} line.grad`", check + "`{value} line.grad`", 0),
    (check + "`{value} lin.differnce:.1e`", check + "`{value} line.difference:.1e`", 0),
    (check + "$\\value{line.gradaprox}$", check + "$\\value{line.gradapprox}$", 0),
    (check + "`{value} line.grad = 2.10 ± 1e-3`", check + "`{value} line.grad = 2.00 ± 1e-3`", 0),
    (
      check + "```table\nof: line\ncolumns: [paramter]\n```",
      check + "```table\nof: line\ncolumns: [parameter]\n```", 0
    ),
    // Nothing known is near, so nothing is sure.
    (check + "`{value} line.zzzzzz`", check + "`{value} line.zzzzzz`", 2),
    // Two names are equally near, so neither is sure.
    (
      check + check.replacing("id=line", with: "id=lime") + "`{value} lie.grad`",
      check + check.replacing("id=line", with: "id=lime") + "`{value} lie.grad`", 2
    ),
  ]

  @Test(arguments: cases)
  func `what can only mean one thing is put right`(
    row: (before: String, after: String, status: Int32)
  ) throws {
    let workspace = try Workspace(["x.md": row.before])
    let outcome = try workspace.nabla("fix", "x.md")
    #expect(try workspace.read("x.md") == row.after)
    #expect(outcome.status == row.status, "\(outcome.errors)")
  }

  @Test func `a value that holds in one variant and not in the other is left alone`() throws {
    let notebook = """
      ---
      variants: { a: {}, b: { line.theta: 5 } }
      ---
      ```gradcheck id=line
      model: linear
      x: 2
      theta: 4
      ```
      `{value} line.J = 8.0`
      """
    let workspace = try Workspace(["x.md": notebook])
    #expect(try workspace.nabla("fix", "x.md").status == 1)
    #expect(try workspace.read("x.md") == notebook)
    #expect(try workspace.nabla("accept", "x.md").errors.contains("differs between the variants"))
  }

  @Test func `what was changed is printed with its line`() throws {
    let workspace = try Workspace(["x.md": Self.check + "\n`{value} line.grad = 3.0`\n"])
    #expect(try workspace.nabla("fix", "x.md").output == "x.md:7: 3.0 is now 2.0\n")
  }
}
