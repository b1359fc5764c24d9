import Testing

@testable import Notebooks

struct InlineScannerTests {
  /// The spans of a paragraph: `code`, `$inline$`, `$$display$$`, by what is between the delimiters.
  private func spans(_ text: String, quoteDepth: Int = 0) -> [String] {
    let source = SourceText(text, name: "x.md")
    let lines = (1...source.lineCount).map(source.range(ofLine:))
    return InlineScanner.scan(source.bytes, lines: lines, quoteDepth: quoteDepth).map { span in
      switch span.kind {
      case .code: "code " + source[span.content]
      case .math(let isDisplay): (isDisplay ? "display " : "inline ") + source[span.content]
      }
    }
  }

  @Test(arguments: [
    "It costs $5.", "From $5 to $10 a piece.", "$ x $", "$x $", "$ x$", "$x$5", "a$", "$", "$$",
    "$$$x$$$", "$$ x $", #"\$x$"#, #"$x\$"#, "$20,000 and USD$30,000",
    "an escaped \\$x$ and a price of $5",
  ])
  func `a price is not a formula`(text: String) {
    #expect(spans(text) == [])
  }

  @Test(arguments: [
    ("$x$", ["inline x"]), ("a $x$, b", ["inline x"]), ("$x$ $y$", ["inline x", "inline y"]),
    ("from $5 to $10 and $x$", ["inline x"]), ("$a$$b$", ["inline a", "inline b"]),
    ("$$x$$", ["display x"]), ("$$ x $$", ["display  x "]), ("$`x $ y`$", ["inline x $ y"]),
    (#"$a \$ b$"#, [#"inline a \$ b"#]), (#"\\$x$"#, ["inline x"]),
    (#"$\text{5\%}$."#, [#"inline \text{5\%}"#]), ("($x$)", ["inline x"]),
    ("$x$s", ["inline x"]), ("$a\nb$", ["inline a\nb"]), ("$$a\nb$$", ["display a\nb"]),
    ("*$a_1$ and $b_1$*", ["inline a_1", "inline b_1"]), ("$é$", ["inline é"]),
  ])
  func `a dollar with a dollar to match is a formula`(text: String, expected: [String]) {
    #expect(spans(text) == expected)
  }

  @Test(arguments: [
    ("`$x$`", ["code $x$"]), ("`` a ` b ``", ["code  a ` b "]), ("`a", []), ("``a`", []),
    (#"\`$x$`"#, ["inline x"]), (#"`\`$x$"#, [#"code \"#, "inline x"]),
    ("$`$ `a`", ["code $ "]), ("`a $b` c$", ["code a $b"]), ("$a `b$ c`", ["inline a `b"]),
    ("`a\nb`", ["code a\nb"]), ("` `` `", ["code  `` "]),
  ])
  func `the first to begin wins`(text: String, expected: [String]) {
    #expect(spans(text) == expected)
  }

  @Test(arguments: [
    "<a title=\"$x$\">", "<a href='$x$' b=\"`\">", "<http://a.b/$x$>", "<!-- $x$ -->", "</a >",
    "<a b c=d e = 'f'/>", "<? $x$ ?>", "<![CDATA[ $x$ ]]>", "<!A $x$ >", "<!-- a > b < $x$ -->",
    "<$x$@b.c>".replacing("$x$", with: "x"),
  ])
  func `what is in a tag is no formula`(text: String) {
    #expect(spans(text) == [])
  }

  @Test(arguments: [
    "i <n, so $x$ > 0", "a < $x$", "<1 $x$>", "<a b=$x$>".replacing("=", with: "= =\""),
    "<a $x$>", "<!-->$x$-->", "<a b='c'd $x$>", "</a b $x$>", "<a:b $x$>", "<- $x$",
  ])
  func `a less-than sign is no tag`(text: String) {
    #expect(spans(text).contains("inline x"))
  }

  @Test func `the marks of block quotes are no part of a formula`() {
    #expect(spans("> $a\n> +b$", quoteDepth: 1) == ["inline a\n> +b"])
    #expect(spans("> > $a$", quoteDepth: 2) == ["inline a"])
    #expect(spans("> `>\n> $a$`", quoteDepth: 1) == ["code >\n> $a$"])
  }

  @Test func `line ends and tabs are white space`() {
    #expect(spans("$\tx$") == [])
    #expect(spans("$x\t$") == [])
    #expect(spans("$x\r\ny$") == ["inline x\r\ny"])
    #expect(spans("`x\r\ny`") == ["code x\r\ny"])
    #expect(spans("$x\r\n$") == [])
  }
}
