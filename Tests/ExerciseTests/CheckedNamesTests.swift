import Notebooks
import Testing

@testable import Exercises

/// Names in checks, and names in symbol tables as swiftc 6.3 writes them.
struct CheckedNamesTests {
  private static let checks = [
    "expect(\"f of x, sqrt(2)\", abs(f(2) - 4) < 1e-9)",
    "expect(\"all\", values.allSatisfy { theta in f(theta) == 2 * theta }, within: 1)",
  ]
  private static let names = CheckedNames(
    checks: checks, others: ["func f(_ x: Double) -> Double { x }", "let values = [1.0]"],
    given: ["$s8Notebook1fyS2dF"])

  @Test(arguments: [
    ("a function of the library's name", "$s8Notebook3absyS2dF", ["abs"]),
    ("a variable of that name", "$s8Notebook3absyS2dcvp", ["abs"]),
    ("a comparison of numbers", "$s8Notebook1loiySbSd_SdtF", ["<"]),
    ("a difference of numbers", "$s8Notebook1soiyS2d_SdtF", ["-"]),
    ("a difference of lists", "$s8Notebook1soiySaySdGAC_ACtF", []),
    ("an equality of its own type", "$s8Notebook2eeoiySbAA4MineV_ADtF", []),
    ("an extension", "$sSa8NotebookSdRszlE10allSatisfyyS2bSdXEF", ["allSatisfy"]),
    ("an operator in an extension", "$sSd8NotebookE1loiySbSd_SdtFZ", ["<"]),
    ("an extension with something else", "$sSd8NotebookE10magnitude2Sdvg", []),
    ("a helper", "$s8Notebook5twiceyS2dF", []),
    ("a name that stands in a text only", "$s8Notebook4sqrtyS2dcvp", []),
    ("a name of the check's own", "$s8Notebook5thetaSdvp", []),
    ("another module's", "$s10Foundation3absyS2dF", []),
  ])
  func `what a submission may not declare is told by its symbol`(
    name: String, symbol: String, expected: [String]
  ) {
    #expect(Self.names.intrusions(in: [symbol, "$s8Notebook1fyS2dF"]) == expected)
  }

  @Test func `a function that students were given keeps its types`() {
    #expect(Self.names.intrusions(in: ["$s8Notebook1fyAA4FakeVSdF"]) == ["f"])
    #expect(Self.names.intrusions(in: []) == [])
  }

  @Test(arguments: [
    ("@_cdecl(\"write\") func w() {}", "@_cdecl"),
    ("@ /* x */ _silgen_name(\"f\")", "@_silgen_name"),
    ("@c(write) func w() {}", "@c"), ("@`_cdecl`(\"write\")", "@_cdecl"),
    ("@MainActor func f() {}", nil),
    ("@convention(c) () -> Void", nil),
  ])
  func `an attribute that names something for the linker is found`(line: String, found: String?) {
    #expect(SwiftWords.forbidden(in: [line]) == found)
  }

  @Test func `a cell is known by its id, else by what it declares`() throws {
    func edition(_ text: String) throws -> Edition {
      try #require(Notebook.parsing(SourceText(text, name: "x.md")).0.editions.first)
    }
    let notebook = try edition(
      ["a", "b", "c"].map {
        "```swift run id=\($0)\nfunc \($0)() -> Int { \n1 // SOLUTION\n}\n```\n"
      }
      .joined(separator: "\n"))
    let cells = SubmissionCells(
      try edition(
        "```swift run id=x\nfunc b() -> Int { 2 }\n```\n\n```swift run id=a\n1\n```\n\n"
          + "```swift run id=a\n2\n```\n"),
      for: notebook)
    #expect(
      cells.remarks == [
        "cell 'a' stands more than once; the first counts",
        "cell 'b' is missing; cell 'x' stands for it", "cell 'c' is missing",
      ])
    #expect((0..<3).map(cells.lines) == [["1"], ["func b() -> Int { 2 }"], nil])
  }
}
