private import CommonMark

extension EditionParser {
  mutating func removeRegions(frontMatter: FrontMatter, variant: Variant?) {
    let code = codeLines()
    let (regions, problems) = Region.finding(
      in: source, variants: frontMatter.knowsVariants ? frontMatter.variants.map(\.name) : nil,
      isCode: code.contains)
    diagnostics += problems
    var lastHidden = 0
    for region in regions where region.lines.lowerBound > lastHidden {
      if region.kind == .solution { solutionProse.append(region.inner(of: source)) }
      if let marks = FoldMark.around(region.kind), region.isShown(in: variant?.name) {
        write(marks.start.comment, onLine: region.lines.lowerBound)
        write(marks.end.comment, onLine: region.lines.upperBound)
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
}
