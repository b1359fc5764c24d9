private import CCMark

/// A stand-in for a piece of inline syntax that CommonMark does not know, such as a formula.
///
/// It is one private-use character, which carries a number, followed by any number of U+0001 in the
/// place of what was there. libcmark takes it for a word: nothing is left of a formula that it could
/// mistake for emphasis, an escape or a list.
public enum Placeholder {
  /// The characters reserved for placeholders: the private-use area of the Basic Multilingual Plane.
  public static let characters: ClosedRange<Unicode.Scalar> = "\u{E000}"..."\u{F8FF}"
  /// What takes the place of each byte of the piece.
  public static let filler: Unicode.Scalar = "\u{1}"
  /// How many placeholders a document can hold.
  public static let limit = 6400
  /// The UTF-8 bytes of the character that begins the placeholder with a given number.
  ///
  /// - Parameter number: A number from 0 up to `limit`.
  /// - Returns: Three bytes.
  public static func bytes(for number: Int) -> [UInt8] {
    precondition(0..<limit ~= number, "a document holds at most \(limit) placeholders")
    guard let scalar = Unicode.Scalar(characters.lowerBound.value + UInt32(number)) else {
      preconditionFailure("the private-use area has no gaps")
    }
    return Array(String(scalar).utf8)
  }

  /// A piece of text between placeholders, or a placeholder, which has a number.
  struct Piece {
    var text = ""
    var number: Int?
  }

  static func split(_ text: String) -> [Piece] {
    guard text.unicodeScalars.contains(where: { characters ~= $0 || $0 == filler }) else {
      return [Piece(text: text)]
    }
    var pieces: [Piece] = []
    for scalar in text.unicodeScalars where scalar != filler {
      if characters ~= scalar {
        pieces.append(Piece(number: Int(scalar.value - characters.lowerBound.value)))
      } else if let last = pieces.indices.last, pieces[last].number == nil {
        pieces[last].text.unicodeScalars.append(scalar)
      } else {
        pieces.append(Piece(text: String(scalar)))
      }
    }
    return pieces
  }

  /// The text with its placeholders replaced.
  ///
  /// - Parameters:
  ///   - text: A text, which may hold none.
  ///   - replacement: Returns the text for a placeholder's number.
  /// - Returns: The text without placeholders.
  public static func replacing(in text: String, with replacement: (Int) -> String) -> String {
    restore(text, replacement) ?? text
  }

  /// The text with its placeholders replaced, or nil where it has none.
  static func restore(_ text: String, _ replacement: (Int) -> String) -> String? {
    let pieces = split(text)
    guard pieces.contains(where: { $0.number != nil }) else { return nil }
    return pieces.map { $0.number.map(replacement) ?? $0.text }.joined()
  }
}

extension Document {
  /// Whether characters reserved for placeholders stand in the document's text, addresses or titles.
  ///
  /// In a text without placeholders they can only come from character references such as `&#xE000;`.
  public var holdsReservedCharacters: Bool {
    root.descendants.contains { node in
      let strings =
        switch node.type {
        case CMARK_NODE_TEXT: [node.literal]
        case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
          [cmark_node_get_url(node.pointer), cmark_node_get_title(node.pointer)]
            .compactMap { $0.map { String(cString: $0) } }
        default: [String]()
        }
      return strings.contains { $0.unicodeScalars.contains { Placeholder.characters ~= $0 } }
    }
  }
}
