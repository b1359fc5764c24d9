private import CCMark

/// The escapes of characters that mean something to our extensions, kept from libcmark.
///
/// libcmark reads `\~` and writes `~`, and nobody can tell any longer whether the tilde was meant as
/// one. So before it reads a text, an escaped character of the extensions gives way to a noncharacter
/// of Unicode, which takes its place in words, and comes back when the extensions have done their work.
enum EscapedCharacters {
  private static let characters = Array("~[{".utf8)
  private static let first: UInt32 = 0xFDD0
  private static let reserved: ClosedRange<UInt32> = first...0xFDEF

  /// The text with its escapes out of libcmark's sight; unchanged where it holds noncharacters itself.
  static func hidden(in text: String) -> String {
    let bytes = Array(text.utf8)
    let isConcerned = bytes.indices.dropLast().contains {
      bytes[$0] == UInt8(ascii: "\\") && characters.contains(bytes[$0 + 1])
    }
    guard isConcerned, !text.unicodeScalars.contains(where: { reserved ~= $0.value }) else {
      return text
    }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count else {
        result.append(bytes[index])
        index += 1
        continue
      }
      if let number = characters.firstIndex(of: bytes[index + 1]),
        let scalar = Unicode.Scalar(first + UInt32(number))
      {
        result += Array(String(scalar).utf8)
      } else {
        result += bytes[index...index + 1]
      }
      index += 2
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The text with hidden escapes written out: as the character alone, or in code with its backslash.
  static func restored(in text: String, isCode: Bool) -> String? {
    guard text.unicodeScalars.contains(where: { reserved ~= $0.value }) else { return nil }
    var result = ""
    for scalar in text.unicodeScalars {
      let number = Int(scalar.value) - Int(first)
      if characters.indices.contains(number) {
        result += (isCode ? "\\" : "") + String(Unicode.Scalar(characters[number]))
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension Node {
  /// Writes out the escapes that were hidden from libcmark, in this node and all below it.
  func restoreEscapes() {
    for node in descendants {
      switch node.type {
      case CMARK_NODE_TEXT:
        EscapedCharacters.restored(in: node.literal, isCode: false).map(node.setLiteral)
      case CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE, CMARK_NODE_HTML_BLOCK:
        EscapedCharacters.restored(in: node.literal, isCode: true).map(node.setLiteral)
      case CMARK_NODE_CODE_BLOCK:
        EscapedCharacters.restored(in: node.literal, isCode: true).map(node.setLiteral)
        if let info = EscapedCharacters.restored(in: node.fenceInfo, isCode: false) {
          cmark_node_set_fence_info(node.pointer, info)
        }
      case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
        // An address in angle brackets is its own text, and knows no escapes.
        let isBare = node.destination == node.plainText
        if let url = EscapedCharacters.restored(in: node.destination, isCode: isBare) {
          cmark_node_set_url(node.pointer, url)
          if isBare { node.firstChild?.setLiteral(url) }
        }
        if let title = EscapedCharacters.restored(in: node.title, isCode: false) {
          cmark_node_set_title(node.pointer, title)
        }
      default: break
      }
    }
  }

  /// The address of a link or an image.
  var destination: String { cmark_node_get_url(pointer).map { String(cString: $0) } ?? "" }

  /// The title of a link or an image.
  var title: String { cmark_node_get_title(pointer).map { String(cString: $0) } ?? "" }
}
