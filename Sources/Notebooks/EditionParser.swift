private import CommonMark

/// Turns the text of a notebook into one of its editions.
///
/// libcmark is asked three times: where code is, so that nothing in it is taken for a mark; where
/// paragraphs are, once display formulas no longer look like lists and headings; and which blocks are
/// directives. Between these steps pieces of the text give way to filler of their own length, so that
/// every offset stays an offset of the source; placeholders are put in only for libcmark to see.
struct EditionParser {
  private let source: SourceText
  /// The source with filler where pieces of it have been taken out; as long as the source.
  private var bytes: [UInt8]
  /// Where the placeholder of each item stands.
  private var placeholders: [Int] = []
  private var items: [Edition.InlineItem] = []
  /// Whether it has been reported that there are more items than placeholders.
  private var isFull = false
  /// The code spans, in which a character reference is only text.
  private var codeSpans: [Range<Int>] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var solutionProse: [Range<Int>] = []

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
  private var markdown: String {
    var text: [UInt8] = []
    var start = 0
    for (offset, number) in zip(placeholders, 0...).sorted(by: <) {
      text += bytes[start..<offset] + Placeholder.bytes(for: number)
      start = offset
    }
    return String(decoding: text + bytes[start...], as: UTF8.self)
  }

  private mutating func blank(_ lines: ClosedRange<Int>) {
    for line in lines {
      bytes.fill(source.range(ofLine: line), with: UInt8(ascii: " "))
    }
  }

  /// Takes an item out of the text and notes where its placeholder stands.
  ///
  /// - Parameters:
  ///   - item: What the placeholder stands for.
  ///   - lines: Its bytes, line by line, without what belongs to the blocks around it.
  private mutating func mask(_ item: Edition.InlineItem, _ lines: [Range<Int>]) {
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

  private func fail(_ message: String, at range: Range<Int>) -> Diagnostic {
    Diagnostic(message, at: range, in: source)
  }
}

// MARK: - Regions

extension EditionParser {
  private mutating func removeRegions(frontMatter: FrontMatter, variant: Variant?) {
    let code = codeLines()
    let (regions, problems) = Region.finding(
      in: source, variants: frontMatter.knowsVariants ? frontMatter.variants.map(\.name) : nil,
      isCode: code.contains)
    diagnostics += problems
    var lastHidden = 0
    for region in regions where region.lines.lowerBound > lastHidden {
      if region.kind == .solution { solutionProse.append(region.inner(of: source)) }
      if region.kind == .hint, region.isShown(in: variant?.name) {
        // The renderer makes these two comments the ends of a fold.
        write(Region.hintEnd, onLine: region.lines.upperBound)
        continue
      }
      blank(region.lines.lowerBound...region.lines.lowerBound)
      blank(region.lines.upperBound...region.lines.upperBound)
      guard !region.isShown(in: variant?.name) else { continue }
      blank(region.lines)
      lastHidden = region.lines.upperBound
    }
    // What is left of the marks stands where a mark does not count.
    let reported = Set(problems.map(\.line))
    var end = 0
    for html in Document(parsing: markdown).rawHTML
    where Region.firstMark(in: Array(html.literal.utf8)[...]) != nil {
      let start = max(end, source.range(ofLine: html.line).lowerBound)
      guard let mark = Region.firstMark(in: bytes[start...]) else { continue }
      end = mark.upperBound
      if reported.contains(source.line(at: mark.lowerBound)) { continue }
      diagnostics.append(fail("the mark of a region must stand on a line of its own", at: mark))
    }
  }

  /// Puts a mark in the place of a line that is at least as long.
  private mutating func write(_ mark: String, onLine line: Int) {
    blank(line...line)
    let start = content(ofLine: line, of: source.bytes).lowerBound
    bytes.replaceSubrange(start..<start + mark.utf8.count, with: Array(mark.utf8))
  }

  private func codeLines() -> Set<Int> {
    var lines: Set<Int> = []
    for block in Document(parsing: markdown).leafBlocks {
      if case .code = block.kind { lines.formUnion(block.firstLine...block.lastLine) }
    }
    return lines
  }
}

// MARK: - Formulas and values

extension EditionParser {
  /// Masks the formulas that begin with `$$` at the start of a line and end on a later one.
  ///
  /// They are found by lines, before libcmark looks for paragraphs, because a line of TeX may begin
  /// with `-`, `=` or `+`, which would end a paragraph.
  private mutating func maskDisplayFormulas() {
    let code = codeLines()
    var line = 1
    while line <= source.lineCount {
      if !code.contains(line), let last = displayFormula(from: line, code: code) {
        line = last
      }
      line += 1
    }
  }

