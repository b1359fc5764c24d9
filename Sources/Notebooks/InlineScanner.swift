/// A piece of inline syntax that Nabla reads before libcmark sees it.
struct InlineSpan {
  enum Kind {
    /// A code span, with the number of backticks at either end.
    case code(backticks: Int)
    /// A formula, with what stands at either end of it: `$`, `$$`, or the form ``$`…`$``.
    case math(display: Bool, delimiter: Int)
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
/// An inline formula follows Pandoc's rule: no space inside its dollars, and no digit after the
/// closing one, so that prices stay prices. A backslash escapes the character after it, except in
/// code; code spans, HTML tags and autolinks are passed over whole, the first to begin winning.
struct InlineScanner {
  private let bytes: [UInt8]
  /// The offsets in `bytes` of the characters that count, without the prefixes of block quotes.
  private let text: [Int]
  private var spans: [InlineSpan] = []

  /// Scans a block.
  ///
  /// - Parameters:
  ///   - bytes: The bytes of the whole source.
  ///   - lines: The bytes of each line of the block.
  ///   - quoteDepth: How many block quotes enclose it.
  /// - Returns: Code spans and formulas, in their order.
  static func scan(_ bytes: [UInt8], lines: [Range<Int>], quoteDepth: Int) -> [InlineSpan] {
    var scanner = InlineScanner(bytes, lines: lines, quoteDepth: quoteDepth)
    scanner.scan()
    return scanner.spans
  }

  private init(_ bytes: [UInt8], lines: [Range<Int>], quoteDepth: Int) {
    self.bytes = bytes
    text = lines.flatMap { line in
      let prefix = bytes.containerPrefix(of: line, quoteDepth: quoteDepth)
      // The line feed belongs to the text: a code span may go on after it.
      return Array(prefix.upperBound..<min(line.upperBound + 1, bytes.count))
    }
  }

  private func byte(_ index: Int) -> UInt8? {
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
    var index = start + count
    while let byte = byte(index) {
      guard byte == backtick else {
        index += 1
        continue
      }
      let run = runLength(of: backtick, at: index)
      index += run
      if run == count {
        add(.code(backticks: count), from: start, to: index, inner: count)
        return index
      }
    }
    return start + count
  }

  private mutating func scanMath(at start: Int) -> Int {
    let dollar = UInt8(ascii: "$")
    let dollars = runLength(of: dollar, at: start)
    guard dollars <= 2 else { return start + dollars }
    if dollars == 1, byte(start + 1) == UInt8(ascii: "`"), let end = endOfBacktickMath(start) {
      add(.math(display: false, delimiter: 2), from: start, to: end, inner: 2)
      return end
    }
    if dollars == 1, byte(start + 1)?.isWhitespace ?? true { return start + 1 }
    var index = start + dollars
    while let byte = byte(index) {
      if byte == UInt8(ascii: "\\") {
        index += 2
      } else if byte == dollar {
        let run = runLength(of: dollar, at: index)
        let closes =
          dollars == 2
          ? run == 2
          : run == 1 && self.byte(index - 1)?.isWhitespace == false
            && self.byte(index + 1)?.isDigit != true
        if closes, index > start + dollars {
          add(
            .math(display: dollars == 2, delimiter: dollars), from: start, to: index + dollars,
            inner: dollars)
          return index + dollars
        }
        index += run
      } else {
        index += 1
      }
    }
    return start + dollars
  }

  /// The end of a formula in the form ``$`…`$``, which ends at the first backtick with a dollar.
  private func endOfBacktickMath(_ start: Int) -> Int? {
    var index = start + 2
    while let byte = byte(index) {
      if byte == UInt8(ascii: "`"), self.byte(index + 1) == UInt8(ascii: "$") {
        return index > start + 2 ? index + 2 : nil
      }
      index += 1
    }
    return nil
  }

  /// The end of an HTML tag, a comment or an autolink that begins here.
  private func endOfTag(at start: Int) -> Int? {
    guard let next = byte(start + 1),
      next.isLetter || next == UInt8(ascii: "/") || next == UInt8(ascii: "!")
    else { return nil }
    var quote: UInt8?
    var index = start + 1
    while let byte = byte(index) {
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: ">") {
        return index + 1
      } else if byte == UInt8(ascii: "<") {
        return nil
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        // A quotation mark opens an attribute's value only after an equals sign.
        if self.byte(index - 1) == UInt8(ascii: "=") { quote = byte }
      }
      index += 1
    }
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
