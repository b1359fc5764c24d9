import Testing

@testable import Rendering

struct MarkupTests {
  /// A tree as a term, to compare it with.
  private func term(_ nodes: [Markup]) -> String {
    nodes.map { node in
      switch node {
      case .text(let text): "'\(text)'"
      case .element(let element): "\(element.name)(\(term(element.children)))"
      }
    }.joined(separator: " ")
  }

  @Test(arguments: [
    ("<p>a<br />b</p>", "p('a' br() 'b')"),
    ("a &lt; b &amp;&quot;&#945;&#x3b2;", "'a < b &\"αβ'"),
    ("<p title=\"a > b\">x</p>", "p('x')"),
    ("<ul>\n<li>a</li>\n</ul>", "ul('\n' li('a') '\n')"),
    // What an author's raw HTML may be.
    ("</p>a</b>", "'a'"), ("<b><i>a</b>b", "b(i('a')) 'b'"), ("<p>open", "p('open')"),
    ("a<!-- gone -->b", "'a' 'b'"), ("<", "()"), ("&unknown; &", "'&unknown; &'"),
  ])
  func `markup is read as a tree`(html: String, expected: String) {
    #expect(term(Markup.parsing(html)) == expected)
  }

  @Test func `attributes are read, with and without quotation marks`() {
    let element = Markup.parsing("<a href=\"x&amp;y\" id='z' hidden rows=3>")[0].element
    #expect(element?.attributes == ["href": "x&y", "id": "z", "hidden": "", "rows": "3"])
  }

  @Test func `a drawing keeps its source`() {
    let svg = "<svg viewBox=\"0 0 1 1\"><title>T</title><path d=\"M0,0\"/></svg>"
    #expect(Markup.parsing("<p>a\(svg)b</p>")[0].element?.first("svg")?.source == svg)
  }
}
