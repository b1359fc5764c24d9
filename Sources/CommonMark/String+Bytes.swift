// The standard library searches text by characters, which takes longer than libcmark does to parse it.

extension String {
  /// Whether ASCII characters occur in the text.
  package func containsBytes(_ pattern: StaticString) -> Bool {
    var text = self
    return text.withUTF8 { $0.place(of: pattern, from: 0) != nil }
  }

  /// Returns the text with each occurrence of ASCII characters replaced.
  package func replacingBytes(_ pattern: StaticString, with replacement: String) -> String {
    var text = self
    return text.withUTF8 { bytes in
      var result = ""
      var start = 0
      while let place = bytes.place(of: pattern, from: start) {
        result += String(decoding: bytes[start..<place], as: UTF8.self) + replacement
        start = place + pattern.utf8CodeUnitCount
      }
      return result + String(decoding: bytes[start...], as: UTF8.self)
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where a pattern first occurs at or after an offset.
  fileprivate func place(of pattern: StaticString, from start: Int) -> Int? {
    pattern.withUTF8Buffer { pattern in
      var place = start
      while place + pattern.count <= count {
        if self[place] == pattern[0], self[place...].starts(with: pattern) { return place }
        place += 1
      }
      return nil
    }
  }
}
