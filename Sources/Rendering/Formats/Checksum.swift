/// A checksum that a handout carries, by which one that was edited can be told from one that is stale.
///
/// A renderer leaves a place for it, sixteen zeros after its name; the checksum is that of the whole
/// text with the zeros in it. It guards against accidents and is no signature.
public enum Checksum {
  /// What stands before the checksum, whatever punctuation a format puts between the two.
  static let name = "nabla-checksum"
  /// The place that a renderer leaves.
  static let blank = "0000000000000000"

  /// The text with its checksum in the place that was left for it.
  ///
  /// - Parameter text: A handout.
  /// - Returns: The same text where it has no such place.
  public static func sealing(_ text: String) -> String {
    guard let place = place(in: text), text[place] == blank else { return text }
    return text.replacingCharacters(in: place, with: digest(of: text))
  }

  /// Looks whether a text is as it was when it was sealed.
  ///
  /// - Parameter text: A handout.
  /// - Returns: Whether it is; nil where it has no checksum.
  public static func isIntact(_ text: String) -> Bool? {
    guard let place = place(in: text) else { return nil }
    return digest(of: text.replacingCharacters(in: place, with: blank)) == text[place]
  }

  private static func place(in text: String) -> Range<String.Index>? {
    // The last one counts: the text of a notebook may speak of checksums as well.
    text.ranges(of: /nabla-checksum(?:" content)?[^0-9a-f\n]{1,6}[0-9a-f]{16}/).last.map { range in
      text.index(range.upperBound, offsetBy: -16)..<range.upperBound
    }
  }

  /// The 64 bits of FNV-1a in hexadecimal digits.
  private static func digest(of text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
