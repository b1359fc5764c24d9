private import CommonMark

extension EditionParser {
  /// Reports cells with the id of an earlier cell; checks are compared when they are evaluated.
  mutating func reportDoubleIDs(of blocks: [Int: Edition.Block]) {
    var taken: Set<String> = []
    for (_, block) in blocks.sorted(by: { $0.key < $1.key }) {
      guard case .cell(let cell) = block, let id = cell.id else { continue }
      if !taken.insert(id.value).inserted {
        diagnostics.append(
          fail("id '\(id.value)' is taken by an earlier cell; an id may stand once", at: id.range))
      }
    }
  }

  mutating func evaluatedBlocks() -> [Int: Edition.Block] {
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
      return .unreadable(fence)
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
    let count = diagnostics.count
    if let directive = Directive.parsing(
      info: info, at: fence, extent: extent, body: body, in: source, diagnostics: &diagnostics)
    {
      return .directive(directive)
    }
    return diagnostics.count > count ? .unreadable(fence) : nil
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
