extension InlineScanner {
  /// The end of a piece of raw HTML or of an autolink that begins here, as CommonMark 0.30 has them
  /// in 6.5 and 6.6; nil where a less-than sign is only that.
  mutating func endOfTag(at start: Int) -> Int? {
    switch byte(start + 1) {
    case UInt8(ascii: "!"): endOfDeclaration(at: start)
    case UInt8(ascii: "?"): end(of: Array("?>".utf8), from: start + 2)
    case UInt8(ascii: "/"):
      endOfName(at: start + 2).flatMap { endOfBracket(at: skipSpace(at: $0)) }
    default: endOfOpeningTag(at: start) ?? endOfAutolink(at: start)
    }
  }

  private mutating func endOfDeclaration(at start: Int) -> Int? {
    if starts(with: "--", at: start + 2) {
      // Neither `<!-->` nor `<!--->` is a comment.
      if starts(with: ">", at: start + 4) || starts(with: "->", at: start + 4) { return nil }
      return end(of: Array("-->".utf8), from: start + 4)
    }
    if starts(with: "[CDATA[", at: start + 2) { return end(of: Array("]]>".utf8), from: start + 9) }
    guard byte(start + 2)?.isLetter == true else { return nil }
    return end(of: Array(">".utf8), from: start + 3)
  }

  /// An opening tag: its name, attributes, each after white space, and the closing bracket.
  private func endOfOpeningTag(at start: Int) -> Int? {
    guard var index = endOfName(at: start + 1) else { return nil }
    while true {
      let next = skipSpace(at: index)
      if let end = endOfBracket(at: byte(next) == UInt8(ascii: "/") ? next + 1 : next) {
        return end
      }
      guard next > index, let end = endOfAttribute(at: next) else { return nil }
      index = end
    }
  }

  private func endOfName(at start: Int) -> Int? {
    guard byte(start)?.isLetter == true else { return nil }
    return skip(from: start) { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }
  }

  private func endOfBracket(at index: Int) -> Int? {
    byte(index) == UInt8(ascii: ">") ? index + 1 : nil
  }

  private func endOfAttribute(at start: Int) -> Int? {
    let others = Array("_:.-".utf8)
    guard let first = byte(start), first.isLetter || others.prefix(2).contains(first) else {
      return nil
    }
    let name = skip(from: start) { $0.isLetter || $0.isDigit || others.contains($0) }
    let equals = skipSpace(at: name)
    guard byte(equals) == UInt8(ascii: "=") else { return name }
    let value = skipSpace(at: equals + 1)
    if let quote = byte(value), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let end = skip(from: value + 1) { $0 != quote }
      return byte(end) == nil ? nil : end + 1
    }
    let end = skip(from: value) { !$0.isWhitespace && !Array("\"'=<>`".utf8).contains($0) }
    return end > value ? end : nil
  }

  /// A URI or an address of mail in pointed brackets.
  private func endOfAutolink(at start: Int) -> Int? {
    let end = skip(from: start + 1) {
      $0 > 0x20 && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">")
    }
    let scheme = skip(from: start + 1) {
      $0.isLetter || $0.isDigit || Array("+.-".utf8).contains($0)
    }
    let isURI =
      byte(start + 1)?.isLetter == true && 2...32 ~= scheme - start - 1
      && byte(scheme) == UInt8(ascii: ":")
    let at = skip(from: start + 1) { $0 > 0x20 && !Array("<>@`$".utf8).contains($0) }
    let isMail = at > start + 1 && at < end && byte(at) == UInt8(ascii: "@")
    return isURI || isMail ? endOfBracket(at: end) : nil
  }

  private func skipSpace(at index: Int) -> Int { skip(from: index, while: \.isWhitespace) }

  private func skip(from start: Int, while condition: (UInt8) -> Bool) -> Int {
    var index = start
    while let byte = byte(index), condition(byte) { index += 1 }
    return index
  }

  private func starts(with word: String, at index: Int) -> Bool {
    word.utf8.enumerated().allSatisfy { byte(index + $0.offset) == $0.element }
  }
}
