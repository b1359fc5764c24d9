import CellRunner
import Evaluation
import Exercises
import Notebooks
import Testing

/// A check that asks whether something is true rests on more than the checking functions.
struct ForgedTruthTests {
  private static let notebook = """
    ```swift run id=f
    import Foundation
    func f(_ x: Double) -> Double {
      return 2 * x  // SOLUTION
    }
    ```

    ```swift run hidden id=near points=1 of=f
    expect("f(2) is 4", abs(f(2) - 4) < 1e-9)
    ```

    """

  @Test(arguments: [
    ("an honest one", "return twice(x)", "func twice(_ x: Double) -> Double { x + x }", []),
    (
      "an operator for other types", "return 2 * x",
      "func - (a: [Double], b: [Double]) -> [Double] { a }", []
    ),
    ("the answer told before", "expect(\"f(2) is 4\", true)\n  return 0", "", []),
    (
      "its own 'abs'", "return 0", "func abs(_ x: Double) -> Double { 0 }",
      ["your cell in line 8 declares its own 'abs', which the checks rest on; it is left out"]
    ),
    (
      "its own '<'", "return 0",
      "extension Double { static func < (a: Double, b: Double) -> Bool { true } }",
      ["your cell in line 8 declares its own '<', which the checks rest on; it is left out"]
    ),
    (
      "comments without end between the sign and the name", "return 2 * x",
      "// @" + String(repeating: "/**/", count: 60), []
    ),
    (
      "lines of other cells", "return 0",
      "#sourceLocation(file: \"main.swift\", line: 3)\nimport Missing",
      ["your cell in line 8 uses '#sourceLocation', which a submission may not; it is left out"]
    ),
    (
      "a function for the linker", "return 0",
      "@_cdecl(\"memcmp\") func same(_ a: Int, _ b: Int, _ n: Int) -> Int32 { 0 }",
      ["your cell in line 8 uses '@_cdecl', which a submission may not; it is left out"]
    ),
  ])
  func `only what the solution gives earns points`(
    name: String, body: String, addition: String, remarks: [String]
  ) throws {
    let runner = CellRunner(cache: nil, version: "test")
    let notebook = Notebook.parsing(SourceText(Self.notebook, name: "x.md")).0
    let edition = try #require(notebook.editions.first)
    let results = try #require(runner.results(of: edition, files: NotebookFolder(of: "x.md")))
    let grader = Grader(exercise: Exercise(edition: edition, results: results), runner: runner)
    let submission = """
      ```swift run id=f
      import Foundation
      func f(_ x: Double) -> Double {
        \(body)
      }
      ```

      ```swift run
      \(addition)
      ```

      """
    let edited = try #require(
      Notebook.parsing(SourceText(submission, name: "s.md")).0.editions.first)
    let grade = grader.grade(edited)
    #expect(grade.earned == (body.contains("2 *") || body.contains("twice") ? 1 : 0))
    #expect(grade.remarks == remarks)
  }
}
