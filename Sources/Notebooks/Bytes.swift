// Ranges of bytes in the text of a notebook.

extension [UInt8] {
  /// Overwrites bytes, but no line ends.
  mutating func fill(_ range: Range<Int>, with byte: UInt8) {
    for index in range where self[index] != UInt8(ascii: "\n") && self[index] != UInt8(ascii: "\r")
    {
      self[index] = byte
    }
  }
}

extension [UInt8] {
  /// What is left of a line's content after the markers of list items, such as `-` and `1.`.
  func afterListMarkers(in content: Range<Int>) -> Range<Int> {
    var rest = content
    while true {
      let digits = self[rest].prefix(9) { $0.isDigit }.count
      let marker = Array((digits == 0 ? "-+*" : ".)").utf8)
      guard rest.count > digits + 1, marker.contains(self[rest.lowerBound + digits]),
        self[rest.lowerBound + digits + 1].isWhitespace
      else { return rest }
      let start = self[(rest.lowerBound + digits + 1)..<rest.upperBound].firstIndex {
        !$0.isWhitespace
      }
      rest = (start ?? rest.upperBound)..<rest.upperBound
    }
  }
}

extension ArraySlice<UInt8> {
  fileprivate func prefix(_ limit: Int, while condition: (UInt8) -> Bool) -> ArraySlice {
    prefix(limit).prefix(while: condition)
  }
}

extension Range<Int> {
  func prefix(_ count: Int) -> Range {
    lowerBound..<Swift.min(lowerBound + count, upperBound)
  }
  func dropFirst(_ count: Int) -> Range {
    Swift.min(lowerBound + count, upperBound)..<upperBound
  }
  func dropLast(_ count: Int) -> Range {
    lowerBound..<Swift.max(upperBound - count, lowerBound)
  }
}
