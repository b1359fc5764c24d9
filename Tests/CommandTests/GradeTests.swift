import Foundation
import Testing

struct GradeTests {
  @Test func `whatever is handed in has a row, and the others get their points`() throws {
    let workspace = try Workspace([
      "x.md": GradedExercise.notebook, "in/alice/work.md": GradedExercise.right,
      "in/dora/work.md": "",
    ])
    try workspace.write(Data(GradedExercise.right.utf8 + [0xFF, 0, 0x41]), to: "in/bob/work.md")
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
        try workspace.read("Grades/dora/work.feedback.html").contains("work.md is empty; "))
    }
  }

  @Test func `checks in an included file count`() throws {
    let workspace = try Workspace([
      "x.md": GradedExercise.notebook + "```include file=_more.md\n```\n",
      "_more.md":
        "```swift run hidden id=more points=3 of=f\nexpect(\"f(3)\", f(3), equals: 6)\n```\n",
      "alice.md": GradedExercise.right,
    ])
    let outcome = try workspace.nabla("grade", "alice.md", "--against", "x.md")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      try workspace.read("Grades/grades.csv")
        == "submission,check,more,points,of\r\nalice,2,3,5,5\r\n")
  }

  @Test func `who graded sees how many did what, and a link to each page`() throws {
    let workspace = try Workspace([
      "x.md": "# A & B\n\n" + GradedExercise.notebook, "in/al ice.md": GradedExercise.right,
      "in/bob.md": "```swift run id=f\nfunc f(_ x: Double) -> Double { x }\n```\n",
    ])
    let outcome = try workspace.nabla("grade", "in", "--against", "x.md")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      outcome.errors.hasSuffix(
        "2 submissions: 1.0 of 2 points on average\n  check: fulfilled by 1 of 2\n"))
    let page = try workspace.read("Grades/grades.html")
    for part in [
      #"<th scope="row"><a href="al%20ice.feedback.html">al ice</a></th><td class="number">2 of 2</td>"#,
      #"<a href="bob.feedback.html">bob</a></th><td class="number">0 of 2</td><td>check</td>"#,
      #"f <span class="check-name">check</span></th><td class="number">2</td><td class="number">1 of 2"#,
    ] {
      #expect(page.contains(part), "\(part)")
    }
    #expect(
      try workspace.read("Grades/bob.feedback.html").contains(
        #"<th scope="row">f <span class="check-name">check</span></th>"#))
  }

  @Test func `feedback of an earlier run is named, and stays as it is`() throws {
    let workspace = try Workspace([
      "x.md": GradedExercise.notebook, "in/alice.md": GradedExercise.right,
      "Grades/bob.feedback.html": "with a remark",
    ])
    let outcome = try workspace.nabla("grade", "in", "--against", "x.md")
    #expect(outcome.status == 0)
    #expect(
      outcome.errors.contains(
        "Grades:1:1: warning: holds feedback of an earlier run on what was not graded now: "
          + "Grades/bob.feedback.html; remove it if nobody needs it\n"))
    #expect(try workspace.read("Grades/bob.feedback.html") == "with a remark")
  }
}
