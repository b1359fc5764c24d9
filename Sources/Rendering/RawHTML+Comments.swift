/// An author's markup without comments, which may hold what is not for the reader.
///
/// Whatever a browser takes for a comment goes: `<!-- … -->`, declarations, processing instructions
/// and end tags without a name.
///
/// - Parameter markup: Raw HTML as it stands in the notebook.
/// - Returns: Markup in which no comment is left, also none that the removal of another would make.
func withoutComments(_ markup: String) -> String {
  var rest = Array(markup.utf8)[...]
  var result: [UInt8] = []
  while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
    result += rest[..<start]
    rest = rest[start...]
    if let end = endOfComment(rest) {
      rest = rest[end...]
    } else {
      // Without its comment, `<<!-- -->!-- x -->` would begin one.
      let isAlone = rest.dropFirst().first == UInt8(ascii: "<")
      result += isAlone ? Array("&lt;".utf8) : [UInt8(ascii: "<")]
      rest = rest.dropFirst()
    }
  }
  return String(decoding: result + rest, as: UTF8.self)
}

/// The end of the comment that a text begins with, or nil where it begins with none.
private func endOfComment(_ text: ArraySlice<UInt8>) -> Int? {
  func end(_ pattern: String) -> Int {
    text.firstRange(of: Array(pattern.utf8))?.upperBound ?? text.endIndex
  }
  if text.starts(with: "<!--".utf8) { return end("-->") }
  if text.starts(with: "<![CDATA[".utf8) { return end("]]>") }
  guard let next = text.dropFirst().first else { return nil }
  switch next {
  case UInt8(ascii: "!"), UInt8(ascii: "?"): return end(">")
  case UInt8(ascii: "/"):
    let name = text.dropFirst(2).first.map { $0 | 0x20 }
    return name.map { 0x61...0x7A ~= $0 } == true ? nil : end(">")
  default: return nil
  }
}

/// An XML document without comments, which may hold what is not for the reader.
///
/// - Parameter document: The bytes of a document in an encoding that agrees with ASCII.
/// - Returns: A document in which no comment is left, also none that the removal of another would make.
func withoutXMLComments(_ document: [UInt8]) -> [UInt8] {
  var document = document
  while true {
    let shorter = withoutOuterXMLComments(document)
    if shorter.count == document.count { return document }
    document = shorter
  }
}

private func withoutOuterXMLComments(_ document: [UInt8]) -> [UInt8] {
  var rest = document[...]
  var result: [UInt8] = []
  func end(_ pattern: String, after count: Int) -> Int {
    rest.dropFirst(count).firstRange(of: Array(pattern.utf8))?.upperBound ?? rest.endIndex
  }
  while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
    result += rest[..<start]
    rest = rest[start...]
    if rest.starts(with: "<!--".utf8) {
      rest = rest[end("-->", after: 4)...]
      continue
    }
    // In a section of characters, what looks like a comment is text.
    let isSection = rest.starts(with: "<![CDATA[".utf8)
    let next = isSection ? end("]]>", after: 9) : start + 1
    result += rest[..<next]
    rest = rest[next...]
  }
  return result + rest
}
