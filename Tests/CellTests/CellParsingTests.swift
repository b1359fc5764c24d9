import Notebooks
import Testing

/// The words after `swift run`, and the marks of solutions.
struct CellParsingTests {
  private func diagnostics(_ text: String) -> [String] {
    Notebook.parsing(SourceText(text, name: "x.md")).1.map {
      "\($0.line):\($0.column): \($0.message)"
    }
  }

  @Test(arguments: [
    ("ech=false", "'ech=false' is not an option of a cell; did you mean 'echo'?"),
    ("echo=no", "echo is 'no'; it must be true or false"),
    (
      "id=7",
      "id '7' can't be used as a name; a name is a letter followed by letters, digits, '-' and '_'"
    ),
    ("points=-1", "points is '-1'; it must be a whole number from 0 to 1000"),
    ("points", "option 'points' has no value; it is written 'points=VALUE'"),
    ("fail=true", "option 'fail' takes no value; write 'fail' alone"),
    ("part=p", "'part' needs a file, as in 'file=Sources/Network.swift part=forward'"),
    ("hidden crash", "a cell that has to fail can't check others; drop 'hidden' and 'points'"),
  ])
  func `an option that is not right is named`(option: String, message: String) {
    let found = diagnostics("```swift run \(option)\nprint(1)\n```\n")
    #expect(found.map { String($0.drop { $0 != " " }.dropFirst()) } == [message])
  }

  @Test func `two cells with one id are an error at the second`() {
    let found = diagnostics("```swift run id=a\n1\n```\n\n```swift run id=a\n2\n```\n")
    #expect(found == ["5:14: id 'a' is taken by an earlier cell; an id may stand once"])
  }

  @Test func `a block that only shows code is never a cell`() {
    let (notebook, problems) = Notebook.parsing(
      SourceText("```swift\n1\n```\n\n    swift run\n", name: "x.md"))
    #expect(problems.isEmpty && notebook.editions[0].cells.isEmpty)
  }

  @Test(arguments: [
    (
      "// BEGIN SOLUTION\nx\n",
      ["2:1: solution is never closed; it ends with a line '// END SOLUTION'"]
    ),
    (
      "// END SOLUTION\n",
      ["2:1: 'END SOLUTION' closes no solution; one opens with '// BEGIN SOLUTION'"]
    ),
    (
      "// BEGIN SOLUTION\n\n// END SOLUTION\n",
      ["2:1: solution is empty; it must hold what the student has to write"]
    ),
    (
      "// BEGIN SOLUTION\n  // BEGIN SOLUTION\nx\n// END SOLUTION\n",
      ["3:3: solution inside a solution; close the one before with '// END SOLUTION'"]
    ),
  ])
  func `the mark of a solution that does not fit is an error`(code: String, expected: [String]) {
    #expect(diagnostics("```swift run id=a\n\(code)```\n") == expected)
  }