  /// Masks the display formula that begins on a line; returns its last line.
  private mutating func displayFormula(from first: Int, code: Set<Int>) -> Int? {
    let dollars = Array("$$".utf8)
    let opening = bytes.afterListMarkers(in: content(ofLine: first))
    guard bytes[opening].starts(with: dollars),
      bytes[opening.dropFirst(2)].firstRange(of: dollars) == nil
    else { return nil }
    let before = bytes[source.range(ofLine: first).lowerBound..<opening.lowerBound]
    let quoteDepth = before.count { $0 == UInt8(ascii: ">") }
    var lines = [opening]
    for line in (first...source.lineCount).dropFirst() {
      let range = content(ofLine: line, quoteDepth: quoteDepth)
      if range.isEmpty || code.contains(line) { break }
      guard let end = bytes[range].firstRange(of: dollars)?.upperBound else {
        lines.append(range)
        continue
      }
      lines.append(range.lowerBound..<end)
      var inner = lines
      inner[0] = inner[0].dropFirst(2)
      inner[inner.count - 1] = inner[inner.count - 1].dropLast(2)
      maskFormula(lines, inner: inner, isDisplay: true)
      return line
    }
    diagnostics.append(
      fail(
        "the formula that begins here is never closed; it ends with '$$'",
        at: opening.prefix(2)))
    return first
  }

  /// The bytes of a line without white space around them and the `>` of block quotes before them.
  private func content(ofLine line: Int, quoteDepth: Int = .max) -> Range<Int> {
    content(ofLine: line, of: bytes, quoteDepth: quoteDepth)
  }

  private func content(
    ofLine line: Int, of bytes: [UInt8], quoteDepth: Int = .max
  ) -> Range<Int> {
    let range = source.range(ofLine: line)
    let start = bytes.containerPrefix(of: range, quoteDepth: quoteDepth).upperBound
    let end = bytes[start..<range.upperBound].lastIndex { !$0.isWhitespace }
    return start..<(end.map { $0 + 1 } ?? start)
  }

  private mutating func maskFormula(_ lines: [Range<Int>], inner: [Range<Int>], isDisplay: Bool) {
    let range = (lines.first?.lowerBound ?? 0)..<(lines.last?.upperBound ?? 0)
    let (formula, problems) = FormulaSource.parsing(
      inner, of: range, isDisplay: isDisplay, in: source)
    diagnostics += problems
    mask(.formula(formula), lines)
  }

