import Testing

@testable import Notebooks

struct ForbiddenCharacterTests {
  @Test(arguments: [
    ("a\u{0}b", "1:2: control character U+0000"), ("\u{7F}", "1:1: control character U+007F"),
    ("\u{85}", "1:1: control character U+0085"), ("a\n\u{B}", "2:1: control character U+000B"),
    ("é\u{F8FF}", "1:2: private-use character U+F8FF"),
    ("&#xE000;", "1:1: '&#xE000;' stands for a private-use character"),
    ("a &#57344; `&#57344;`", "1:3: '&#57344;' stands for a private-use character"),
    ("`&#xe000;` [a](&#xe000;)", "1:16: '&#xe000;' stands for a private-use character"),
    ("[a]: b '&#xE000;'\n\n[a]", "1:9: '&#xE000;' stands for a private-use character"),
  ])
  func `what no page may hold is reported`(text: String, message: String) {
    let found = problems(text)
    #expect(found.count == 1 && found[0].hasPrefix(message), "\(found)")
  }

  @Test(arguments: [
    "\t", "`&#xE000;`", "```\n&#xE000;\n```", "    &#xE000;", "&amp;#xE000;", "&#x1F600;", "&#0;",
    "\u{200E}א\u{202B}", "\u{F0000}", "\u{2028}", "\\&#xE000;",
  ])
  func `everything else may stand in a notebook`(text: String) {
    #expect(problems(text) == [])
  }

  @Test func `each kind is reported once`() {
    #expect(problems(String(repeating: "\u{0}\u{1}", count: 1000)).count == 2)
  }
}