  @Test(arguments: [
    ("let x = 1  // solution", "// solution", "// SOLUTION"),
    ("let x = 1  //Solution:", "//Solution:", "// SOLUTION"),
    ("let x = 1  // SOLUTON", "// SOLUTON", "// SOLUTION"),
    ("let x = 1  // SOLUTION (by hand)", "// SOLUTION (by hand)", "// SOLUTION"),
    ("let x = 1  /* SOLUTION */", "/* SOLUTION */", "// SOLUTION"),
    ("// begin solution\nlet x = 1\n// END SOLUTION", "// begin solution", "// BEGIN SOLUTION"),
    ("// BEGIN SOLUTON\nlet x = 1\n// END SOLUTION", "// BEGIN SOLUTON", "// BEGIN SOLUTION"),
    ("//BEGIN_SOLUTION\nlet x = 1\n// END SOLUTION", "//BEGIN_SOLUTION", "// BEGIN SOLUTION"),
    ("// BEGIN SOLUTION\nlet x = 1\n// End  Solution", "// End  Solution", "// END SOLUTION"),
  ])
  func `a comment that is nearly a mark is an error that names it`(
    code: String, comment: String, mark: String
  ) {
    #expect(
      diagnostics("```swift run id=a\n\(code)\n```\n").map { $0.drop { $0 != " " }.dropFirst() }
        == [
          "'\(comment)' is not the mark of a solution, which students would see; write '\(mark)'"
        ])
  }

  @Test(arguments: [
    (
      "func f() {  // BEGIN SOLUTION\n1\n// END SOLUTION\n}",
      "'// BEGIN SOLUTION' stands behind code; it needs a line of its own"
    ),
    (
      "//SOLUTION\nlet x = 1",
      "'// SOLUTION' marks the line of code that it ends; around several lines stand "
        + "'// BEGIN SOLUTION' and '// END SOLUTION'"
    ),
    (
      "// Solution\nlet x = 1",
      "'// SOLUTION' marks the line of code that it ends; around several lines stand "
        + "'// BEGIN SOLUTION' and '// END SOLUTION'"
    ),
  ])
  func `a mark in a wrong place is an error`(code: String, message: String) {
    let found = diagnostics("```swift run id=a\n\(code)\n```\n")
    #expect(found.map { $0.drop { $0 != " " }.dropFirst() } == [message[...]])
  }

  @Test(arguments: [
    "let x = 1  // the solution of x + 1 = 2", "let dissolution = 1", "// a resolution of 2",
    "let x = \"https://SOLUTION\"", "let solution = 1", "// Solutions of this kind are rare",
    "// BEGIN SOLUTION\nlet x = 1  // solution\n// END SOLUTION",
  ])
  func `a comment about solutions is only a comment`(code: String) {
    #expect(diagnostics("```swift run id=a\n\(code)\n```\n") == [])
  }

  @Test func `points for a hidden check need a solution that it could check`() {
    let check = "```swift run hidden points=2\nexpect(\"one\", 1, equals: 1)\n```\n"
    #expect(
      diagnostics("\n" + check) == [
        "2:1: the check has points, but the notebook marks no solution for students to write; "
          + "mark one with '// BEGIN SOLUTION' and '// END SOLUTION'"
      ])
    let solution = "```swift run id=a\nlet x = 1  // SOLUTION\n```\n\n"
    #expect(diagnostics(solution + check) == [])
  }

  @Test(arguments: [
    ("<!-- solution -->\nx\n", ["1:1: region is never closed; it ends with a line '<!-- end -->'"]),
    (
      "<!-- solution -->\n\n<!-- end -->\n",
      ["1:1: solution is empty; it must hold what students do not see"]
    ),
    (
      "```swift\nlet x = 1 // SOLUTION\n```\n",
      [
        "1:1: solution stands in a block that is not run, so that students would see it; "
          + "write '```swift run'"
      ]
    ),
    (
      "```swift run\nlet x = 1 // SOLUTION\n```\n",
      [
        "1:1: a cell with a solution needs an id, by which a submission is matched with it, as in "
          + "'swift run id=forward'"
      ]
    ),
  ])
  func `a solution that could not be taken out is an error`(text: String, expected: [String]) {
    #expect(diagnostics(text) == expected)
  }

  @Test func `a block of Markdown shows how solutions are marked`() {
    let text = "````markdown\n```swift run id=a\nlet x = 1 // SOLUTION\n```\n````\n"
    #expect(diagnostics(text) == [])
    #expect(!Notebook.parsing(SourceText(text, name: "x.md")).0.editions[0].isExercise)
  }

  @Test func `students get a place for their code, and nothing of the solution`() {
    let text = """
      ---
      title: T
      variants:
        # for the teachers
        instructor: {}
        student: {}
      ---
      One <!-- remark --> two.

      - In a list:

        ```swift run id=a points=1
        func f() -> Int {
          // BEGIN SOLUTION
          let secret = 42
          return secret
          // END SOLUTION
        }
        ```

      <!-- solution -->
      Because it is.
      <!-- end -->
      <!-- hint -->
      Think.
      <!-- end -->

      ```swift run hidden points=2 of=a
      expect("f", f(), equals: 42)
      ```

      """
    let (notebook, _) = Notebook.parsing(SourceText(text, name: "x.md"))
    #expect(
      notebook.studentText() == """
        ---
        title: T
        ---
        One  two.

        - In a list:

          ```swift run id=a points=1
          func f() -> Int {
            // YOUR CODE HERE
            fatalError("not implemented")
          }
          ```

        <!-- hint -->
        Think.
        <!-- end -->


        """)
  }
}
