import Testing

@testable import Notebooks

struct SourceTextTests {
  @Test(arguments: [
    ("a\nb\n", ["a", "b", ""]), ("a\r\nb", ["a", "b"]), ("a\rb\r", ["a", "b", ""]), ("", [""]),
    ("\n\r\n\r", ["", "", "", ""]), ("\u{FEFF}a\nb", ["a", "b"]), ("a\u{2028}b", ["a\u{2028}b"]),
    ("\r\r\n\n", ["", "", "", ""]),
  ])
  func `lines end as in CommonMark`(text: String, lines: [String]) {
    let source = SourceText(text, name: "x")
    #expect((1...source.lineCount).map { source[source.range(ofLine: $0)] } == lines)
  }

  @Test(arguments: [
    ("abc", 2, 1, 3), ("a\nbc", 3, 2, 2), ("é=x", 3, 1, 3), ("👨‍👩‍👧=x", 19, 1, 3), ("a\r\nbc", 4, 2, 2),
    ("\u{FEFF}abc", 4, 1, 2), ("a\n", 2, 2, 1), ("", 0, 1, 1), ("e\u{301}x", 3, 1, 2),
    ("\tx", 1, 1, 2), ("a\nb", 99, 2, 2),
  ])
  func `a place has a line and a column of characters`(
    text: String, offset: Int, line: Int, column: Int
  ) {
    let source = SourceText(text, name: "x")
    #expect(source.line(at: offset) == line)
    #expect(source.column(at: offset) == column)
  }

  @Test func `columns are right in long lines`() {
    let source = SourceText(String(repeating: "é", count: 5000) + "x", name: "x")
    #expect(source.column(at: 10_000) == 5001)
    let ascii = SourceText("é\n" + String(repeating: "x", count: 50_000), name: "x")
    #expect(ascii.column(at: 40_003) == 40_001)
  }

  @Test func `a range outside the text is empty`() {
    let source = SourceText("ab\n", name: "x")
    #expect(source.range(ofLine: 0) == 3..<3)
    #expect(source.range(ofLine: 9) == 3..<3)
    #expect(source[1..<99] == "b\n")
  }

  @Test func `a text made of pieces knows where each byte came from`() {
    let source = SourceText("  abc\n  def", name: "x")
    var text = MappedText()
    #expect(text.sourceOffset(of: 3) == 0)
    text.append(2..<5, of: source)
    text.append("VALUE", for: 5..<6)
    text.append(8..<11, of: source)
    #expect(text.text == "abcVALUEdef")
    #expect([0, 2, 3, 7, 8, 10, 11, 99].map(text.sourceOffset) == [2, 4, 5, 5, 8, 10, 11, 11])
  }
}
