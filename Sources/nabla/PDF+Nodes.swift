extension [UInt8] {
  /// The PDF with its nodes numbered by their rank.
  ///
  /// A tagged PDF of Chromium names the parts of its structure after the nodes of the page, whose numbers
  /// depend on what else the browser did. Their order does not, and all names have the same length.
  var withRankedNodes: [UInt8] {
    let pattern = Array("(node".utf8)
    let width = 8
    var places: [Range<Int>] = []
    var start = 0
    while let found = self[start...].firstRange(of: pattern) {
      start = found.upperBound
      let number = start..<Swift.min(start + width, count)
      let isNumber = self[number].allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
      if isNumber, number.upperBound < count, self[number.upperBound] == UInt8(ascii: ")") {
        places.append(number)
      }
    }
    let names = Set(places.map { String(decoding: self[$0], as: UTF8.self) }).sorted()
    let ranks = Dictionary(zip(names, 0...)) { first, _ in first }
    var result = self
    for place in places {
      let rank = String(ranks[String(decoding: self[place], as: UTF8.self)] ?? 0)
      let padded = String(repeating: "0", count: width - rank.count) + rank
      result.replaceSubrange(place, with: Array(padded.utf8))
    }
    return result
  }
}
