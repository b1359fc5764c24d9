import Testing

/// What instructors see of an exercise beside what students see.
struct ExercisePageTests {
  private static let notebook = """
    ```swift run id=f
    func f(_ x: Double) -> Double {
      return 2 * x  // SOLUTION
    }
    ```

    <!-- hint -->
    What is *twice* a number?
    <!-- end -->

    <!-- solution -->
    Add it to itself.

    ```swift run
    print(f(21))
    ```
    <!-- end -->

    ```swift run hidden points=2 of=f
    expect("f(2)", f(2), equals: 4)
    ```

    Afterwards.

    """

  @Test(arguments: [
    (
      "html", "<summary>Hint</summary>\n<p>What is <em>twice</em> a number?</p>\n</details>",
      "<aside class=\"solution\">\n<p class=\"caption\">Solution</p>\n<p>Add it to itself.</p>\n",
      "<p class=\"points\">Hidden from students · 2 points</p>"
    ),
    (
      "markdown", "> **Hint**\n>\n> What is *twice* a number?\n\n",
      "> **Solution**\n>\n> Add it to itself.\n>\n> ```swift\n> print(f(21))\n> ```\n>\n> ```\n> 42.0\n> ```\n\n",
      "Hidden from students · 2 points\n\n"
    ),
    (
      "latex",
      "\\begin{quote}\n\\textbf{Hint}\n\nWhat is \\emph{twice} a number?\n\\end{quote}\n\n",
      "\\begin{quote}\n\\textbf{Solution}\n\nAdd it to itself.\n\n",
      "Hidden from students \\ensuremath{\\cdot} 2 points\n\n"
    ),
  ])
  func `a hint, a solution and a hidden check are told apart from the text`(
    format: String, hint: String, solution: String, check: String
  ) throws {
    let workspace = try Workspace(["x.md": Self.notebook])
    let outcome = try workspace.nabla("render", "x.md", "--to", format, "--output", "out")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let ending = ["html": "html", "markdown": "md", "latex": "tex"][format] ?? ""
    let page = try workspace.read("out/x.instructor.\(ending)")
    for part in [hint, solution, check] { #expect(page.contains(part), "\(part)") }
    let students = try workspace.read("out/x.student.\(ending)")
    for word in ["Solution", "itself", "Hidden", "f(21)"] { #expect(!students.contains(word)) }
  }
}
