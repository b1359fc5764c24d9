/// A part of a notebook that only some of its variants show.
///
/// ```
/// region  ->  "<!--" mark "-->"  lines  "<!-- end -->"
/// mark    ->  ( "only" | "not" ) ":" name { "," name }  |  "solution"  |  "hint"
/// ```
/// Each mark stands on a line of its own. Regions nest.
struct Region: Sendable {
  /// The lines of the region, with its marks.
  var lines: ClosedRange<Int>
  /// The variants named.
  var names: [String]
  /// Whether the named variants are those that show it, or those that do not.
  var isOnly: Bool
  /// What the region is for.
  var kind = Kind.variant

  /// What a region is for.
  enum Kind {
    /// Its variants differ in it.
    case variant
    /// A solution in prose, which students do not see.
    case solution
    /// A hint, folded away until the reader opens it.
    case hint
  }

  /// The words that the mark of a region for variants begins with.
  private static let words = ["only", "not"]

  /// The bytes between the marks.
  func inner(of source: SourceText) -> Range<Int> {
    let start = source.range(ofLine: lines.lowerBound).upperBound
    return start..<max(start, source.range(ofLine: lines.upperBound).lowerBound)
  }

  /// Whether a variant shows what is inside.
  func isShown(in variant: String?) -> Bool {
    names.contains { $0 == variant } == isOnly
  }

  private enum Mark {
    case opening(word: Located<String>, names: [Located<String>])
    case exercise(Kind)
    case end
  }

  /// Finds the regions, and reports those that are left open or closed without being open.
  ///
  /// - Parameters:
  ///   - source: The notebook.
  ///   - variants: The names that may be used; nil where they are not known.
  ///   - isCode: Whether a line is inside a code block, where a mark is only text.
  /// - Returns: The regions, inner ones after those around them.
  static func finding(
    in source: SourceText, variants: [String]?, isCode: (Int) -> Bool
  ) -> ([Region], [Diagnostic]) {
    var regions: [Region] = []
    var open: [Int] = []
    var diagnostics: [Diagnostic] = []
    for line in 1...source.lineCount where !isCode(line) {
      switch mark(on: line, of: source, variants: variants ?? []) {
      case nil: continue
      case .opening(let word, let names):
        // A misspelled mark does what it was meant to, so that its end is not reported as well.
        let meant = Suggestion.nearest(to: word.value, among: words) ?? word.value
        if meant != word.value {
          diagnostics.append(
            Diagnostic(
              "'\(word.value)' is unknown; did you mean '\(meant)'?", at: word.range, in: source
            ).correcting(word.value, among: words))
        }
        open.append(regions.count)
        regions.append(
          Region(lines: line...line, names: names.map(\.value), isOnly: meant == "only"))
        guard let variants else { continue }
        diagnostics += names.filter { !variants.contains($0.value) }.map { name in
          Diagnostic(unknown(name.value, among: variants), at: name.range, in: source)
            .correcting(name.value, among: variants)
        }
      case .exercise(let kind):
        if kind == .solution, open.contains(where: { regions[$0].kind == .solution }) {
          diagnostics.append(
            Diagnostic(
              "solution inside a solution; close the one before with '<!-- end -->'",
              at: source.range(ofLine: line), in: source))
        }
        open.append(regions.count)
        let names = kind == .solution ? [Variant.student] : []
        regions.append(Region(lines: line...line, names: names, isOnly: false, kind: kind))
      case .end:
        if let index = open.popLast() {
          regions[index].lines = regions[index].lines.lowerBound...line
          if regions[index].kind == .solution,
            regions[index].inner(of: source).trimmed(in: source).isEmpty
          {
            diagnostics.append(
              Diagnostic(
                "solution is empty; it must hold what students do not see",
                at: source.range(ofLine: regions[index].lines.lowerBound), in: source))
          }
        } else {
          diagnostics.append(
            Diagnostic(
              "'end' closes no region; a region opens with '<!-- only: VARIANT -->'",
              at: source.contents(ofLine: line), in: source))
        }
      }
    }
    diagnostics += open.map { index in
      Diagnostic(
        "region is never closed; it ends with a line '<!-- end -->'",
        at: source.contents(ofLine: regions[index].lines.lowerBound), in: source)
    }
    return (regions, diagnostics)
  }

