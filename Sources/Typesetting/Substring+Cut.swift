extension Substring {
  /// The text before and after the first occurrence of an ASCII pattern, or `nil` if there is none.
  ///
  /// By bytes: the standard library's search costs more than all the rest of a style sheet.
  func cut(at pattern: StaticString) -> (before: Substring, after: Substring)? {
    pattern.withUTF8Buffer { pattern in
      var rest = self[...]
      while let start = rest.utf8.firstIndex(of: pattern[0]) {
        let candidate = rest[start...]
        if candidate.utf8.starts(with: pattern) {
          let end = utf8.index(start, offsetBy: pattern.count)
          return (self[..<start], self[end...])
        }
        rest = rest[utf8.index(after: start)...]
      }
      return nil
    }
  }

  /// The texts between ASCII characters, without empty ones.
  func split(at separator: Unicode.Scalar) -> [Substring] {
    utf8.split(separator: UInt8(ascii: separator)).map { Substring($0) }
  }

  /// The text without white space around it.
  var trimmed: Substring {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    guard let start = utf8.firstIndex(where: { !isSpace($0) }),
      let last = utf8.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return self[start...last]
  }
}
