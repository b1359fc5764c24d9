/// A checksum that a handout carries, by which one that was edited can be told from one that is stale.
///
/// A renderer leaves a place for it, sixteen zeros after its name; the checksum is that of the whole
/// text with the zeros in it. It guards against accidents and is no signature.
public enum Checksum {
  /// What stands before the checksum, whatever punctuation a format puts between the two.
  static let name = "nabla-checksum"
  /// The place that a renderer leaves.
  static let blank = "0000000000000000"

  /// Puts the checksum of a text into the place that was left for it.
  ///
  /// - Parameter text: A handout, which stays as it is where it has no such place.
  public static func seal(_ text: inout String) {
    guard let place = place(in: text), text[place] == blank else { return }
    text.replaceSubrange(place, with: digest(of: text))
  }

  /// Looks whether a text is as it was when it was sealed.
  ///
  /// - Parameter text: A handout.
  /// - Returns: Whether it is; nil where it has no checksum.
  public static func isIntact(_ text: String) -> Bool? {
    guard let place = place(in: text) else { return nil }
    var unsealed = text
    unsealed.replaceSubrange(place, with: blank)
    return digest(of: unsealed) == text[place]
  }

  /// Where the checksum stands.
  ///
  ///     checksum -> "nabla-checksum" [ '" content' ] punctuation digits
  ///
  /// with one to six bytes of punctuation and sixteen hexadecimal digits. By bytes, as a regular
  /// expression takes longer than the page does to render.
  private static func place(in text: String) -> Range<String.Index>? {
    var text = text
    let range = text.withUTF8 { bytes -> Range<Int>? in
      let name = Array(name.utf8)
      // The last one counts: the text of a notebook may speak of checksums as well.
      var end = bytes.count
      while let start = bytes[..<end].lastPlace(of: name) {
        if let digits = digits(in: bytes[(start + name.count)...]) { return digits }
        end = start
      }
      return nil
    }
    return range.map { range in
      let start = text.utf8.index(text.startIndex, offsetBy: range.lowerBound)
      return start..<text.utf8.index(start, offsetBy: range.count)
    }
  }

  private static func digits(in rest: Slice<UnsafeBufferPointer<UInt8>>) -> Range<Int>? {
    let content = Array("\" content".utf8)
    let punctuation = rest.starts(with: content) ? rest.dropFirst(content.count) : rest
    let start = punctuation.prefix(6).prefix { !$0.isHexDigit && $0 != UInt8(ascii: "\n") }.endIndex
    let digits = rest[start...].prefix(blank.utf8.count)
    guard start > punctuation.startIndex, digits.count == blank.utf8.count,
      digits.allSatisfy(\.isHexDigit)
    else { return nil }
    return digits.startIndex..<digits.endIndex
  }

  /// The 64 bits of FNV-1a in hexadecimal digits.
  private static func digest(of text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension UInt8 {
  fileprivate var isHexDigit: Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
      || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self)
  }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
  /// Where the last occurrence of a pattern begins.
  fileprivate func lastPlace(of pattern: [UInt8]) -> Int? {
    var start = endIndex - pattern.count
    while start >= startIndex {
      if base[start] == pattern[0], self[start...].starts(with: pattern) { return start }
      start -= 1
    }
    return nil
  }
}
