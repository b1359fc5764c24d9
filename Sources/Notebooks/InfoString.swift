/// The words of a fenced block's info string: what the block is, and options such as `id=deep`.
struct InfoString {
  /// The words, and where each stands.
  let words: [Located<String>]
  private let source: SourceText

  /// Takes an info string apart.
  ///
  /// - Parameters:
  ///   - info: The info string.
  ///   - range: The bytes of the line that it stands on.
  ///   - source: The notebook.
  init(_ info: String, at range: Range<Int>, in source: SourceText) {
    self.source = source
    var start = range.lowerBound
    words = info.split(whereSeparator: \.isWhitespace).map { word in
      // A word with an escaped character does not stand there as it reads.
      let rest = source.bytes[min(start, range.upperBound)..<range.upperBound]
      guard let found = rest.firstRange(of: Array(word.utf8)) else {
        return Located(String(word), at: range)
      }
      start = found.upperBound
      return Located(String(word), at: found)
    }
  }

  /// What is wrong where an option is given twice.
  ///
  /// - Parameter known: The names of the options that there are.
  /// - Returns: A diagnostic for each time that an option is given again.
  func doubledOptions(of known: [String]) -> [Diagnostic] {
    var seen: Set<Substring> = []
    return words.compactMap { word in
      let name = word.value.prefix { $0 != "=" }
      guard known.contains(String(name)), !seen.insert(name).inserted else { return nil }
      return Diagnostic(
        "'\(name)' is given twice; an option may stand once", at: word.range, in: source)
    }
  }

  /// What is wrong where the name of a block is run together with what follows it, so that the block
  /// would be taken for code: `gradcheck,id=a`.
  ///
  /// - Parameter names: The names of blocks.
  /// - Returns: Nil where the first word is something else.
  func joinedName(among names: [String]) -> Diagnostic? {
    guard let first = words.first,
      let match = first.value.wholeMatch(
        of: /\{?\.?([a-z]+?)(?:id=|[^A-Za-z0-9._\-]).*|\{([a-z]+)/),
      let name = (match.output.1 ?? match.output.2).map(String.init), names.contains(name)
    else { return nil }
    let id = first.value.firstMatch(of: /id=([\w:\-]+)/)?.output.1 ?? "NAME"
    return Diagnostic(
      "'\(first.value)' is run together; a block begins '\(name) id=\(id)'", at: first.range,
      in: source)
  }
}
