import Foundation
import Testing

/// Which files are submissions, what they are called, and what is said about those that are none.
struct SubmissionTests {
  /// The names and points of a table, without its heads.
  private func rows(_ workspace: Workspace) throws -> [String] {
    try workspace.read("Grades/grades.csv").split(separator: "\r\n").dropFirst()
      .map { $0.split(separator: ",").dropLast().dropLast().joined(separator: " ") }
  }

  @Test func `everything that may have been handed in has a row, and nothing else`() throws {
    let workspace = try Workspace(["x.md": GradedExercise.notebook])
    let files: [(path: String, contents: String)] = [
      ("alice.md", GradedExercise.right), ("alice.html", "<html>"),
      ("bob.MD", GradedExercise.right),
      ("carl.markdown", GradedExercise.right), ("dora.txt", GradedExercise.right),
      ("_erin.md", GradedExercise.right),
      ("fred", GradedExercise.right), ("gus.swift", "func f() {}"),
      // Not handed in: hidden files, images, data, and what `grade` has written itself.
      (".DS_Store", "\u{1}"), (".hidden.md", GradedExercise.right), ("plot.png", "\u{89}PNG"),
      ("data.csv", "1,2"), ("data.txt", "1 2 3"), ("alice.feedback.html", "<html>"),
    ]
    for (path, contents) in files { try workspace.write(contents, to: "in/\(path)") }
    let outcome = try workspace.nabla("grade", "in", "--against", "x.md")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      try rows(workspace) == [
        "_erin 2", "alice 2", "bob 2", "carl 2", "dora 2", "fred 2", "gus 0",
      ])
    #expect(
      outcome.errors.contains(
        "not graded, since no notebook is handed in so: in/alice.feedback.html, in/alice.html, "
          + "in/data.csv, in/data.txt, in/plot.png\n"))
  }

  @Test(arguments: [
    ("x.ipynb", Data("{\"cells\": [], \"nbformat\": 4}".utf8), "is a Jupyter notebook"),
    ("x.md", Data("\n <!DOCTYPE html>\n<p>".utf8), "is a web page"),
    ("x.zip", Data("PK\u{3}\u{4}".utf8), "is a ZIP archive"),
    ("x.docx", Data("PK\u{3}\u{4}".utf8), "is a document of a word processor"),
    ("x.md", Data("%PDF-1.7".utf8), "is a PDF"),
    ("x.md", Data([0x89, 0x50, 0x4E, 0x47]), "is an image"),
    ("x.md", Data((0..<100).map { UInt8($0 * 7 % 32) }), "is no text"),
    ("x.md", Data(), "is empty"), ("x.txt", Data(" \n".utf8), "is empty"),
    ("x.md", Data("My answer is 42.\n".utf8), "holds no cells of code"),
  ])
  func `what is no notebook is called what it is`(
    name: String, contents: Data, what: String
  ) throws {
    let workspace = try Workspace(["n.md": GradedExercise.notebook])
    try workspace.write(contents, to: "in/\(name)")
    let outcome = try workspace.nabla("grade", "in", "--against", "n.md")
    #expect(outcome.status == 0)
    #expect(
      outcome.errors.contains("in/\(name):1:1: warning: \(what); what is handed in is n.student.md")
    )
    let page = try workspace.read("Grades/x.feedback.html")
    #expect(page.contains("<li>\(name) \(what); ") && !page.contains("is missing"))
    #expect(try rows(workspace) == ["x 0"])
  }

  @Test(arguments: [
    (["../b/x.md", "b/x.md"], ["a/b/x 2", "b/x 2"]),
    (["b/x.md", "./b/x.md", "b"], ["x 2"]),
    (["c"], ["X 2", "x-2 2", "x.markdown 2"]),
    (["b", "c/x.md"], ["b/x 2", "c/x 2"]),
  ])
  func `no two submissions have one name`(paths: [String], expected: [String]) throws {
    let workspace = try Workspace(["a/n.md": GradedExercise.notebook])
    for path in ["b/x.md", "a/b/x.md", "a/c/x.md", "a/c/X.md", "a/c/x.markdown"] {
      try workspace.write(GradedExercise.right, to: path)
    }
    let outcome = try workspace.run(
      URL(filePath: "/bin/sh"),
      [
        "-c",
        "cd a; \(Workspace.executable.path) grade \(paths.joined(separator: " ")) --against n.md -o ../Grades",
      ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try rows(workspace) == expected)
  }

  @Test(arguments: [
    (["in", "typo"], "typo:1:1: error: there is no such file or folder"),
    (["empty"], "empty:1:1: error: the folder holds no submissions"),
  ])
  func `where a path leads nowhere, nothing is written`(paths: [String], message: String) throws {
    let workspace = try Workspace([
      "x.md": GradedExercise.notebook, "in/alice.md": GradedExercise.right, "empty/data.csv": "1",
      "Grades/grades.csv": "before",
    ])
    let outcome = try workspace.run(
      Workspace.executable, ["grade"] + paths + ["--against", "x.md"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix(message))
    #expect(workspace.names(in: "Grades") == ["grades.csv"])
    #expect(try workspace.read("Grades/grades.csv") == "before")
  }

  @Test func `a student's folder without a notebook is named`() throws {
    let workspace = try Workspace([
      "x.md": GradedExercise.notebook, "in/alice/x.md": GradedExercise.right,
      "in/bob/data.csv": "1",
    ])
    let outcome = try workspace.nabla("grade", "in", "--against", "x.md")
    #expect(outcome.status == 0)
    #expect(
      outcome.errorLines.first
        == "in/bob:1:1: warning: the folder holds nothing that could be graded")
  }

  @Test func `a text in UTF-16 is read as one`() throws {
    let workspace = try Workspace(["x.md": GradedExercise.notebook])
    let text = "Größe ≈ 2\n\n" + GradedExercise.right
    try workspace.write(try #require(text.data(using: .utf16)), to: "in/marked.md")
    try workspace.write(try #require(text.data(using: .utf16BigEndian)), to: "in/unmarked.md")
    try workspace.write(Data(GradedExercise.right.utf8 + [0xE9]), to: "in/latin.md")
    let outcome = try workspace.nabla("grade", "in", "--against", "x.md")
    #expect(outcome.status == 0)
    #expect(try rows(workspace) == ["latin 2", "marked 2", "unmarked 2"])
    for name in ["marked", "unmarked"] {
      let page = try workspace.read("Grades/\(name).feedback.html")
      #expect(page.contains("<li>the notebook is text in UTF-16, and was read as that; "))
      #expect(!page.contains("UTF-8;"))
    }
    #expect(
      try workspace.read("Grades/latin.feedback.html").contains(
        "<li>the notebook holds bytes that are no text in UTF-8; each is read as '\u{FFFD}'</li>"))
  }

  @Test func `a student may write a comment about the solution`() throws {
    let workspace = try Workspace(["n.md": GradedExercise.notebook])
    let code = "// Solution\nfunc f(_ x: Double) -> Double { x + x }  // solution"
    try workspace.write("```swift run id=f\n\(code)\n```\n", to: "in/x.md")
    let outcome = try workspace.nabla("grade", "in", "--against", "n.md")
    #expect(try rows(workspace) == ["x 2"], "\(outcome.errors)")
    #expect(try !workspace.read("Grades/x.feedback.html").contains("Remarks"))
  }
}
