import CommonMark
import Testing

@testable import Rendering

struct MarkdownTextTests {
  @Test(arguments: [
    "plain words", "a * b * c", "*not emphasis*", "snake_case and _under_", "`code`", "$5 and $6",
    "a ~~struck~~ b", "1 < 2 and <b>", "AT&T &amp; &copy; &#35;", #"back\slash \* \a \\"#,
    "[link](address)", "[a][b]", "[x] task", "# heading", "- item", "+ item", "> quote", "1. one",
    "12) twelve", "===", "---", "| a | b |", "a\n# b\n- c\n1. d", "![image](x)", "___", "~~~",
    "1.5 is no item", "-1 is no item", "#1 is no heading", "\\", "[^1] note",
  ])
  func `escaped text reads back as it was`(text: String) {
    let markdown = MarkdownText.escapingLineStarts(MarkdownText.escaped(text))
    let nodes = Markup.parsing(Document(parsing: markdown).html())
    #expect(nodes.map(\.element?.name) == ["p", nil], "one paragraph: \(markdown)")
    #expect(nodes.map(\.text).joined() == text + "\n", "\(markdown)")
  }

  @Test(arguments: ["x", "a`b", "``", "`", "a ``` b"])
  func `a code span holds any backticks`(text: String) {
    let html = Document(parsing: "a " + MarkdownText.code(text) + " b").html()
    #expect(Markup.parsing(html)[0].element?.first("code")?.text == text)
  }

  @Test(arguments: ["x\n", "```\ninner\n```\n", "````\n"])
  func `a fence is longer than any in its code`(text: String) {
    let html = Document(parsing: MarkdownText.codeBlock(text, info: "swift")).html()
    let code = Markup.parsing(html)[0].element?.first("code")
    #expect(code?.text == text && code?.classes == ["language-swift"])
  }
}
