import Foundation
import Testing

struct RenderTests {
  let workspace: Workspace

  init() throws { workspace = try Workspace() }

  @Test func `a folder becomes pages and an index`() throws {
    try workspace.write(course, to: "Notebooks/course.md")
    try workspace.write("# Straight\n\n" + line, to: "Notebooks/part one/line é.md")
    let outcome = try workspace.nabla("render")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors == "")
    #expect(
      workspace.names(in: "Output")
        == ["course.buggy.html", "course.correct.html", "index.html", "part one"])
    #expect(workspace.names(in: "Output/part one") == ["line é.html"])
    let index = try #require(workspace.text("Output/index.html"))
    #expect(index.contains("Straight"))
    #expect(index.contains("course.buggy.html"))
    #expect(!index.contains("href=\"part one/"), "a space has no place in an address")
  }

  @Test func `names with any character make one file and a safe address`() throws {
    for name in ["a b.md", "100%.md", "a#b?.md", "<b>&\".md", "a\nb.md", "javascript:x.md"] {
      try workspace.write(line, to: "Notebooks/\(name)")
    }
    let outcome = try workspace.nabla("render")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(workspace.names(in: "Output").count == 7)
    let index = try #require(workspace.text("Output/index.html"))
    #expect(index.contains("href=\"100%25.html\""))
    #expect(index.contains("href=\"a%23b%3F.html\""))
    #expect(!index.contains("<b>"))
    #expect(!index.contains("href=\"javascript:"))
  }

  @Test func `only what is asked for is written`() throws {
    try workspace.write(course, to: "x.md")
    #expect(try workspace.nabla("render", "x.md", "--variant", "buggy").status == 0)
    #expect(workspace.names(in: "Output") == ["x.buggy.html"])
    #expect(try workspace.nabla("render", "x.md", "--to", "json", "-o", "J/K").status == 0)
    #expect(workspace.names(in: "J/K") == ["x.buggy.json", "x.correct.json"])
    #expect(try workspace.nabla("render", "x.md", "--to", "html,json", "-o", "B").status == 0)
    #expect(workspace.names(in: "B").count == 4)
  }

  @Test func `the command line replaces keys`() throws {
    try workspace.write(line + "`{value} line.J = 8`\n", to: "x.md")
    #expect(try workspace.nabla("render", "x.md").status == 0)
    let outcome = try workspace.nabla("render", "x.md", "-p", "line.x=3")
    #expect(outcome.status == 1)
    #expect(outcome.diagnostics.count == 1)
    #expect(
      outcome.diagnostics[0].hasPrefix("x.md:7:19: error: line.J is stated as 8, but it is 12.0"))
    #expect(
      try workspace.nabla("render", "x.md", "-p", "lin.x=3").diagnostics.first?.contains(
        "-p:1:1: error: check 'lin' is unknown; did you mean 'line'?") == true)
    #expect(try workspace.nabla("render", "x.md", "-p", "line.y=3").status == 2)
    #expect(try workspace.nabla("render", "x.md", "-p", "x=3").status == 2)
  }

  @Test func `earlier output stays as it was when anything is wrong`() throws {
    try workspace.write(course, to: "x.md")
    #expect(try workspace.nabla("render", "x.md", "--to", "html,json").status == 0)
    let before = try workspace.names(in: "Output").map {
      try #require(workspace.text("Output/\($0)"))
    }
    for (text, status) in [
      (course + "\n`{value} deep.J = 3`\n", 1), (course + "\n`{value} deep.K`\n", 2),
      (course + "\n$\\frac{1$\n", 2), (course.replacing("pass", with: "caught"), 1), ("---\n", 2),
    ] as [(String, Int32)] {
      try workspace.write(text, to: "x.md")
      let outcome = try workspace.nabla("render", "x.md", "--to", "html,json")
      #expect(outcome.status == status, "\(outcome.errors)")
      #expect(outcome.output == "")
      let after = try workspace.names(in: "Output").map {
        try #require(workspace.text("Output/\($0)"))
      }
      #expect(after == before)
    }
  }

  @Test func `all that is wrong is reported, in order of line`() throws {
    try workspace.write(
      "# `{value} x.J`\n\n$\\alhpa$\n\n<!-- end -->\n\n```gradcheck id=line\nmodel: linear\nx: two\n"
        + "theta: 4\nfoo: 1\n```\n\n`{value} line.J:.3q`\n", to: "x.md")
    let outcome = try workspace.nabla("check", "x.md")
    #expect(outcome.status == 2)
    #expect(
      outcome.diagnostics.map { $0.prefix { $0 != " " } }
        == ["x.md:1:12:", "x.md:3:2:", "x.md:5:1:", "x.md:9:4:", "x.md:11:1:", "x.md:14:17:"])
    #expect(outcome.errors.contains("    9 | x: two\n      |    ^~~\n"))
  }

  @Test func `a page is written in spite of errors if one insists`() throws {
    try workspace.write(
      line + "`{value} line.K` `{value} line.J = 9` $\\alhpa$ `{x} y`\n", to: "x.md")
    let outcome = try workspace.nabla("render", "x.md", "--keep-going")
    #expect(outcome.status == 2)
    let page = try #require(workspace.text("Output/x.html"))
    for message in ["value 'K' is unknown", "stated as 9", "alhpa", "'{x}' is unknown"] {
      #expect(page.contains(message), "\(message)")
    }
    #expect(!page.contains("not evaluated"))
    // It vouches for nothing that it marks.
    #expect(page.contains("Something here is wrong, and marked where it stands"))
    #expect(!page.contains("Every number"))
  }

  @Test func `two notebooks never share an output`() throws {
    try workspace.write(course, to: "N/x.md")
    try workspace.write(line, to: "N/x.buggy.md")
    let outcome = try workspace.nabla("render", "N")
    #expect(outcome.status == 2)
    #expect(outcome.diagnostics.contains { $0.contains("would replace that of N/x.") })
    try workspace.write(line, to: "A/y.md")
    try workspace.write(line, to: "B/y.md")
    let other = try workspace.nabla("render", "A/y.md", "B/y.md")
    #expect(other.status == 2)
    #expect(
      other.diagnostics == [
        "B/y.md:1:1: error: its output would replace that of A/y.md; render each into a folder of "
          + "its own with '-o'"
      ])
  }

  @Test func `a notebook with two spellings is one`() throws {
    try workspace.write(line, to: "a/x.md")
    let absolute = workspace.url("a/x.md").path
    for other in ["./a/x.md", "a/../a/x.md", "a//x.md", absolute] {
      let outcome = try workspace.nabla("render", "a/x.md", other)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output == "Output/x.html\n")
    }
  }

  @Test func `a format that is named twice is written once`() throws {
    try workspace.write(line, to: "x.md")
    let outcome = try workspace.nabla("render", "x.md", "--to", "html,json,html")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output == "Output/x.html\nOutput/x.json\n")
  }

  @Test(arguments: [
    (["render", "x.md", "-o", ".", "--to", "markdown"], "x.md"),
    (["render", "x.md", "-o", "./.", "--to", "html,markdown"], "././x.md"),
    (["render", "x.md", "-o", "N/..", "--to", "markdown", "--keep-going"], "N/../x.md"),
    (["render", "N", "-o", "N", "--to", "markdown"], "N/y.md"),
    (["render", "N/y.md", "z.md", "-o", ".", "--to", "markdown"], "y.md"),
    (["render", "v.md", "-o", ".", "--to", "markdown"], "v.y.md"),
  ])
  func `no notebook is replaced by an output`(arguments: [String], output: String) throws {
    let files = [
      "x.md": line, "N/y.md": line, "z.md": "```include file=y.md\n```\n", "y.md": "A part.\n",
      "v.md": "---\nvariants: { y: {} }\n---\n\n```include file=v.y.md\n```\n",
      "v.y.md": "A part.\n",
    ]
    for (name, text) in files { try workspace.write(text, to: name) }
    let outcome = try workspace.run(Workspace.executable, arguments)
    #expect(outcome.status == 2)
    #expect(
      outcome.diagnostics.contains {
        $0.hasSuffix(
          "error: its output \(output) would replace a file that notebooks are made from; name "
            + "another folder with '-o'")
      }, "\(outcome.errors)")
    #expect(!workspace.exists("x.html"))
    for (name, text) in files { #expect(workspace.text(name) == text) }
  }

  @Test(arguments: ["html", "markdown", "latex", "ipynb"])
  func `a page that one insists on shows everything that failed`(format: String) throws {
    try workspace.write(
      line + """
        In a formula $\\value{nope.J}$.

        $$\\value{line.Q}$$

        ```gradchek id=a
        ```

        [Eq](#eq:none) and [a page](none.md)

        text <!-- hint --> text

        Afterwards.
        """, to: "x.md")
    let outcome = try workspace.nabla("render", "x.md", "--keep-going", "--to", format)
    #expect(outcome.status == 2)
    let ending = ["html": "html", "markdown": "md", "latex": "tex", "ipynb": "ipynb"][format] ?? ""
    let page = try #require(workspace.text("Output/x.\(ending)"))
    for message in [
      "⚠ check 'nope' is unknown", "⚠ value 'Q' is unknown", "⚠ block 'gradchek' is unknown",
      "leads nowhere", "notebook 'none.md' can't be linked to",
    ] {
      let written = format == "latex" ? message.replacing("⚠ ", with: "") : message
      let plain = page.replacing("&#39;", with: "'").replacing("\\_", with: "_")
      #expect(plain.contains(written), "\(message)")
    }
    #expect(!page.contains("<details"))
  }

  @Test func `the same input gives the same bytes anywhere`() throws {
    try workspace.write(course + "\n$x^2$ `{value} deep.difference:.3e`\n", to: "Notebooks/x.md")
    #expect(try workspace.nabla("render", "--to", "html,json", "-o", "A").status == 0)
    let other = try workspace.nabla(
      "render", "--to", "html,json", "-o", "B", "--jobs", "1",
      environment: [
        "HOME": workspace.url("elsewhere").path, "TZ": "Asia/Kolkata", "LANG": "de_DE.UTF-8",
        "LC_ALL": "tr_TR.UTF-8", "NO_COLOR": "1",
      ])
    #expect(other.status == 0, "\(other.errors)")
    #expect(workspace.names(in: "A") == workspace.names(in: "B"))
    #expect(workspace.names(in: "A").count == 5)
    for name in workspace.names(in: "A") {
      #expect(workspace.text("A/\(name)") == workspace.text("B/\(name)"), "\(name)")
      #expect(workspace.text("A/\(name)")?.contains(workspace.folder.path) == false)
    }
  }
}
