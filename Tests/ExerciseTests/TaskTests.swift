import CellRunner
import Evaluation
import Exercises
import Foundation
import Notebooks
import Testing

/// One task that was not done, or done wrong, beside others that were.
struct TaskTests {
  private static let notebook = """
    ```swift run id=a
    func a(_ x: Double) -> Double {
      return x + 1  // SOLUTION
    }
    ```

    ```swift run id=use
    let v = a(1)
    print(v)
    ```

    ```swift run hidden id=a-check points=1 of=a
    expect("a", a(3), equals: 4)
    ```

    ```swift run id=b
    func b(_ x: Double) -> Double {
      return 2 * x  // SOLUTION
    }
    ```

    ```swift run id=try-b
    print(b(v))
    ```

    ```swift run hidden id=b-check points=2 of=b
    expect("b after a", b(a(3)), equals: 8)
    ```

    ```swift run id=c
    let c: Double
    c = a(2) * b(v)  // SOLUTION
    ```

    ```swift run hidden id=c-check points=4 of=c
    expect("c", c, equals: 12)
    ```

    """

  /// A student's cells: the functions, and the line of the third.
  private static func submission(_ a: String, _ b: String, _ c: String, _ own: String = "")
    -> String
  {
    """
    ```swift run id=a
    \(a)
    ```

    ```swift run id=b
    \(b)
    ```

    ```swift run id=c
    let c: Double
    \(c)
    ```

    \(own.isEmpty ? "" : "```swift run\n\(own)\n```\n")
    """
  }

  private static let a = "func a(_ x: Double) -> Double { x + 1 }"
  private static let b = "func b(_ x: Double) -> Double { 2 * x }"
  private static let c = "c = a(2) * b(v)"

  private static func grade(_ text: String, against notebook: String) throws -> Grade {
    var limits = Limits()
    limits.time = 2_000
    let runner = CellRunner(cache: nil, version: "test", limits: limits)
    let edition = try #require(
      Notebook.parsing(SourceText(notebook, name: "x.md")).0.editions.first { !$0.isForStudents })
    let results = try #require(runner.results(of: edition, files: NotebookFolder(of: "x.md")))
    let grader = Grader(exercise: Exercise(edition: edition, results: results), runner: runner)
    let edited = try #require(
      Notebook.parsing(SourceText(text, name: "s.md")).0.editions.first)
    return grader.grade(edited)
  }

  private static let others = ["'b-check'", "'c-check'"].map {
    "\($0) holds with the notebook's own solutions of the tasks before"
  }

  @Test(
    arguments: [
      ("all right", a, b, c, "", [1, 2, 4], [], []),
      (
        "one that is missing", "", b, c, "", [0, 2, 4], ["cell 'a' is missing"],
        ["cell 'a' is missing"] + others
      ),
      (
        "one left out",
        "func a(_ x: Double) -> Double {\n  // YOUR CODE HERE\n  fatalError(\"not implemented\")\n}",
        b, c, "", [0, 2, 4], ["cell 'a' is not implemented"], others
      ),
      (
        "one that never ends", "func a(_ x: Double) -> Double { while true {} }", b, c, "",
        [0, 2, 4], ["ran longer than 2 s"], others
      ),
      (
        "one that does not compile", "func a(_ x: Double) -> Double { x + }", b, c, "", [0, 2, 4],
        ["cell 'a' does not compile"],
        ["cell 'a', line 1: expected expression after operator"] + others
      ),
      (
        "one that is wrong", "func a(_ x: Double) -> Double { x }", b, c, "", [0, 2, 4],
        ["a: 3.0 is not what it should be"], others
      ),
      (
        "one with other types", "func a(_ x: String) -> String { x }", b, c, "", [0, 2, 4],
        ["it does not compile with the code that was handed in"],
        ["cell 'a' declares 'a' with other types than those that were given; it is left out"]
          + others
      ),
      (
        "two that ask each other", "func a(_ x: Double) -> Double { b(x / 2) + 1 }",
        "func b(_ x: Double) -> Double { 2 * (a(x) - 1) }", c, "", [0, 0, 4], nil, nil
      ),
      ("the third", a, b, "c = 11", "", [1, 2, 0], nil, []),
      (
        "with a helper", "func a(_ x: Double) -> Double { x }",
        "func b(_ x: Double) -> Double { twice(x) }", c,
        "func twice(_ x: Double) -> Double { x + x }", [0, 2, 4], nil, nil
      ),
      (
        "with its own name for what was given", "func a(_ x: Double) -> Double { x }", b, c,
        "let v = 2.0", [0, 2, 4], nil, nil
      ),
    ] as [(String, String, String, String, String, [Int], [String]?, [String]?)])
  func `a task costs its own points and no others, and is told what happened to it`(
    name: String, a: String, b: String, c: String, own: String, points: [Int],
    problems: [String]?, remarks: [String]?
  ) throws {
    let text = Self.submission(a, b, c, own).replacing("```swift run id=a\n\n```\n", with: "")
    let grade = try Self.grade(text, against: Self.notebook)
    #expect(
      grade.checks.map(\.earned) == points, "\(grade.remarks) \(grade.checks.map(\.problems))")
    if let problems { #expect(grade.checks.first?.problems == problems) }
    if let remarks { #expect(grade.remarks == remarks) }
  }

  @Test(arguments: ["exercise-one-parameter", "exercise-n-layers"])
  func `each task of the shipped exercises can be left out`(name: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Notebooks")
    let text = try String(contentsOf: folder.appending(path: name + ".md"), encoding: .utf8)
    let solved = Notebook.parsing(SourceText(text, name: "x.md")).0
    let teachers = try #require(solved.editions.first { !$0.isForStudents })
    let students = solved.studentText()
    let cells = teachers.cells.filter { !$0.solutions.isEmpty }
    for left in cells {
      var submission = students
      for cell in cells where cell.range != left.range {
        let stub = cell.codeLines(of: solved.source, forStudents: true).joined(separator: "\n")
        let own = cell.codeLines(of: solved.source, forStudents: false).joined(separator: "\n")
        let place = try #require(submission.firstRange(of: stub))
        submission.replaceSubrange(place, with: own)
      }
      let grade = try Self.grade(submission, against: text)
      let id = try #require(left.id?.value)
      for check in grade.checks {
        #expect((check.earned == 0) == (check.subject == id), "without \(id): \(check)")
      }
    }
  }
}
