import Foundation
import Testing

@testable import Typesetting

private let highlighter = Highlighter.locate()

private func colours(of text: String, in language: String) -> String? {
  let code = Code(language: language, text: text)
  return highlighter?.highlight([code])[code]
}

@Suite(.enabled(if: highlighter != nil, "highlight.js is not installed"))
struct HighlighterTests {
  @Test(arguments: [
    ("swift", "let x = 1", "<span class=\"hljs-keyword\">let</span>"),
    ("python", "def f(x):", "<span class=\"hljs-keyword\">def</span>"),
    ("py", "# note", "<span class=\"hljs-comment\"># note</span>"),
    ("bash", "echo \"a\"", "<span class=\"hljs-string\">\"a\"</span>"),
    ("sh", "# note", "<span class=\"hljs-comment\"># note</span>"),
    ("yaml", "toc: true", "<span class=\"hljs-literal\">true</span>"),
    ("markdown", "# A", "<span class=\"hljs-section\"># A</span>"),
    ("json", "[1]", "<span class=\"hljs-number\">1</span>"),
    ("cpp", "int x;", "<span class=\"hljs-keyword\">int</span>"),
    ("julia", "f(x) = 2x", "<span class=\"hljs-number\">2</span>"),
  ])
  func `the languages of handouts are known`(language: String, text: String, part: String) throws {
    #expect(try #require(colours(of: text, in: language)).contains(part))
  }

  @Test(arguments: ["", "<b>&amp;</b> \"x\" 'y'", "日本 😀 e\u{301}", "\t\r\n", "</span>"])
  func `the text stays as it is`(text: String) throws {
    let markup = try #require(colours(of: text, in: "python"))
    #expect(!markup.replacing(/<\/?span[^>]*>/, with: "").contains("<"))
  }

  @Test(arguments: ["", "brainfuck-with-hats", "../x", "Swift run", "<b>"])
  func `code in an unknown language has no colours`(language: String) {
    #expect(colours(of: "x", in: language) == nil)
  }

  @Test func `a file too long to read has no colours`() {
    #expect(colours(of: String(repeating: "let x = 1\n", count: 10_000), in: "swift") == nil)
  }

  @Test func `another script than highlight.js colours nothing`() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/highlight.js"
      for script in ["", "throw 1", "hljs.registerLanguage(\"swift\", 1)"] {
        try script.write(toFile: path, atomically: true, encoding: .utf8)
        let code = Code(language: "swift", text: "let x = 1")
        #expect(Highlighter(script: path).highlight([code]).isEmpty)
      }
      #expect(
        Highlighter(script: "\(folder)/missing.js").highlight([Code(language: "swift", text: "1")])
          .isEmpty)
      #expect(Highlighter.locate(environment: ["NABLA_HIGHLIGHT": folder])?.script == path)
      #expect(Highlighter.locate(environment: ["NABLA_HIGHLIGHT": "\(folder)/none"]) == nil)
    }
  }

  @Test func `the cache makes no difference`() throws {
    try withTemporaryFolder { folder in
      let script = try #require(highlighter).script
      let code = Code(language: "swift", text: "let x = \"a\" // b")
      let results = (0..<2).map { _ in
        Highlighter(script: script, cache: TypesettingCache(directory: "\(folder)/cache"))
          .highlight([code])[code]
      }
      #expect(results[0] == results[1])
      #expect(results[0] == colours(of: code.text, in: "swift"))
    }
  }
}
