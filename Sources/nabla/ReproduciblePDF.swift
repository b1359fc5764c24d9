extension [UInt8] {
  /// A PDF of Chromium's without what differs from one print to the next, byte for byte as long.
  var withoutChance: [UInt8] { withoutTimes.withoutNodeNumbers }

  /// The start of Unix time for the time at which the PDF was made.
  private var withoutTimes: [UInt8] {
    var result = self
    for key in ["/CreationDate (D:", "/ModDate (D:"] {
      let pattern = Array(key.utf8)
      guard let place = result.firstRange(of: pattern)?.upperBound else { continue }
      let epoch = Array("19700101000000".utf8)
      let end = Swift.min(place + epoch.count, result.count)
      result.replaceSubrange(place..<end, with: epoch.prefix(end - place))
    }
    return result
  }

  /// The names of the structure tree's nodes, `node00000203`, numbered from 1.
  ///
  /// Chromium counts all nodes that it ever made, more of them on a busy machine. Their order is
  /// kept, because the tree lists them in it.
  private var withoutNodeNumbers: [UInt8] {
    let prefix = Array("(node".utf8)
    var places: [(digits: Range<Int>, number: Int)] = []
    var start = 0
    while let found = self[start...].firstRange(of: prefix) {
      let digits = found.upperBound..<Swift.min(found.upperBound + 8, count)
      if let number = Int(String(decoding: self[digits], as: UTF8.self)) {
        places.append((digits, number))
      }
      start = found.upperBound
    }
    let ranks = Dictionary(
      uniqueKeysWithValues: zip(Set(places.map(\.number)).sorted(), 1...))
    var result = self
    for (digits, number) in places {
      let rank = String(ranks[number] ?? number)
      let padded = String(repeating: "0", count: Swift.max(0, digits.count - rank.count)) + rank
      result.replaceSubrange(digits, with: Array(padded.utf8))
    }
    return result
  }
}
