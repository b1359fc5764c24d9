// The standard library searches text by characters, which takes longer than libcmark does to parse it.

extension StringProtocol {
  /// Whether ASCII characters occur in the text.
  package func containsBytes(_ pattern: StaticString) -> Bool {
    splitOnce(atBytes: pattern) != nil
  }

  /// Returns the text with each occurrence of ASCII characters replaced.
  package func replacingBytes(_ pattern: StaticString, with replacement: String) -> String {
    var result = ""
    var rest = self[...]
    while let (before, after) = rest.splitOnce(atBytes: pattern) {
      result += before + replacement
      rest = after
    }
    return result + rest
  }

  private func splitOnce(atBytes pattern: StaticString) -> (
    before: SubSequence, after: SubSequence
  )? {
    pattern.withUTF8Buffer { pattern in
      var rest = self[...]
      while let start = rest.utf8.firstIndex(of: pattern[0]) {
        rest = rest[start...]
        if rest.utf8.starts(with: pattern) {
          return (self[..<start], self[utf8.index(start, offsetBy: pattern.count)...])
        }
        rest = rest[utf8.index(after: start)...]
      }
      return nil
    }
  }
}
