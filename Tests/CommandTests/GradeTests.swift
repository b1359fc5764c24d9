import Foundation
import Testing

struct GradeTests {
  private static let notebook = """
    ```swift run id=f
    func f(_ x: Double) -> Double {
      return 2 * x  // SOLUTION
    }
    ```

    ```swift run hidden id=check points=2 of=f
    expect("f(2)", f(2), equals: 4)
    ```

    """
  private static let right = "```swift run id=f\nfunc f(_ x: Double) -> Double { x + x }\n```\n"

  @Test func `whatever is handed in has a row, and the others get their points`() throws {
    let workspace = try Workspace([
      "x.md": Self.notebook, "in/alice/work.md": Self.right, "in/dora/work.md": "",
    ])
    try workspace.write(Data(Self.right.utf8 + [0xFF, 0, 0x41]), to: "in/bob/work.md")
    try FileManager.default.createDirectory(
      at: workspace.url("in/carl"), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: workspace.url("in/carl/work.md").path, withDestinationPath: "../../x.md")
    let names = ["alice", "bob", "carl", "dora"]
    // A folder, and the files in it one by one, as a shell would name them.
    for paths in [["in"], names.map { "in/\($0)/work.md" }] {
      let outcome = try workspace.run(
        Workspace.executable, ["grade"] + paths + ["--against", "x.md"])
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(
        outcome.errors.contains(
          "in/carl/work.md:1:1: warning: is reached through a link; a submission is a file of its own"
        ))
      let table = try workspace.read("Grades/grades.csv")
      #expect(
        table == "submission,check,points,of\r\nalice/work,2,2,2\r\nbob/work,2,2,2\r\n"
          + "carl/work,0,0,2\r\ndora/work,0,0,2\r\n")
      #expect(
        try workspace.read("Grades/dora/work.feedback.html").contains("cell 'f' is missing"))
    }
  }

  @Test func `checks in an included file count`() throws {
    let workspace = try Workspace([
      "x.md": Self.notebook + "```include file=_more.md\n```\n",
      "_more.md":
        "```swift run hidden id=more points=3 of=f\nexpect(\"f(3)\", f(3), equals: 6)\n```\n",
      "alice.md": Self.right,
    ])
    let outcome = try workspace.nabla("grade", "alice.md", "--against", "x.md")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      try workspace.read("Grades/grades.csv")
        == "submission,check,more,points,of\r\nalice,2,3,5,5\r\n")
  }
}
