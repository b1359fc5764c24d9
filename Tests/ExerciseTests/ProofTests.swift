import CellRunner
import Cells
import Evaluation
import Exercises
import Notebooks
import Testing

/// The proof that an exercise can be handed out.
struct ProofTests {
  private func failures(_ text: String) -> [String] {
    let (notebook, problems) = Notebook.parsing(SourceText(text, name: "x.md"))
    let runner = CellRunner(cache: nil, version: "test")
    let folder = NotebookFolder(of: "x.md")
    guard let edition = notebook.editions.first(where: { !$0.isForStudents }),
      let results = runner.results(of: edition, files: folder),
      let proof = ExerciseProof(of: notebook, results: results)
    else { return problems.map(\.message) }
    let evaluated = EvaluatedEdition(evaluating: edition, cells: results)
    return
      (problems + evaluated.diagnostics
      + proof.failuresWithoutSolutions(runner: runner, inputs: []))
      .map { "\($0.line): \($0.message)" }
  }

  private let solution = """
    ```swift run id=f
    func f(_ x: Double) -> Double {
      return 2 * x  // SOLUTION
    }
    ```


    """

  @Test(arguments: [
    ("```swift run hidden\nexpect(\"f\", f(2), equals: 4)\n```\n", []),
    (
      "```swift run hidden\nexpect(\"f\", f(2), equals: 5)\n```\n",
      ["8: 'f' is expected to be 5.0, but it is 4.0"]
    ),
    (
      "```swift run hidden\nexpect(\"one\", 1, equals: 1)\n```\n",
      ["7: the check holds without the solution, so that it checks nothing"]
    ),
    (
      "Nothing.\n",
      ["1: nothing checks the solutions; add a cell with 'hidden' or 'points=1' that does"]
    ),
    (
      "```swift run hidden\nprint(f(1))\n```\n",
      ["7: the cell checks nothing; use 'expect' or 'gradientCheck' in it"]
    ),
  ])
  func `each part of the proof names the place where it fails`(check: String, expected: [String]) {
    let found = failures(solution + check)
    #expect(found == expected)
  }

  @Test func `a solution that something else needs is missed by the compiler`() {
    let text = """
      ```swift run id=a
      // BEGIN SOLUTION
      let width = 4
      // END SOLUTION
      print(width)
      ```

      ```swift run hidden
      expect("width", width, equals: 4)
      ```

      """
    #expect(
      failures(text).first
        == "1: without its solution the cell does not compile: cannot find 'width' in scope")
  }
}
