import Testing

/// Checks of functions that do not do what a check asks of them.
struct LiveCheckTests {
  private static let sweep = "```figure\nkind: sweep\nof: it\n```\n"

  @Test(arguments: [
    (
      "a gradient of another length", "{ _ in [1, 2, 3] }",
      [
        "figure can't be drawn: gradient has 3 numbers for 2 parameters"
      ]
    ),
    (
      "a program that ends while the figure is made",
      "{ point in asked += 1; if asked > 1 { exit(3) }; return [2 * point[0], 2 * point[1]] }",
      ["cell 'cell' ended the program with status 3"]
    ),
  ])
  func `what a sweep can't be made of is an error of the notebook`(
    name: String, gradient: String, messages: [String]
  ) {
    let notebook = TestNotebook(
      cell(
        """
        #if canImport(Glibc)
        import Glibc
        #else
        import Darwin
        #endif
        var asked = 0
        gradientCheck(
          "it", at: [1, 2], cost: { $0[0] * $0[0] + $0[1] * $0[1] }, gradient: \(gradient))
        """, "id=cell") + Self.sweep)
    #expect(
      notebook.errors == messages)
  }

  @Test func `a point with too many components is not checked`() {
    let notebook = TestNotebook(
      cell(
        """
        gradientCheck(
          "it", at: [Double](repeating: 1, count: 100_001), cost: { $0[0] }, gradient: { $0 })
        """))
    #expect(
      notebook.errors == [
        "check 'it' has 100001 parameters; a cell's check may have 100000, because J is computed "
          + "twice for each of them"
      ])
  }
}
