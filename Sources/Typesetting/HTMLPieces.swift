/// A part of the HTML that KaTeX writes.
///
/// KaTeX escapes `<` and `>` in text and in attributes alike, so every one of them is a tag's.
enum HTMLPiece {
  /// A tag without its angle brackets; an empty one, such as `<path/>`, has no closing tag.
  case open(String, isEmpty: Bool)
  case close
  /// Text in which something is to be seen.
  case text
}

/// The parts of a formula's HTML, without the lengths in attributes `style`.
func pieces(of html: String) -> [HTMLPiece] {
  var html = html
  return html.withUTF8 { bytes in
    var pieces: [HTMLPiece] = []
    var index = 0
    while index < bytes.count {
      let isTag = bytes[index] == UInt8(ascii: "<")
      let start = isTag ? index + 1 : index
      var end = start
      while end < bytes.count, bytes[end] != UInt8(ascii: isTag ? ">" : "<") { end += 1 }
      let text = bytes[start..<end]
      if !isTag {
        if text.isVisible { pieces.append(.text) }
      } else if text.first == UInt8(ascii: "/") {
        pieces.append(.close)
      } else {
        pieces.append(
          .open(text.withoutStyle, isEmpty: text.last == UInt8(ascii: "/")))
      }
      index = isTag ? end + 1 : end
    }
    return pieces
  }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
  /// Whether there is something to be seen.
  ///
  /// KaTeX props up empty boxes with a zero-width space.
  fileprivate var isVisible: Bool {
    let zeroWidthSpace = Array("\u{200B}".utf8)
    var rest = self
    while let first = rest.first {
      if first <= 0x20 {
        rest = rest.dropFirst()
      } else if rest.starts(with: zeroWidthSpace) {
        rest = rest.dropFirst(zeroWidthSpace.count)
      } else {
        return true
      }
    }
    return false
  }

  /// A tag up to its attribute `style`: KaTeX writes the classes first, and what follows, mostly lengths,
  /// differs from tag to tag.
  fileprivate var withoutStyle: String {
    let style = Array(" style=".utf8)
    var end = startIndex
    while end < endIndex, !(self[end] == style[0] && self[end...].starts(with: style)) { end += 1 }
    return String(decoding: self[..<end], as: UTF8.self)
  }
}

/// The classes that a tag names.
func classNames(in tag: String) -> [String] {
  guard let list = tag[...].cut(at: "class=\"")?.after.cut(at: "\"")?.before else { return [] }
  return list.split(separator: " ").map(String.init)
}
