/// A piece of inline syntax that Nabla reads before libcmark sees it.
struct InlineSpan {
  enum Kind {
    /// A code span.
    case code
    /// A formula, in one of the forms `$…$`, `$$…$$` and ``$`…`$``.
    case math(display: Bool)
  }

  var kind: Kind
  /// The bytes of the source, delimiters included.
  var range: Range<Int>
  /// The bytes between the delimiters.
  var content: Range<Int>
}

/// Finds code spans and formulas in the lines of a paragraph or heading.
///
/// ```
/// code     ->  n backticks, text, n backticks                    (CommonMark 0.30, 6.1)
/// display  ->  "$$" text "$$"
/// inline   ->  "$`" text "`$"  |  "$" text "$"
/// ```
/// An inline formula follows Pandoc's rule, so that prices stay prices: the next dollar ends it, there
/// is no space inside its dollars, and no digit after the closing one. A backslash escapes the character
/// after it, except in code; code spans, HTML tags and autolinks are passed over whole, the first to
/// begin winning.
struct InlineScanner {
  private let bytes: [UInt8]
  /// The offsets in `bytes` of the characters that count, without the prefixes of block quotes.
  private let text: [Int]
  private var spans: [InlineSpan] = []
  /// Where the last run of backticks of each length begins.
  private var lastBackticks: [Int: Int] = [:]
  /// What is known not to come any more, so that it is not looked for again and again.
  var missing: Set<[UInt8]> = []

  /// Scans a block.
  ///
  /// - Parameters:
  ///   - bytes: The bytes of the whole source.
  ///   - lines: The bytes of each line of the block.
  ///   - quoteDepth: How many block quotes enclose it.
  /// - Returns: Code spans and formulas, in their order.
  /// - Complexity: O(*n*) in the length of the block.
  static func scan(_ bytes: [UInt8], lines: [Range<Int>], quoteDepth: Int) -> [InlineSpan] {
    var scanner = InlineScanner(bytes, lines: lines, quoteDepth: quoteDepth)
    scanner.scan()
    return scanner.spans
  }

  private init(_ bytes: [UInt8], lines: [Range<Int>], quoteDepth: Int) {
    self.bytes = bytes
    text = lines.flatMap { line in
      let prefix = bytes.containerPrefix(of: line, quoteDepth: quoteDepth)
      // The end of the line belongs to the text: a code span may go on after it.
      return Array(prefix.upperBound..<min(line.upperBound + 1, bytes.count))
    }
    var index = 0
    while index < text.count {
      let length = runLength(of: UInt8(ascii: "`"), at: index)
      if length > 0 { lastBackticks[length] = index }
      index += max(1, length)
    }
  }

  func byte(_ index: Int) -> UInt8? {
    text.indices.contains(index) ? bytes[text[index]] : nil
  }

  private mutating func scan() {
    var index = 0
    while let byte = byte(index) {
      switch byte {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "`"): index = scanCode(at: index)
      case UInt8(ascii: "<"): index = endOfTag(at: index) ?? index + 1
      case UInt8(ascii: "$"): index = scanMath(at: index)
      default: index += 1
      }
    }
  }

  private func runLength(of byte: UInt8, at index: Int) -> Int {
    var end = index
    while self.byte(end) == byte { end += 1 }
    return end - index
  }

  private mutating func add(_ kind: InlineSpan.Kind, from start: Int, to end: Int, inner: Int) {
    spans.append(
      InlineSpan(
        kind: kind,
        range: text[start]..<text[end - 1] + 1,
        content: text[start + inner]..<text[end - inner - 1] + 1))
  }

  private mutating func scanCode(at start: Int) -> Int {
    let backtick = UInt8(ascii: "`")
    let count = runLength(of: backtick, at: start)
    guard let last = lastBackticks[count], last > start else { return start + count }
    var index = start + count
    while let byte = byte(index) {
      guard byte == backtick else {
        index += 1
        continue
      }
      let run = runLength(of: backtick, at: index)
      index += run
      if run == count {
        add(.code, from: start, to: index, inner: count)
        return index
      }
    }
    return start + count
  }

  private mutating func scanMath(at start: Int) -> Int {
    let dollar = UInt8(ascii: "$")
    switch runLength(of: dollar, at: start) {
    case 1 where byte(start + 1) == UInt8(ascii: "`"):
      guard let end = end(of: Array("`$".utf8), from: start + 3) else { return start + 1 }
      add(.math(display: false), from: start, to: end, inner: 2)
      return end
    case 1:
      guard let closing = nextDollar(from: start + 1), byte(start + 1)?.isWhitespace == false,
        byte(closing - 1)?.isWhitespace == false, byte(closing + 1)?.isDigit != true
      else { return start + 1 }
      add(.math(display: false), from: start, to: closing + 1, inner: 1)
      return closing + 1
    case 2:
      var index = start + 2
      while let closing = nextDollar(from: index) {
        let run = runLength(of: dollar, at: closing)
        index = closing + run
        guard run == 2, closing > start + 2 else { continue }
        add(.math(display: true), from: start, to: index, inner: 2)
        return index
      }
      return start + 2
    case let run: return start + run
    }
  }

  /// The next dollar that no backslash escapes.
  private func nextDollar(from start: Int) -> Int? {
    var index = start
    while let byte = byte(index) {
      if byte == UInt8(ascii: "$") { return index }
      index += byte == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  /// Where the first occurrence of a pattern ends.
  mutating func end(of pattern: [UInt8], from start: Int) -> Int? {
    guard !missing.contains(pattern) else { return nil }
    for index in start..<max(start, text.count - pattern.count + 1)
    where pattern.indices.allSatisfy({ byte(index + $0) == pattern[$0] }) {
      return index + pattern.count
    }
    missing.insert(pattern)
    return nil
  }
}

extension [UInt8] {
  /// The spaces and `>` at the start of a line that belong to the block quotes around it.
  func containerPrefix(of line: Range<Int>, quoteDepth: Int) -> Range<Int> {
    var end = line.lowerBound
    var depth = 0
    while end < line.upperBound {
      if self[end].isWhitespace {
        end += 1
      } else if self[end] == UInt8(ascii: ">"), depth < quoteDepth {
        depth += 1
        end += 1
      } else {
        break
      }
    }
    return line.lowerBound..<end
  }
}

extension UInt8 {
  var isWhitespace: Bool { self == 0x20 || 0x09...0x0D ~= self }
  var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }
  var isLetter: Bool { 0x61...0x7A ~= (self | 0x20) }
}