  /// Masks formulas and values in paragraphs and headings.
  private mutating func maskInlines() {
    for block in Document(parsing: markdown).leafBlocks where block.kind == .inlines {
      let lines = (block.firstLine...block.lastLine).map(source.range(ofLine:))
      for span in InlineScanner.scan(bytes, lines: lines, quoteDepth: block.quoteDepth) {
        let whole = pieces(of: span.range, quoteDepth: block.quoteDepth)
        switch span.kind {
        case .math(let isDisplay, _):
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
  private mutating func reportReservedReferences() {
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

  /// A range of bytes, line by line, without the prefixes of the block quotes around it.
  private func pieces(of range: Range<Int>, quoteDepth: Int) -> [Range<Int>] {
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

  /// What a code span stands for, if it begins with a name in braces.
  private mutating func inlineItem(_ span: InlineSpan, quoteDepth: Int) -> Edition.InlineItem? {
    guard bytes[span.content].contains(UInt8(ascii: "{")) else { return nil }
    let text = source[span.content]
    if let escaped = text.wholeMatch(of: /\s*\{(\{[A-Za-z]+\})\}(.*)/.dotMatchesNewlines()) {
      let shown = String(escaped.output.1) + escaped.output.2.replacing("\n", with: " ")
      return .escaped(Located(shown, at: span.range))
    }
    guard let match = text.prefixMatch(of: /\s*\{([A-Za-z]+)\}(?=\s|$)/) else { return nil }
    if match.output.1 == "swift" {
      let start = span.content.lowerBound + match.output.0.utf8.count
      let inner = (start..<span.content.upperBound).trimmed(in: source)
      guard inner.isEmpty else {
        return .expression(
          SwiftExpression(lines: pieces(of: inner, quoteDepth: quoteDepth), range: span.range))
      }
      diagnostics.append(
        fail("'{swift}' needs an expression, as in '{swift} 1 + 1'", at: span.range))
      return .unreadable(span.range)
    }
    guard match.output.1 == "value" else {
      diagnostics.append(
        fail(
          "'{\(match.output.1)}' is unknown; a value begins with '{value}', and double braces, as "
            + "in '{{\(match.output.1)}}', show the text as it stands",
          at: span.range
        ).correcting(String(match.output.1), among: ["value"]))
      return .unreadable(span.range)
    }
    let content = span.content.lowerBound + match.output.0.utf8.count..<span.content.upperBound
    do throws(Diagnostic) {
      return .value(try .parsing(content, of: span.range, in: source, allowsStated: true))
    } catch {
      diagnostics.append(error)
      return .unreadable(span.range)
    }
  }
}

// MARK: - Blocks

extension EditionParser {
  /// Reports cells with the id of an earlier cell; checks are compared when they are evaluated.
  private mutating func reportDoubleIDs(of blocks: [Int: Edition.Block]) {
    var taken: Set<String> = []
    for (_, block) in blocks.sorted(by: { $0.key < $1.key }) {
      guard case .cell(let cell) = block, let id = cell.id else { continue }
      if !taken.insert(id.value).inserted {
        diagnostics.append(
          fail("id '\(id.value)' is taken by an earlier cell; an id may stand once", at: id.range))
      }
    }
  }

  private mutating func evaluatedBlocks() -> [Int: Edition.Block] {
    var blocks: [Int: Edition.Block] = [:]
    var index = 0
    for block in Document(parsing: markdown).leafBlocks {
      guard case .code(let info, let literal) = block.kind else { continue }
      if !info.isEmpty { blocks[index] = evaluatedBlock(block, info: info, literal: literal) }
      index += 1
    }
    return blocks
  }

  private mutating func evaluatedBlock(
    _ block: LeafBlock, info: String, literal: String
  ) -> Edition.Block? {
    let opening = content(ofLine: block.firstLine)
    let fence = bytes.afterListMarkers(in: opening)
    let lines = bodyLines(of: block, literal: literal)
    let isClosed = isFence(block.lastLine) && block.lastLine > block.firstLine
    let isEvaluated =
      isMath(info) || Directive.Name(beginning: info) != nil || Cell.isCell(info: info)
    guard isClosed || !isEvaluated else {
      diagnostics.append(
        fail("block is never closed; it ends with a line '\(source[fence.prefix(3)])'", at: fence))
      return nil
    }
    if isMath(info) {
      let range = fence.lowerBound..<(lines.last?.upperBound ?? opening.upperBound)
      var (formula, problems) = FormulaSource.parsing(lines, of: range, isDisplay: true, in: source)
      formula.readOptions(of: info, at: fence, in: source, diagnostics: &problems)
      diagnostics += problems
      return .formula(formula)
    }
    let extent = fence.lowerBound..<source.range(ofLine: block.lastLine).upperBound
    if let cell = Cell.parsing(
      info: info, at: fence, extent: extent, lines: lines, in: source, diagnostics: &diagnostics)
    {
      return .cell(cell)
    }
    // A block of Markdown shows how a notebook is written, marks and all.
    if SolutionRegion.isMarked(literal), info.split(separator: " ").first != "markdown" {
      diagnostics.append(
        fail(
          "solution stands in a block that is not run, so that students would see it; "
            + "write '```swift run'",
          at: fence))
    }
    var body = MappedText()
    for line in lines {
      body.append(line, of: source)
      body.append("\n", for: line.upperBound..<line.upperBound)
    }
    let directive = Directive.parsing(
      info: info, at: fence, extent: extent, body: body, in: source, diagnostics: &diagnostics)
    return directive.map { .directive($0) }
  }

  /// The bytes of a fenced block's lines, without the indentation that libcmark took off.
  private func bodyLines(of block: LeafBlock, literal: String) -> [Range<Int>] {
    literal.split(separator: "\n", omittingEmptySubsequences: false).dropLast().enumerated()
      .map { index, text in
        let line = source.range(ofLine: block.firstLine + 1 + index)
        let count = min(text.utf8.count, line.count)
        return line.upperBound - count..<line.upperBound
      }
  }

  private func isFence(_ line: Int) -> Bool {
    let text = bytes[content(ofLine: line)]
    return text.starts(with: Array("```".utf8)) || text.starts(with: Array("~~~".utf8))
  }
}

extension [UInt8] {
  /// Overwrites bytes, but no line ends.
  fileprivate mutating func fill(_ range: Range<Int>, with byte: UInt8) {
    for index in range where self[index] != UInt8(ascii: "\n") && self[index] != UInt8(ascii: "\r")
    {
      self[index] = byte
    }
  }
}

extension [UInt8] {
  /// What is left of a line's content after the markers of list items, such as `-` and `1.`.
  fileprivate func afterListMarkers(in content: Range<Int>) -> Range<Int> {
    var rest = content
    while true {
      let digits = self[rest].prefix(9) { $0.isDigit }.count
      let marker = Array((digits == 0 ? "-+*" : ".)").utf8)
      guard rest.count > digits + 1, marker.contains(self[rest.lowerBound + digits]),
        self[rest.lowerBound + digits + 1].isWhitespace
      else { return rest }
      let start = self[(rest.lowerBound + digits + 1)..<rest.upperBound].firstIndex {
        !$0.isWhitespace
      }
      rest = (start ?? rest.upperBound)..<rest.upperBound
    }
  }
}

extension ArraySlice<UInt8> {
  fileprivate func prefix(_ limit: Int, while condition: (UInt8) -> Bool) -> ArraySlice {
    prefix(limit).prefix(while: condition)
  }
}

extension Range<Int> {
  fileprivate func prefix(_ count: Int) -> Range {
    lowerBound..<Swift.min(lowerBound + count, upperBound)
  }
  fileprivate func dropFirst(_ count: Int) -> Range {
    Swift.min(lowerBound + count, upperBound)..<upperBound
  }
  fileprivate func dropLast(_ count: Int) -> Range {
    lowerBound..<Swift.max(upperBound - count, lowerBound)
  }
}
