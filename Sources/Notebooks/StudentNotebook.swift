private import CommonMark

extension Notebook {
  /// The notebook as students get it to work in: solutions replaced, hidden checks taken out.
  ///
  /// Regions are settled for the variant for students, comments are gone, and code from files stands
  /// in the notebook itself, so that the student's file needs no other.
  ///
  /// - Parameter files: The lines of code that cells take from files, by the place of the cell.
  /// - Returns: A notebook without variants.
  public func studentText(files: [Range<Int>: [String]] = [:]) -> String {
    var lines = Dictionary(
      uniqueKeysWithValues: (1...source.lineCount).map { ($0, source[source.range(ofLine: $0)]) })
    let blocks = self.blocks
    let code = codeLines(of: blocks)
    removeFrontMatterForTeachers(from: &lines)
    settleRegions(in: &lines, code: code)
    removeComments(from: &lines, code: code, spans: inlineSpans(of: blocks))
    // Every cell of the notebook, not only those of the edition: a region may have removed one.
    for cell in editions.flatMap(\.cells) { replace(cell, in: &lines, files[cell.range]) }
    return (1...source.lineCount).compactMap { lines[$0] }.joined(separator: "\n")
      .replacing(/\n{4,}/, with: "\n\n\n")
  }

  private var blocks: [LeafBlock] {
    var text = source.lines
    if let front = try? FrontMatter.lines(in: source) {
      for line in front { text[line - 1] = "" }
    }
    return Document(parsing: text.joined(separator: "\n")).leafBlocks
  }

  private func codeLines(of blocks: [LeafBlock]) -> Set<Int> {
    var lines: Set<Int> = []
    for block in blocks {
      if case .code = block.kind { lines.formUnion(block.firstLine...block.lastLine) }
    }
    return lines
  }

  /// The code spans and formulas of the prose, in which a comment is only text.
  private func inlineSpans(of blocks: [LeafBlock]) -> [Range<Int>] {
    blocks.filter { $0.kind == .inlines }.flatMap { block in
      let lines = (block.firstLine...block.lastLine).map(source.range(ofLine:))
      return InlineScanner.scan(source.bytes, lines: lines, quoteDepth: block.quoteDepth)
        .map(\.range)
    }
  }

  /// Takes the variants out of the front matter, and its comments.
  private func removeFrontMatterForTeachers(from lines: inout [Int: String]) {
    guard let front = try? FrontMatter.lines(in: source) else { return }
    var isRemoved = false
    for line in front.dropFirst().dropLast() {
      let text = lines[line] ?? ""
      if text.prefixMatch(of: /[^\s#]/) != nil { isRemoved = text.hasPrefix("variants") }
      let isComment = text.prefixMatch(of: /\s*#/) != nil
      if isRemoved || isComment { lines[line] = nil }
    }
  }

  private func settleRegions(in lines: inout [Int: String], code: Set<Int>) {
    let (regions, _) = Region.finding(
      in: source, variants: frontMatter.variants.map(\.name), isCode: code.contains)
    for region in regions {
      if !region.isShown(in: Variant.student) {
        for line in region.lines { lines[line] = nil }
      } else if region.kind != .hint {
        lines[region.lines.lowerBound] = nil
        lines[region.lines.upperBound] = nil
      }
    }
  }

  /// Takes out comments, but for the marks of hints.
  private func removeComments(
    from lines: inout [Int: String], code: Set<Int>, spans: [Range<Int>]
  ) {
    var isInside = false
    for line in 1...source.lineCount where !code.contains(line) {
      guard let text = lines[line], isInside || text.contains("<!--") else { continue }
      if text.wholeMatch(of: /\s*<!--\s*(hint|end)\s*-->\s*/) != nil, !isInside { continue }
      var kept: [UInt8] = []
      var rest = source.bytes[source.range(ofLine: line)]
      while !rest.isEmpty {
        let mark = Array((isInside ? "-->" : "<!--").utf8)
        guard let found = rest.firstRange(of: mark) else {
          if !isInside { kept += rest }
          break
        }
        if !isInside { kept += rest[..<found.lowerBound] }
        rest = rest[found.upperBound...]
        if !isInside, isText(found.lowerBound, spans) {
          kept += mark
        } else {
          isInside.toggle()
        }
      }
      lines[line] = kept.allSatisfy(\.isWhitespace) ? nil : String(decoding: kept, as: UTF8.self)
    }
  }

  /// Whether a less-than sign begins no comment: in code, in a formula, or after a backslash.
  private func isText(_ place: Int, _ spans: [Range<Int>]) -> Bool {
    let backslashes = source.bytes[..<place].reversed().prefix { $0 == UInt8(ascii: "\\") }.count
    return backslashes % 2 == 1 || spans.contains { $0 ~= place }
  }

  private func replace(_ cell: Cell, in lines: inout [Int: String], _ included: [String]?) {
    let first = source.line(at: cell.extent.lowerBound)
    let last = source.line(at: cell.extent.upperBound)
    guard !cell.isHidden else {
      for line in first...last { lines[line] = nil }
      return
    }
    if let file = cell.file, let included {
      let part = cell.part.map { " " + source[$0.range] } ?? ""
      lines[first] = lines[first]?
        .replacing(" " + source[file.range], with: "").replacing(part, with: "")
      lines[first]? += included.map { "\n" + $0 }.joined()
      return
    }
    // The indentation of a cell in a list is not part of its code.
    for solution in cell.solutions {
      for (number, index) in solution.lines.enumerated() {
        let line = source.line(at: cell.lines[index].lowerBound)
        guard lines[line] != nil else { continue }
        guard number == 0 else {
          lines[line] = nil
          continue
        }
        let start = source.range(ofLine: line).lowerBound
        let outer = source[start..<cell.lines[index].lowerBound]
        let inner = source[cell.lines[index]].prefix { $0 == " " || $0 == "\t" }
        lines[line] = SolutionRegion.stub.map { outer + inner + $0 }.joined(separator: "\n")
      }
    }
  }
}

extension SourceText {
  /// The lines of the text.
  public var lines: [String] { (1...lineCount).map { self[range(ofLine: $0)] } }
}
