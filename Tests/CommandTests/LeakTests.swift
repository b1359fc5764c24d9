import Testing

/// What an author may write that gives a solution away, as `nabla check` finds it.
struct LeakTests {
  private static let exercise = """
    ```swift run id=f
    func slope(_ x: Double) -> Double {
      return x * 41.5  // SOLUTION
    }
    ```

    ```swift run hidden points=1 of=f
    expect("slope at 7", slope(7), equals: 290.5)
    ```


    """
  /// An expression that comes to the solution, which is not in the source.
  private static let joined = "[\"return x\", \"41.5\"].joined(separator: \" * \")"

  @Test(arguments: [
    ("nothing", "Multiply.\n", []),
    (
      "prose", "It is return x * 41.5, of course.\n",
      ["student.html", "student.md", "student.ipynb"]
    ),
    ("code", "It is `return x * 41.5`.\n", ["student.html", "student.md"]),
    ("a formula", "It is $\\text{return x * 41.5}$.\n", ["student.html"]),
    ("the comment of a formula", "It is $x % return x * 41.5\n$.\n", ["student.html"]),
    ("the title of a link", "[It](https://x.org \"return x * 41.5\").\n", ["student.html"]),
    ("a comment in the notebook", "- Multiply. <!-- return x * 41.5 -->\n", []),
    (
      "output", "```swift run echo=false\nprint(\(joined))\n```\n",
      ["student.html", "student.json"]
    ),
    (
      "a value", "```swift run\npublish(\"it\", \(joined))\n```\n\n`{value} it`\n",
      ["student.html", "student.json"]
    ),
    (
      "a value that only results name", "```swift run\npublish(\"it\", \(joined))\n```\n",
      ["student.json"]
    ),
    (
      "the name of a value",
      "```swift run\nexpect(\(joined), 1, equals: 1)\n```\n",
      ["student.json"]
    ),
  ])
  func `a notebook that gives its solution away does not pass`(
    place: String, addition: String, files: [String]
  ) throws {
    let workspace = try Workspace(["x.md": Self.exercise + addition])
    let outcome = try workspace.nabla("check", "x.md")
    let errors = outcome.errorLines.filter { $0.contains("error: ") }
    #expect(outcome.status == (files.isEmpty ? 0 : 1))
    #expect(errors.count == (files.isEmpty ? 0 : 1), "\(errors)")
    for error in errors {
      #expect(
        error.hasPrefix("x.md:3:1: error: what stands here is kept from students, but it is in "))
      for file in files { #expect(error.contains("x.\(file)"), "\(error)") }
    }
  }
}
