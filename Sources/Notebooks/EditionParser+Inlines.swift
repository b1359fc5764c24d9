private import CommonMark

extension EditionParser {
  /// Masks formulas and values in paragraphs and headings.
  mutating func maskInlines() {
    for block in Document(parsing: markdown).leafBlocks where block.kind == .inlines {
      let lines = (block.firstLine...block.lastLine).map(source.range(ofLine:))
      for span in InlineScanner.scan(bytes, lines: lines, quoteDepth: block.quoteDepth) {
        let whole = pieces(of: span.range, quoteDepth: block.quoteDepth)
        switch span.kind {
        case .math(let isDisplay):
          maskFormula(
            whole, inner: pieces(of: span.content, quoteDepth: block.quoteDepth),
            isDisplay: isDisplay)
        case .code:
          codeSpans.append(span.range)
          // A notebook that is to be split need not be read to its end.
          if isFull { continue }
          if let item = inlineItem(span, quoteDepth: block.quoteDepth) { mask(item, whole) }
        }
      }
    }
  }

  /// Reports a character reference to a character that Nabla uses as a placeholder.
  mutating func reportReservedReferences() {
    let text = String(decoding: bytes, as: UTF8.self)
    guard Document(parsing: text).holdsReservedCharacters else { return }
    let code = codeLines()
    for match in text.matches(of: /&#(?:[xX]([0-9A-Fa-f]{1,6})|([0-9]{1,7}));/) {
      let number =
        match.output.1.flatMap { UInt32($0, radix: 16) } ?? match.output.2.flatMap { UInt32($0) }
      guard let scalar = number.flatMap(Unicode.Scalar.init), Placeholder.characters ~= scalar
      else { continue }
      let start = text.utf8.distance(from: text.startIndex, to: match.range.lowerBound)
      if code.contains(source.line(at: start)) || codeSpans.contains(where: { $0 ~= start }) {
        continue
      }
      let message =
        "'\(match.output.0)' stands for a private-use character, which can't stand in a notebook; "
        + "use an assigned character"
      diagnostics.append(fail(message, at: start..<start + match.output.0.utf8.count))
      return
    }
  }

  /// The text of a code span, with spaces for the marks of block quotes that it goes on after.
  private func text(of span: InlineSpan, quoteDepth: Int) -> String {
    let lines = pieces(of: span.content, quoteDepth: quoteDepth)
    var text = Array(source.bytes[span.content])
    for (line, next) in zip(lines, lines.dropFirst()) {
      let start = span.content.lowerBound
      for place in line.upperBound..<next.lowerBound where text[place - start] == UInt8(ascii: ">")
      {
        text[place - start] = UInt8(ascii: " ")
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// What a code span stands for, if it begins with a name in braces.
  private mutating func inlineItem(_ span: InlineSpan, quoteDepth: Int) -> Edition.InlineItem? {
    let text = self.text(of: span, quoteDepth: quoteDepth)
    guard let braced = BracedName(text[...]) else { return nil }
    if braced.isEscaped {
      let lines = pieces(of: span.content, quoteDepth: quoteDepth).map { source[$0] }
      let whole = BracedName(lines.joined(separator: " ")[...]) ?? braced
      return .escaped(Located(whole.shown, at: span.range))
    }
    if let slip = braced.slip {
      let before = text.utf8.distance(from: text.startIndex, to: braced.written.startIndex)
      let start = span.content.lowerBound + before
      var diagnostic = fail(slip.message, at: span.range)
      diagnostic.fix = Fix(
        replacing: start..<start + braced.written.utf8.count, with: slip.correction)
      diagnostics.append(diagnostic)
      return .unreadable(span.range)
    }
    let start = span.content.upperBound - braced.rest.utf8.count
    if braced.name == "swift" {
      let inner = (start..<span.content.upperBound).trimmed(in: source)
      guard inner.isEmpty else {
        return .expression(
          SwiftExpression(lines: pieces(of: inner, quoteDepth: quoteDepth), range: span.range))
      }
      diagnostics.append(
        fail("'{swift}' needs an expression, as in '{swift} 1 + 1'", at: span.range))
      return .unreadable(span.range)
    }
    guard braced.name == "value" else {
      diagnostics.append(
        fail(
          "'{\(braced.name)}' is unknown; a value begins with '{value}', and double braces, as "
            + "in '{{\(braced.name)}}', show the text as it stands",
          at: span.range
        ).correcting(String(braced.name), among: ["value"]))
      return .unreadable(span.range)
    }
    let content = start..<span.content.upperBound
    do throws(Diagnostic) {
      return .value(
        try .parsing(
          content, text: String(braced.rest), of: span.range, in: source,
          allowsStated: true))
    } catch {
      diagnostics.append(error)
      return .unreadable(span.range)
    }
  }
}
