import Testing

@testable import Notebooks

struct FrontMatterTests {
  private func frontMatter(_ yaml: String) -> FrontMatter {
    notebook("---\n\(yaml)\n---\n").frontMatter
  }

  @Test func `every key is read`() {
    let yaml = """
      title: Gradients: a start
      """
    #expect(frontMatter(yaml).title == nil)
    let all = frontMatter(
      """
      title: "Gradients: a start"
      subtitle: >
        Is it
        right?
      author: [Ada, Grace]
      language: pt-BR
      raw-html: true
      defaults: { step: 1e-6, threshold: 1e-5 }
      variants:
        good: {}
        bad:
          deep.inject: [dW2-doubled]
          deep.random.seed: 2
      """)
    #expect(all.title == "Gradients: a start")
    #expect(all.subtitle == "Is it right?\n")
    #expect(all.authors == ["Ada", "Grace"])
    #expect(all.language == "pt-BR")
    #expect(all.allowsRawHTML)
    #expect(all.defaults.map(\.key.value) == ["step", "threshold"])
    #expect(all.variants.map(\.name) == ["good", "bad"])
    #expect(all.variants[1].overrides.map(\.check.value) == ["deep", "deep"])
    #expect(all.variants[1].overrides.map(\.entry.key.value) == ["inject", "random.seed"])
  }

  @Test(arguments: [
    "---\ntitle: T\n---\nx", "---\ntitle: T\n...\nx", "--- \t\ntitle: T\n---\t\nx",
    "---\r\ntitle: T\r\n---\r\nx", "\u{FEFF}---\ntitle: T\n---\nx", "---\rtitle: T\r---\rx",
  ])
  func `front matter stands between two rules`(text: String) throws {
    #expect(problems(text) == [])
    #expect(notebook(text).frontMatter.title == "T")
    let shown = try #require(notebook(text).edition()).shown
    #expect(shown.split(whereSeparator: \.isWhitespace).last == "x")
  }

  @Test(arguments: [
    "\n---\ntitle: T\n---\n", " ---\ntitle: T\n---\n", "----\ntitle: T\n----\n", "--- a\n---\n", "",
    "\u{FEFF}", "x",
  ])
  func `anything else is Markdown`(text: String) {
    #expect(notebook(text).frontMatter.title == nil)
    #expect(problems(text) == [])
  }

  @Test(arguments: ["", "# only a comment", "{}", "title: T # comment"])
  func `front matter may say nothing`(yaml: String) {
    #expect(problems("---\n\(yaml)\n---\n") == [])
  }

  @Test(arguments: [
    ("title: [a]", "2:8: title is a list"), ("title: {}", "2:8: title is a mapping"),
    ("? title\n: [x]", "3:3: title is a list"), ("titel: a", "2:1: 'titel' is not a key"),
    ("\"titel\": a", "2:1: 'titel' is not a key"), ("1: a", "2:1: '1' is not a key"),
    ("[a]: b", "2:1: 'a list' is not a key"), ("language: e", "2:11: language 'e' is not"),
    ("raw-html: yes", "2:11: raw-html is 'yes'"), ("raw-html: ~", "2:11: raw-html is '~'"),
    ("raw-html:", "2:10: raw-html is empty"), ("title: a\ntitle: b", "3:1: 'title' is given twice"),
    ("{title: a, title: b}", "2:12: 'title' is given twice"), ("author: [{}]", "2:10: author is a"),
    ("é: a", "2:1: 'é' is not a key"), ("title: é\nsubtitle: [é]", "3:11: subtitle is a list"),
    ("title: \"é\"\nx: é", "3:1: 'x' is not a key"),
    ("defaults: [step]", "2:11: a list is no mapping"),
    ("defaults: {x: 1}", "2:12: 'x' is not a key of defaults"),
    ("variants: {a b: {}}", "2:12: variant 'a b' can't be part"),
    ("variants: {../x: {}}", "2:12: variant '../x' can't be part"),
    ("variants: {a: {x: 1}}", "2:16: 'x' names no key of a check"),
    ("variants: {a: 1}", "2:15: variant 'a' is '1'"), ("variants: a", "2:11: variants is 'a'"),
    ("a\u{2028}b: 1", "2:"), ("- a", "2:1: a list is no mapping"), ("text", "2:1: 'text' is no"),
    ("a: &x 1", "2:4: '&x' is a YAML anchor"), ("a: !!seq &x [1]", "2:10: '&x' is a YAML anchor"),
    ("&x a: 1", "2:1: '&x' is a YAML anchor"), ("a:\n  - &-x 1", "3:5: '&-x' is a YAML anchor"),
    ("a: [&x 1]", "2:5: '&x' is a YAML anchor"), ("a: *x", "2:4: not YAML: found undefined alias"),
    ("a: @", "2:4: not YAML:"), ("a: b: c", "2:5: not YAML:"), ("a: \"b", "2:6: not YAML:"),
    ("\ta: b", "2:1: not YAML:"), ("a: [b\nc: d", "3:2: not YAML:"),
  ])
  func `what is wrong is reported at its place`(yaml: String, message: String) {
    let found = problems("---\n\(yaml)\n---\n")
    #expect(found.first?.hasPrefix(message) == true, "\(found)")
  }

  @Test func `an ampersand in a text is no anchor`() {
    #expect(problems("---\ntitle: Ada & Grace, R&D, a &b\n---\n") == [])
  }

  @Test func `tags change nothing`() {
    #expect(frontMatter("title: !!binary aGFsbG8=").title == "aGFsbG8=")
    #expect(frontMatter("title: !!str 1").title == "1")
  }

  @Test func `a hundred variants are many`() {
    let many = (0..<101).map { "  v\($0): {}" }.joined(separator: "\n")
    #expect(
      problems("---\nvariants:\n\(many)\n---\n")
        == ["3:3: 101 variants are too many; a notebook has at most 100"])
  }

  @Test(arguments: [
    ("deep.step=1e-6", "deep", "step"), ("deep.random={seed: 2}", "deep", "random"),
    ("a-b.expect=[pass, caught]", "a-b", "expect"), ("a.b.c=1", "a", "b.c"), ("a.x==", "a", "x"),
  ])
  func `the command line replaces a key`(argument: String, check: String, key: String) throws {
    let override = try CheckOverride(argument: argument)
    #expect(override.check.value == check)
    #expect(override.entry.key.value == key)
  }

  @Test(arguments: ["", "a", "a.b", "a=1", ".=1", "a.=1", "=1", "a.b=[", "a.b=&x 1"])
  func `anything else is no replacement`(argument: String) {
    #expect(throws: Diagnostic.self) { try CheckOverride(argument: argument) }
  }
}
