/// A stand-in for a piece of inline syntax that CommonMark does not know, such as a formula.
///
/// It is one private-use character, which carries a number, followed by as many U+0001 as it takes
/// to fill the piece it stands for. libcmark takes it for a word: nothing is left inside a formula
/// that it could mistake for emphasis or an escape, and because the length stays the same, every
/// byte of the text keeps its place.
public enum Placeholder {
  /// The characters reserved for placeholders: the private-use area of the Basic Multilingual
  /// Plane, three bytes each in UTF-8.
  public static let characters: ClosedRange<Unicode.Scalar> = "\u{E000}"..."\u{F8FF}"
  /// What fills a placeholder up to the length of the piece it stands for.
  public static let filler: Unicode.Scalar = "\u{1}"
  /// How many placeholders a document can hold.
  public static let limit = 6400
  /// The bytes of the shortest piece that a placeholder can stand for.
  public static let minimumLength = 3

  /// The UTF-8 bytes of the character that begins the placeholder with a given number.
  ///
  /// - Parameter number: A number from 0 up to `limit`.
  /// - Returns: As many bytes as `minimumLength`.
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
