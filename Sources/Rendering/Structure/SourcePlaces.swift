import Notebooks

/// Finds the places of what libcmark read, whose own positions of inlines are not to be trusted.
///
/// The lines of blocks are right, so a text is searched for in the lines of its block. Where the same
/// text stands there several times, each search goes on where the last one ended.
struct SourcePlaces {
  private let source: SourceText
  private var ends: [String: Int] = [:]

  init(_ source: SourceText) { self.source = source }

  /// The bytes of the first of some texts that can be found in some lines, else the first line.
  ///
  /// - Parameters:
  ///   - texts: What to look for, the best first.
  ///   - part: The part of a text that is meant, in bytes; nil means all of it.
  ///   - lines: The lines of the block.
  /// - Returns: A range of bytes.
  mutating func place(
    ofFirst texts: [String], part: Range<Int>? = nil, in lines: ClosedRange<Int>
  ) -> Range<Int> {
    let first = source.range(ofLine: lines.lowerBound)
    let whole = first.lowerBound..<source.range(ofLine: lines.upperBound).upperBound
    for text in texts where !text.isEmpty {
      let key = "\(lines.lowerBound) \(text)"
      let start = max(whole.lowerBound, ends[key] ?? 0)
      guard start < whole.upperBound,
        let found = source.bytes[start..<whole.upperBound].firstRange(of: Array(text.utf8))
      else { continue }
      ends[key] = found.upperBound
      guard let part, part.upperBound <= found.count else { return found }
      return found.lowerBound + part.lowerBound..<found.lowerBound + part.upperBound
    }
    let indentation = source.bytes[first].prefix { $0 == 0x20 || $0 == 0x09 }.count
    return first.lowerBound + indentation..<first.upperBound
  }
}

extension SourcePlaces {
  /// The bytes of the address of a link or an image: in parentheses, in angle brackets, or as it is.
  mutating func place(ofAddress address: String, in lines: ClosedRange<Int>) -> Range<Int> {
    let spellings = address == address.decoded ? [address] : [address, address.decoded]
    for spelling in spellings {
      let count = spelling.utf8.count
      for text in ["(\(spelling))", "(\(spelling) ", "<\(spelling)>"]
      where contains(text, in: lines) {
        return place(ofFirst: [text], part: 1..<1 + count, in: lines)
      }
    }
    return place(ofFirst: spellings, in: lines)
  }

  private func contains(_ text: String, in lines: ClosedRange<Int>) -> Bool {
    let first = source.range(ofLine: lines.lowerBound).lowerBound
    let range = first..<max(first, source.range(ofLine: lines.upperBound).upperBound)
    return source.bytes[range].firstRange(of: Array(text.utf8)) != nil
  }
}
