import Testing

@testable import Notebooks

struct DiagnosticFormatterTests {
  private func formatted(_ text: String, _ range: Range<Int>, name: String = "x.md") -> String {
    Diagnostic("wrong", at: range, in: SourceText(text, name: name)).formatted()
  }

  @Test func `a caret stands under the first character, and tildes under the rest`() {
    #expect(
      formatted("title\nstep: zero\n", 12..<16) == """
        x.md:2:7: error: wrong
            2 | step: zero
              |       ^~~~
        """)
  }

  @Test func `the caret keeps to tabs and to characters of several bytes`() {
    #expect(formatted("\té\t= x", 6..<7).hasSuffix("      | \t \t  ^"))
    #expect(formatted("👨‍👩‍👧 x", 19..<20).hasSuffix("      |   ^"))
  }

  @Test func `an empty line shows no line`() {
    #expect(formatted("", 0..<0) == "x.md:1:1: error: wrong")
    #expect(formatted("a\n\nb", 2..<2) == "x.md:2:1: error: wrong")
  }

  @Test func `what would command the terminal is made visible`() {
    let shown = formatted("a\u{1B}[31m\u{202E}b\u{2028}\u{7F}\u{9B}", 0..<1, name: "\u{1B}x\n.md")
    #expect(shown.contains("a␛[31m�b���"))
    #expect(shown.hasPrefix("␛x␊.md:1:1"))
    #expect(!shown.unicodeScalars.contains("\u{1B}"))
  }

  @Test func `a very long line is shown around the place`() {
    let line = String(repeating: "é", count: 100_000)
    let shown = formatted(line, 100_000..<100_002)
    #expect(shown.utf8.count < 1000)
    #expect(shown.hasPrefix("x.md:1:50001: error"))
    let lines = shown.split(separator: "\n")
    #expect(lines[1].contains("| …é") && lines[1].hasSuffix("é…"))
    #expect(lines[2].count == "      | ".count + 1 + 50 + 1)
  }

  @Test func `a terminal gets colours only where it wants them`() {
    let diagnostic = Diagnostic("wrong", at: 0..<1, in: SourceText("a", name: "x"))
    #expect(diagnostic.formatted(colour: true).contains("\u{1B}[1;31m^"))
    #expect(!diagnostic.formatted().contains("\u{1B}"))
  }

  @Test func `diagnostics come once, in the order of their places`() {
    let source = SourceText("abc\ndef", name: "x")
    let places = [4..<5, 0..<1, 4..<5, 2..<3]
    let sorted = places.map { Diagnostic("wrong", at: $0, in: source) }.sortedByPlace()
    #expect(sorted.map(\.range) == [0..<1, 2..<3, 4..<5])
  }
}
