/// A part of the HTML that KaTeX writes.
///
/// KaTeX escapes `<` and `>` in text and in attributes alike, so every one of them is a tag's.
enum HTMLPiece {
  /// A tag without its angle brackets; an empty one, such as `<path/>`, has no closing tag.
  case open(Substring, isEmpty: Bool)
  case close
  /// Text in which something is to be seen.
  case text
}

func pieces(of html: String) -> [HTMLPiece] {
  var pieces: [HTMLPiece] = []
  let bytes = html.utf8
  var index = bytes.startIndex
  while index < bytes.endIndex {
    guard bytes[index] == UInt8(ascii: "<") else {
      let end = bytes[index...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.endIndex
      // KaTeX props up empty boxes with a zero-width space.
      if html[index..<end].unicodeScalars.contains(where: { $0.value > 0x20 && $0 != "\u{200B}" }) {
        pieces.append(.text)
      }
      index = end
      continue
    }
    let start = bytes.index(after: index)
    let end = bytes[start...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.endIndex
    let tag = html[start..<end]
    pieces.append(
      tag.utf8.first == UInt8(ascii: "/")
        ? .close : .open(tag, isEmpty: tag.utf8.last == UInt8(ascii: "/")))
    index = end < bytes.endIndex ? bytes.index(after: end) : end
  }
  return pieces
}

/// The classes that a tag names.
func classNames(in tag: Substring) -> [String] {
  guard let list = tag.cut(at: "class=\"")?.after.cut(at: "\"")?.before else { return [] }
  return list.split(separator: " ").map(String.init)
}
