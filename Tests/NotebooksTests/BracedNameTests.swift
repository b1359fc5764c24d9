import Testing

@testable import Notebooks

struct BracedNameTests {
  @Test(arguments: [
    ("{value}line.J", "no space follows '{value}'; a value begins with '{value} '", "{value} "),
    (
      "{swift}1 + 1", "no space follows '{swift}'; an expression begins with '{swift} '", "{swift} "
    ),
    (
      "{ value } line.J", "'{ value }' has spaces in its braces; a value begins with '{value} '",
      "{value}"
    ),
    (
      "{value }line.J", "'{value }' has spaces in its braces; a value begins with '{value} '",
      "{value} "
    ),
    ("{vlaue}line.J", "'{vlaue}' is unknown; a value begins with '{value}'", "value"),
    ("{ vlaue } line.J", "'{vlaue}' is unknown; a value begins with '{value}'", "value"),
    ("{vlaue} line.J", "'{vlaue}' is unknown; a value begins with '{value}'", "value"),
  ])
  func `what is nearly a value is an error`(span: String, message: String, fix: String) {
    let found = Notebook.parsing(SourceText("A `\(span)`.", name: "x.md")).1
    #expect(found.count == 1)
    #expect(found.first?.message.hasPrefix(message) == true, "\(found.map(\.message))")
    #expect(found.first?.column == 3)
    #expect(found.first?.fix?.replacement == fix)
  }

  @Test(arguments: ["{ x }", "{x}y", "{a}_b", "{}", "{ }", "{1} x", "{{ page.title }}"])
  func `other braces are code`(span: String) {
    #expect(problems("A `\(span)`.") == [])
  }

  @Test(arguments: [
    ("{{value}} x", "{value} x"), ("{{value}}x", "{value}x"), ("{{ value }} x", "{ value } x"),
  ])
  func `doubled braces show the text as it stands`(span: String, shown: String) {
    #expect(problems("A `\(span)`.") == [])
    let item = notebook("A `\(span)`.").edition()?.items.first
    guard case .escaped(let text) = item else {
      Issue.record("\(String(describing: item))")
      return
    }
    #expect(text.value == shown)
  }

  @Test(arguments: [
    "> `{value}\n> line.J`", "> `{value} line.J\n> = 8.0`", "> > `{value}\n> > line.J`",
    "- > `{value}\n  > line.J`", "> `{value}\nline.J`",
  ])
  func `a value may go on after the mark of a block quote`(text: String) {
    #expect(problems(text) == [])
    let value = notebook(text).edition()?.values.first
    #expect(value?.name == "line.J")
    #expect(value.map { notebook(text).source[$0.pathRange] } == "line.J")
  }
}