  private static func unknown(_ name: String, among variants: [String]) -> String {
    if variants.isEmpty {
      return "variant '\(name)' is unknown; the front matter declares no variants"
    }
    if name.isEmpty {
      return "the name of a variant is missing; the variants are "
        + variants.joined(separator: ", ")
    }
    return "variant '\(name)' is unknown"
      + Suggestion.phrase(for: name, among: variants, noun: "variants")
  }

  /// The first comment in a text that reads as the mark of a region, wherever it stands.
  static func firstMark(in text: ArraySlice<UInt8>) -> Range<Int>? {
    var rest = text
    while let opening = rest.firstRange(of: Array("<!--".utf8)) {
      rest = rest[opening.upperBound...]
      let word = rest.drop(while: \.isWhitespace)
      let next = word.drop(while: \.isLetter).drop(while: \.isWhitespace)
      let isOpening =
        words.contains(String(decoding: word.prefix(while: \.isLetter), as: UTF8.self))
        && next.first == UInt8(ascii: ":")
      let isEnd =
        ["end", "solution", "hint"].contains(
          String(decoding: word.prefix(while: \.isLetter), as: UTF8.self))
        && next.starts(with: "-->".utf8)
      if isOpening || isEnd {
        let end = rest.firstRange(of: Array("-->".utf8))?.upperBound ?? rest.endIndex
        return opening.lowerBound..<end
      }
    }
    return nil
  }

  private static func mark(on line: Int, of source: SourceText, variants: [String]) -> Mark? {
    let range = source.contents(ofLine: line)
    let text = source.bytes[range]
    let (opening, closing) = (Array("<!--".utf8), Array("-->".utf8))
    // Most lines are no marks, and a look at the bytes costs little.
    guard text.starts(with: opening), text.count >= opening.count + closing.count,
      text.suffix(closing.count).elementsEqual(closing)
    else { return nil }
    let inner = text.dropFirst(opening.count).dropLast(closing.count)
    guard inner.firstRange(of: closing) == nil else { return nil }
    let word = inner.drop(while: \.isWhitespace)
    let name = word.prefix(while: \.isLetter)
    let rest = word[name.endIndex...].drop(while: \.isWhitespace)
    if rest.isEmpty {
      switch String(decoding: name, as: UTF8.self) {
      case "end": return .end
      case "solution": return .exercise(.solution)
      case "hint": return .exercise(.hint)
      default: return nil
      }
    }
    guard !name.isEmpty, rest.first == UInt8(ascii: ":") else { return nil }
    let names = located(rest.dropFirst())
    let written = Located(
      String(decoding: name, as: UTF8.self), at: name.startIndex..<name.endIndex)
    if words.contains(written.value) { return .opening(word: written, names: names) }
    // 'note' is one letter from 'not', so a slip is one only before the name of a variant.
    let isSlip =
      Suggestion.nearest(to: written.value, among: words) != nil
      && names.contains { Suggestion.nearest(to: $0.value, among: variants) != nil }
    return isSlip ? .opening(word: written, names: names) : nil
  }

  private static func located(_ list: ArraySlice<UInt8>) -> [Located<String>] {
    list.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map { piece in
      let start = piece.firstIndex { !$0.isWhitespace } ?? piece.endIndex
      let end = piece.lastIndex { !$0.isWhitespace }.map { $0 + 1 } ?? start
      return Located(String(decoding: piece[start..<end], as: UTF8.self), at: start..<end)
    }
  }
}

extension SourceText {
  /// The bytes of a line without white space around them.
  fileprivate func contents(ofLine line: Int) -> Range<Int> {
    let range = range(ofLine: line)
    let start = range.first { !bytes[$0].isWhitespace } ?? range.upperBound
    let end = range.last { !bytes[$0].isWhitespace }.map { $0 + 1 } ?? start
    return start..<end
  }
}
