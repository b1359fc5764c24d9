import Testing

@testable import CommonMark

@Suite struct ExtensionTests {
  @Test(arguments: [
    ("~~a~~", "<p><del>a</del></p>"),
    ("a~~b~~c", "<p>a<del>b</del>c</p>"),
    ("*~~a~~ b*", "<p><em><del>a</del> b</em></p>"),
    ("~~a *b* `c`~~", "<p><del>a <em>b</em> <code>c</code></del></p>"),
    ("~~ a ~~", "<p>~~ a ~~</p>"),
    ("~a~", "<p>~a~</p>"),
    ("~~~a~~~", "<pre><code class=\"language-a~~~\"></code></pre>"),
    (#"\~~a~~"#, "<p>~~a~~</p>"),
    (#"`\~~a~~`"#, #"<p><code>\~~a~~</code></p>"#),
    ("~~a\nb~~", "<p><del>a\nb</del></p>"),
  ])
  func `two tildes on either side strike through`(markdown: String, html: String) {
    #expect(Document(extended: markdown).html() == html + "\n")
  }

  @Test(arguments: [
    ("- [ ] a", false), ("- [x] a", true), ("* [X] a", true), ("1. [ ] a", false),
  ])
  func `a list item that begins with a box is a task`(markdown: String, isDone: Bool) {
    let html = Document(extended: markdown).html()
    #expect(html.contains("type=\"checkbox\""))
    #expect(html.contains("checked") == isDone)
  }

  @Test(arguments: [
    #"- \[ ] a"#, "- [ ]", "- [ ]\n  a", "- [ ]a", "- a [ ] b", "[ ] a", "- [y] a", "- `[ ] a`",
    "- [x](/u) a",
  ])
  func `other boxes are text`(markdown: String) {
    #expect(!Document(extended: markdown).html().contains("checkbox"))
  }

  @Test func `a table knows the links, lists and quotes around it`() {
    let html = Document(
      extended: """
        > 1. before
        >    | [a] | `b\\|c` |
        >    |:--|--:|
        >    | - x | # y |

        [a]: /url "t"
        """
    ).html()
    #expect(html.contains("before"))
    #expect(html.contains("<th align=\"left\"><a href=\"/url\" title=\"t\">a</a></th>"))
    #expect(html.contains("<th align=\"right\"><code>b|c</code></th>"))
    #expect(html.contains("<td align=\"left\">- x</td>\n<td align=\"right\"># y</td>"))
  }

  @Test(arguments: [
    "a | b\n---", "| a |\n", "a\n\n|-|", "| a | b |\n|---|", "| a |\n| :: |",
    "    | a |\n    |---|",
    "```\n| a |\n|---|\n```",
  ])
  func `what has no delimiter row of as many cells is no table`(markdown: String) {
    #expect(!Document(extended: markdown).html().contains("<table>"))
  }

  @Test func `definitions before a table stay definitions`() {
    let html = Document(extended: "[r]: /u\n| [r] |\n|---|\n").html()
    #expect(
      html == "<table>\n<thead>\n<tr>\n<th><a href=\"/u\">r</a></th>\n</tr>\n</thead>\n</table>\n")
  }

  @Test func `a footnote holds blocks and is found from anywhere`() {
    var document = Document(
      extended: """
        Text[^b] and[^a] and[^b].

        [^a]: One.

            Two.

                code
        [^b]: Three *four*.
        """)
    #expect(document.footnotes.map(\.label) == ["a", "b"])
    #expect(document.footnoteReferences.map(\.label) == ["b", "a", "b"])
    document.replaceFootnoteReferences { "<sup>\($0)</sup>" }
    document.moveFootnotes(
      [1, 0], opening: { "<li id=\"\($0)\">" }, closing: { " <a>\($0)</a>" },
      around: ("<ol>", "</ol>"))
    #expect(
      document.html() == """
        <p>Text<sup>0</sup> and<sup>1</sup> and<sup>2</sup>.</p>
        <ol>
        <li id="1">
        <p>Three <em>four</em>. <a>1</a></p>
        </li>
        <li id="0">
        <p>One.</p>
        <p>Two.</p>
        <pre><code>code
        </code></pre>
         <a>0</a>
        </li>
        </ol>

        """)
  }

  @Test(arguments: ["`[^a]`", "    [^a]: x", "```\n[^a]: x\n```", #"\[^a]"#, "<b title='[^a]'>"])
  func `what only looks like a footnote is none`(markdown: String) {
    let document = Document(extended: markdown)
    #expect(document.footnotes.isEmpty)
    #expect(document.footnoteReferences.isEmpty)
  }

  @Test(arguments: [
    ("# A b {#sec:x}", "sec:x"), ("A b {#x}\n===", "x"), (#"# A b \{#x}"#, nil),
    ("# A `{#x}`", nil), ("# {#x} A", nil),
  ])
  func `a label stands at the end of a heading`(markdown: String, label: String?) {
    #expect(Document(extended: markdown).headings.first?.label == label)
  }
}
