/// The text of a file with its name, and the lines and columns of its bytes.
///
/// A position is an offset in bytes of UTF-8, so that it can be computed with; line and column are
/// for people and are worked out when one reads them. Lines end as in CommonMark: in a line feed, a
/// carriage return, or both. A byte order mark at the start belongs to no line.
public struct SourceText: Sendable {
  /// The name that diagnostics print, as the user gave it.
  public let name: String
  /// The bytes of the text, in UTF-8.
  public let bytes: [UInt8]
  private let lineStarts: [Int]
  /// What the text is put together from, where it holds other files; empty for a single file.
  var pieces: [SourcePiece] = []
  /// The number of Unicode scalars that begin before each block of bytes.
  private let scalarsBeforeBlock: [Int]
  private static let blockSize = 1024

  /// Wraps a text.
  ///
  /// - Parameters:
  ///   - text: The contents of the file.
  ///   - name: The name that diagnostics print.
  public init(_ text: String, name: String) {
    self.name = name
    let bytes = Array(text.utf8)
    self.bytes = bytes
    let byteOrderMark = Array("\u{FEFF}".utf8)
    var starts = [bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0]
    for (index, byte) in bytes.enumerated() {
      let isEnd =
        byte == UInt8(ascii: "\n")
        || byte == UInt8(ascii: "\r")
          && (index + 1 == bytes.count || bytes[index + 1] != UInt8(ascii: "\n"))
      if isEnd { starts.append(index + 1) }
    }
    lineStarts = starts
    var count = 0
    scalarsBeforeBlock = stride(from: 0, to: bytes.count + 1, by: Self.blockSize).map { start in
      defer { count += bytes[start..<min(start + Self.blockSize, bytes.count)].scalarCount }
      return count
    }
  }

  /// The number of lines; a text that ends in a line's end has an empty last line.
  public var lineCount: Int { lineStarts.count }

  /// The whole text.
  public var text: String { self[bytes.indices] }

  /// The text in a range of bytes.
  ///
  /// - Parameter range: Offsets in bytes.
  public subscript(range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: bytes.indices)], as: UTF8.self)
  }

  /// The bytes of a line without its end.
  ///
  /// - Parameter line: A 1-based number; outside the text, the range is empty and at its end.
  /// - Returns: Offsets in bytes.
  public func range(ofLine line: Int) -> Range<Int> {
    guard 1...lineCount ~= line else { return bytes.endIndex..<bytes.endIndex }
    let start = lineStarts[line - 1]
    var end = line < lineCount ? lineStarts[line] - 1 : bytes.endIndex
    let isCRLF = line < lineCount && bytes[end] == UInt8(ascii: "\n")
    if isCRLF, end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  /// The 1-based line that holds an offset.
  ///
  /// - Parameter offset: An offset in bytes.
  /// - Returns: The number of the line.
  /// - Complexity: O(log *n*) in the number of lines.
  public func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The 1-based column of an offset, counted in characters as a reader sees them.
  ///
  /// - Parameter offset: An offset in bytes.
  /// - Returns: The number of the column.
  public func column(at offset: Int) -> Int {
    let start = range(ofLine: line(at: offset)).lowerBound
    let end = max(start, min(offset, bytes.count))
    let scalars = scalarCount(before: end) - scalarCount(before: start)
    // ASCII has a character for each byte, and to find where other characters end takes time.
    let isSimple = scalars == end - start || scalars > Self.longLine
    return (isSimple ? scalars : self[start..<end].count) + 1
  }

  /// The scalars after which columns are counted in scalars, which takes less time.
  private static let longLine = 10_000

  private func scalarCount(before offset: Int) -> Int {
    let block = offset / Self.blockSize
    return scalarsBeforeBlock[block] + bytes[(block * Self.blockSize)..<offset].scalarCount
  }
}

extension ArraySlice<UInt8> {
  /// The number of Unicode scalars that begin here.
  fileprivate var scalarCount: Int { count { $0 & 0xC0 != 0x80 } }
}

/// A value together with the bytes of the source it was read from.
public struct Located<Value> {
  /// What was read.
  public var value: Value
  /// Where it stands: offsets in bytes of the source.
  public var range: Range<Int>

  /// Joins a value and its place.
  public init(_ value: Value, at range: Range<Int>) {
    self.value = value
    self.range = range
  }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
