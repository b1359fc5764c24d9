/// Where the parts of a YAML document stand, as offsets of the source it was taken from.
struct YAMLPlaces {
  /// The document.
  let text: MappedText
  /// What it was taken from.
  let source: SourceText
  /// The document's bytes.
  let bytes: [UInt8]
  private let lines: [Range<Int>]
  /// The offsets of the scalars of lines that are not ASCII, each counted only once.
  private let scalarOffsets: [Int: [Int]]

  init(text: MappedText, source: SourceText) {
    self.text = text
    self.source = source
    let bytes = Array(text.text.utf8)
    let lines = bytes.linesOfYAML
    self.bytes = bytes
    self.lines = lines
    var offsets: [Int: [Int]] = [:]
    for (index, line) in lines.enumerated() where !bytes[line].allSatisfy({ $0 < 0x80 }) {
      offsets[index] = line.filter { bytes[$0] & 0xC0 != 0x80 }
    }
    scalarOffsets = offsets
  }

  /// The offset in the document of a 1-based line and column; a column is a Unicode scalar.
  func offset(line number: Int, column: Int) -> Int {
    guard 1...lines.count ~= number else { return bytes.count }
    let line = lines[number - 1]
    let index = max(0, column - 1)
    guard let offsets = scalarOffsets[number - 1] else {
      return min(line.lowerBound + index, line.upperBound)
    }
    return offsets.indices ~= index ? offsets[index] : line.upperBound
  }

  /// The source's bytes for some bytes of the document.
  func range(at offset: Int, count: Int) -> Range<Int> {
    let start = text.sourceOffset(of: offset)
    guard count > 0 else { return start..<start }
    return start..<max(start, text.sourceOffset(of: offset + count - 1) + 1)
  }

  /// A scalar's bytes: its own text where it was written as it reads, else its first line.
  func range(from offset: Int, scalar: String, isPlain: Bool) -> Range<Int> {
    let limit = scalar.utf8.count + (isPlain ? 0 : 2)
    let rest = bytes[min(offset, bytes.count)...].prefix(limit)
    return range(at: offset, count: rest.prefix { $0 != UInt8(ascii: "\n") }.count)
  }

  /// A diagnostic about some bytes of the document.
  func diagnostic(_ message: String, at offset: Int, count: Int) -> Diagnostic {
    Diagnostic(message, at: range(at: offset, count: count), in: source)
  }

  /// Where a key stands again: Yams knows the first of several, the reader wants the next.
  func second(_ key: String, after offset: Int) -> Int? {
    let pattern = Array(key.utf8)
    let delimiters = Array(" \t\n\r{,\"'".utf8)
    var rest = bytes[min(offset + 1, bytes.count)...]
    while let found = rest.firstRange(of: pattern), !found.isEmpty {
      let next = bytes[found.upperBound...].drop { Array(" \"'".utf8).contains($0) }.first
      if delimiters.contains(bytes[found.lowerBound - 1]), next == UInt8(ascii: ":") {
        return found.lowerBound
      }
      rest = bytes[(found.lowerBound + 1)...]
    }
    return nil
  }
}

extension [UInt8] {
  /// The lines as libYAML counts them, without their ends: U+0085, U+2028 and U+2029 end one too.
  fileprivate var linesOfYAML: [Range<Int>] {
    let ends = ["\r\n", "\r", "\n", "\u{85}", "\u{2028}", "\u{2029}"].map { Array($0.utf8) }
    var lines: [Range<Int>] = []
    var start = 0
    var index = 0
    while index < count {
      // Most bytes begin no end of a line.
      let mayBegin = self[index] < 0x0E || self[index] == 0xC2 || self[index] == 0xE2
      guard mayBegin, let end = ends.first(where: { self[index...].starts(with: $0) }) else {
        index += 1
        continue
      }
      lines.append(start..<index)
      index += end.count
      start = index
    }
    return lines + [start..<count]
  }
}
