import Testing

@testable import Notebooks

struct RegionTests {
  private static let head = "---\nvariants: { a: {}, b: {} }\n---\n"

  private func shown(_ text: String, _ variant: String) throws -> [String] {
    let edition = try #require(notebook(Self.head + text).edition(variant))
    return edition.markdown.split(whereSeparator: \.isNewline)
      .map { String($0.drop(while: \.isWhitespace)) }.filter { !$0.isEmpty }
  }

  @Test(arguments: [
    ("<!-- only: a -->\nx\n<!-- end -->\ny", ["x", "y"], ["y"]),
    ("<!-- not: a -->\nx\n<!-- end -->\ny", ["y"], ["x", "y"]),
    ("<!-- only: a, b -->\nx\n<!-- end -->", ["x"], ["x"]),
    ("<!--only:a-->\nx\n<!--end-->", ["x"], []),
    ("<!--\tonly :\ta\t-->\nx\n<!-- end -->", ["x"], []),
    ("<!-- only: a -->\n<!-- only: b -->\nx\n<!-- end -->\ny\n<!-- end -->", ["y"], []),
    ("<!-- not: a -->\n<!-- not: b -->\nx\n<!-- end -->\ny\n<!-- end -->", [], ["y"]),
    ("- i\n  <!-- only: a -->\n  x\n  <!-- end -->\n- j", ["- i", "x", "- j"], ["- i", "- j"]),
    ("<!-- only: a -->\r\nx\r\n<!-- end -->\r\n", ["x"], []),
    ("<!-- only: a -->\n```\nx\n```\n<!-- end -->", ["```", "x", "```"], []),
    ("<!-- TODO: more -->\nx", ["<!-- TODO: more -->", "x"], ["<!-- TODO: more -->", "x"]),
    ("<!-- TODO: a -->\nx", ["<!-- TODO: a -->", "x"], ["<!-- TODO: a -->", "x"]),
    ("<!-- note: more -->\nx", ["<!-- note: more -->", "x"], ["<!-- note: more -->", "x"]),
  ])
  func `a region is for the variants it names`(text: String, a: [String], b: [String]) throws {
    #expect(problems(Self.head + text) == [])
    #expect(try shown(text, "a") == a)
    #expect(try shown(text, "b") == b)
  }

  @Test(arguments: [
    "```\n<!-- only: a -->\n```", "    <!-- only: a -->", "`<!-- only: a -->`",
    "\\<!-- only: a -->",
  ])
  func `a mark in code is text`(text: String) throws {
    #expect(problems(Self.head + text) == [])
    #expect(try #require(notebook(Self.head + text).edition("b")).markdown.contains("only: a"))
  }

  @Test(arguments: [
    ("<!-- end -->", "4:1: 'end' closes no region"),
    ("<!-- only: a -->\nx", "4:1: region is never closed"),
    ("x <!-- only: a -->\n", "4:3: the mark of a region must stand on a line of its own"),
    ("> <!-- only: a -->\n> x", "4:3: the mark of a region must stand on a line of its own"),
    ("- <!-- end -->", "4:3: the mark of a region must stand on a line of its own"),
    ("<div><!-- only: a --></div>", "4:6: the mark of a region must stand on a line of its own"),
    ("<!-- only: c -->\n<!-- end -->", "4:12: variant 'c' is unknown"),
    ("<!-- only: -->\n<!-- end -->", "4:12: the name of a variant is missing"),
    ("<!-- not: a,c -->\n<!-- end -->", "4:13: variant 'c' is unknown"),
    ("<!-- nto: b -->\nx\n<!-- end -->", "4:6: 'nto' is unknown; did you mean 'not'?"),
    ("<!-- Only: a, b -->\nx\n<!-- end -->", "4:6: 'Only' is unknown; did you mean 'only'?"),
    ("<!-- onyl: a -->\nx\n<!-- end -->", "4:6: 'onyl' is unknown; did you mean 'only'?"),
    ("x <!-- hint --> y", "4:3: the mark of a region must stand on a line of its own"),
    ("- <!-- hint -->", "4:3: the mark of a region must stand on a line of its own"),
  ])
  func `a mark that does not count is reported`(text: String, message: String) {
    let found = problems(Self.head + text)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix(message) == true, "\(found)")
  }

  @Test func `a misspelled mark hides and shows what it was meant to`() throws {
    let text = "<!-- nto: a -->\nx\n<!-- end -->\n<!-- onyl: a -->\ny\n<!-- end -->"
    #expect(try shown(text, "a") == ["y"])
    #expect(try shown(text, "b") == ["x"])
    let fixes = Notebook.parsing(SourceText(Self.head + text, name: "x.md")).1.map(
      \.fix?.replacement)
    #expect(fixes == ["not", "only"])
  }

  @Test func `every mark on a line is reported at its own place`() {
    let found = problems(Self.head + "x <!-- only: a --> y <!-- end -->\n\n- <!-- only: b -->\n")
    #expect(found.map { $0.prefix(5) } == ["4:3: ", "4:22:", "6:3: "])
  }

  @Test func `thousands of regions are read`() throws {
    let text = String(repeating: "<!-- only: a -->\nx\n<!-- end -->\n", count: 5000)
    #expect(problems(Self.head + text) == [])
    #expect(try shown(text, "b") == [])
  }

  @Test func `what is hidden holds nothing`() throws {
    let text = "<!-- only: a -->\n$x$ `{value} y.J`\n```gradcheck id=y\n```\n<!-- end -->\n"
    let edition = try #require(notebook(Self.head + text).edition("b"))
    #expect(edition.items.isEmpty && edition.blocks.isEmpty)
  }
}
