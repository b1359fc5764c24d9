/// A place in a notebook where a computed value stands.
///
/// ```
/// reference  ->  path [ ":" format ] [ "=" stated ]
/// path       ->  name { "." name } [ "[" index { "," index } "]" ]
/// ```
/// as in `deep.difference:.3e`, `deep.J_plus.W1[1,3]` and `deep.difference = 0.2850932 ± 1e-5`.
public struct ValueReference: Sendable {
  /// The names on the way to the value: the check's id first.
  public var path: [String]
  /// The subscripts at the end of the path, zero-based.
  public var subscripts: [Int]
  /// How the value is written; nil means the shortest form that reads back to the same bits.
  public var format: NumberFormat?
  /// The value that the author states, if any.
  public var stated: StatedValue?
  /// The bytes of the source that hold the path.
  public var pathRange: Range<Int>
  /// The bytes of the source that hold each name of the path.
  public var nameRanges: [Range<Int>]
  /// The bytes of the source that hold the subscripts, if there are any.
  public var subscriptRange: Range<Int>?
  /// The bytes of the source that hold the whole reference, with its delimiters.
  public var range: Range<Int>

  /// The path as it is written: `deep.J_plus.W1[1,3]`.
  public var name: String {
    let names = path.joined(separator: ".")
    return subscripts.isEmpty
      ? names : names + "[" + subscripts.map(String.init).joined(separator: ",") + "]"
  }
}

extension ValueReference {
  /// Reads what stands between the delimiters of a reference.
  ///
  /// - Parameters:
  ///   - content: The bytes between the delimiters.
  ///   - text: What they say, byte for byte, where that is not what stands there.
  ///   - range: The bytes with the delimiters.
  ///   - source: The notebook.
  ///   - allowsStated: Whether a stated value may follow.
  /// - Returns: The reference.
  /// - Throws: A diagnostic at the part that cannot be read.
  static func parsing(
    _ content: Range<Int>, text: String? = nil, of range: Range<Int>, in source: SourceText,
    allowsStated: Bool
  ) throws(Diagnostic) -> ValueReference {
    let text = text ?? source[content]
    func place(_ part: Substring) -> Range<Int> {
      let start =
        content.lowerBound + text.utf8.distance(from: text.startIndex, to: part.startIndex)
      return start..<start + part.utf8.count
    }
    guard let parts = ReferenceText(text[...]) else {
      throw Diagnostic(
        "a value is written as its name, as in '{value} CHECK.difference:.3e'", at: range,
        in: source)
    }
    let subscripts = try parseSubscripts(parts.subscripts) { message, part throws(Diagnostic) in
      throw Diagnostic(message, at: place(part), in: source)
    }
    let names = parts.path.prefix { $0 != "[" }.trimmed.split(
      separator: ".", omittingEmptySubsequences: false)
    var reference = ValueReference(
      path: names.map(String.init), subscripts: subscripts, pathRange: place(parts.path),
      nameRanges: names.map(place), subscriptRange: parts.subscripts.map(place), range: range)
    if let word = parts.format {
      reference.format = NumberFormat(String(word))
      guard reference.format != nil else {
        throw Diagnostic(
          "format '\(word)' is unknown; a format is a notation with at most "
            + "\(NumberFormat.maximumDigits) digits, such as .3e, .6f or .4g",
          at: place(word), in: source)
      }
    }
    if let part = parts.stated {
      try reference.readStated(part.trimmed, at: place(part.trimmed), in: source, allowsStated)
    }
    return reference
  }

  private mutating func readStated(
    _ text: Substring, at place: Range<Int>, in source: SourceText, _ isAllowed: Bool
  ) throws(Diagnostic) {
    guard isAllowed else {
      throw Diagnostic(
        "a value inside a formula can't be stated; state it in the text beside the formula",
        at: place, in: source)
    }
    guard format == nil else {
      throw Diagnostic(
        "a stated value is shown as it is written; drop the format", at: place, in: source)
    }
    stated = StatedValue(String(text), at: place)
    guard let stated, !stated.text.isEmpty else {
      throw Diagnostic(
        "'\(text)' is not a stated value; it is written as '= 0.2850932' or '= 0.28509 ± 1e-5'",
        at: place, in: source)
    }
  }

  private static func parseSubscripts(
    _ list: Substring?, fail: (String, Substring) throws(Diagnostic) -> Void
  ) throws(Diagnostic) -> [Int] {
    guard let list else { return [] }
    var subscripts: [Int] = []
    for part in list.split(separator: ",", omittingEmptySubsequences: false) {
      guard let index = Int(String(part.trimmed)), index >= 0 else {
        try fail("index '\(part.trimmed)' must be a whole number that is not negative", part)
        continue
      }
      subscripts.append(index)
    }
    return subscripts
  }
}

extension Substring {
  /// The text without white space around it.
  package var trimmed: Substring {
    let start = drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return start.prefix(0) }
    return start[...last]
  }
}
