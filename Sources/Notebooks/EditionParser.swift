private import CommonMark

/// Turns the text of a notebook into one of its editions.
///
/// libcmark is asked three times: where code is, so that nothing in it is taken for a mark; where
/// paragraphs are, once display formulas no longer look like lists and headings; and which blocks are
/// directives. Between these steps pieces of the text give way to filler of their own length, so that
/// every offset stays an offset of the source; placeholders are put in only for libcmark to see.
struct EditionParser {
  let source: SourceText
  /// The source with filler where pieces of it have been taken out; as long as the source.
  var bytes: [UInt8]
  /// Where the placeholder of each item stands.
  private var placeholders: [Int] = []
  private(set) var items: [Edition.InlineItem] = []
  /// Whether it has been reported that there are more items than placeholders.
  private(set) var isFull = false
  /// The code spans, in which a character reference is only text.
  var codeSpans: [Range<Int>] = []
  var diagnostics: [Diagnostic] = []
  var solutionProse: [Range<Int>] = []

  static func parsing(
    _ source: SourceText, frontMatter: FrontMatter, frontMatterLines: ClosedRange<Int>?,
    variant: Variant?
  ) -> (Edition, [Diagnostic]) {
    var parser = EditionParser(source: source)
    if let lines = frontMatterLines { parser.blank(lines) }
    parser.removeRegions(frontMatter: frontMatter, variant: variant)
    parser.maskDisplayFormulas()
    parser.maskInlines()
    parser.reportReservedReferences()
    let blocks = parser.evaluatedBlocks()
    parser.reportDoubleIDs(of: blocks)
    let edition = Edition(
      source: source, frontMatter: frontMatter, variant: variant, markdown: parser.markdown,
      items: parser.items, blocks: blocks, solutionProse: parser.solutionProse)
    return (edition, parser.diagnostics)
  }

  private init(source: SourceText) {
    self.source = source
    bytes = source.bytes
  }

  /// The text for libcmark: the placeholders put in, line by line the same as the source.
  var markdown: String {
    var text: [UInt8] = []
    var start = 0
    for (offset, number) in zip(placeholders, 0...).sorted(by: <) {
      text += bytes[start..<offset] + Placeholder.bytes(for: number)
      start = offset
    }
    return String(decoding: text + bytes[start...], as: UTF8.self)
  }

  mutating func blank(_ lines: ClosedRange<Int>) {
    for line in lines {
      bytes.fill(source.range(ofLine: line), with: UInt8(ascii: " "))
    }
  }

  /// Takes an item out of the text and notes where its placeholder stands.
  ///
  /// - Parameters:
  ///   - item: What the placeholder stands for.
  ///   - lines: Its bytes, line by line, without what belongs to the blocks around it.
  mutating func mask(_ item: Edition.InlineItem, _ lines: [Range<Int>]) {
    guard items.count < Placeholder.limit, let first = lines.first else {
      if !isFull, let first = lines.first {
        isFull = true
        diagnostics.append(
          fail(
            "a notebook holds at most \(Placeholder.limit) formulas and values; split it", at: first
          ))
      }
      return
    }
    for line in lines { bytes.fill(line, with: UInt8(Placeholder.filler.value)) }
    placeholders.append(first.lowerBound)
    items.append(item)
  }

  func fail(_ message: String, at range: Range<Int>) -> Diagnostic {
    Diagnostic(message, at: range, in: source)
  }
}

extension EditionParser {
  /// The lines of code blocks, in which nothing is a mark.
  func codeLines() -> Set<Int> {
    var lines: Set<Int> = []
    for block in Document(parsing: markdown).leafBlocks {
      if case .code = block.kind { lines.formUnion(block.firstLine...block.lastLine) }
    }
    return lines
  }

  /// The bytes of a line without white space around them and the `>` of block quotes before them.
  func content(ofLine line: Int, quoteDepth: Int = .max) -> Range<Int> {
    content(ofLine: line, of: bytes, quoteDepth: quoteDepth)
  }

  func content(
    ofLine line: Int, of bytes: [UInt8], quoteDepth: Int = .max
  ) -> Range<Int> {
    let range = source.range(ofLine: line)
    let start = bytes.containerPrefix(of: range, quoteDepth: quoteDepth).upperBound
    let end = bytes[start..<range.upperBound].lastIndex { !$0.isWhitespace }
    return start..<(end.map { $0 + 1 } ?? start)
  }

  /// A range of bytes, line by line, without the prefixes of the block quotes around it.
  func pieces(of range: Range<Int>, quoteDepth: Int) -> [Range<Int>] {
    let lines = source.line(at: range.lowerBound)...source.line(at: range.upperBound)
    return lines.compactMap { line in
      let whole = source.range(ofLine: line)
      let start =
        line == lines.lowerBound
        ? range.lowerBound
        : bytes.containerPrefix(of: whole, quoteDepth: quoteDepth).upperBound
      let end = min(range.upperBound, whole.upperBound)
      return start < end ? start..<end : nil
    }
  }
}
