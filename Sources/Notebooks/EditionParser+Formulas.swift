extension EditionParser {
  /// Masks the formulas that begin with `$$` at the start of a line and end on a later one.
  ///
  /// They are found by lines, before libcmark looks for paragraphs, because a line of TeX may begin
  /// with `-`, `=` or `+`, which would end a paragraph.
  mutating func maskDisplayFormulas() {
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

  mutating func maskFormula(_ lines: [Range<Int>], inner: [Range<Int>], isDisplay: Bool) {
    let range = (lines.first?.lowerBound ?? 0)..<(lines.last?.upperBound ?? 0)
    let (formula, problems) = FormulaSource.parsing(
      inner, of: range, isDisplay: isDisplay, in: source)
    diagnostics += problems
    mask(.formula(formula), lines)
  }
}
