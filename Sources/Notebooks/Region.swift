/// A part of a notebook that only some of its variants show.
///
/// ```
/// region  ->  "<!--" ( "only" | "not" ) ":" name { "," name } "-->"  lines  "<!-- end -->"
/// ```
/// Each mark stands on a line of its own. Regions nest.
struct Region: Sendable {
  /// The lines of the region, with its marks.
  var lines: ClosedRange<Int>
  /// The variants named.
  var names: [String]
  /// Whether the named variants are those that show it, or those that do not.
  var isOnly: Bool

  /// Whether a variant shows what is inside.
  func isShown(in variant: String?) -> Bool {
    names.contains { $0 == variant } == isOnly
  }

  private enum Mark {
    case opening(isOnly: Bool, names: [Located<String>])
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
      case .opening(let isOnly, let names):
        open.append(regions.count)
        regions.append(Region(lines: line...line, names: names.map(\.value), isOnly: isOnly))
        guard let variants else { continue }
        diagnostics += names.filter { !variants.contains($0.value) }.map { name in
          Diagnostic(unknown(name.value, among: variants), at: name.range, in: source)
            .correcting(name.value, among: variants)
        }
      case .end:
        if let index = open.popLast() {
          regions[index].lines = regions[index].lines.lowerBound...line
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

  /// Whether a comment reads as the mark of a region, wherever it stands.
  static func isMark(_ comment: String) -> Bool {
    comment.contains(/<!--\s*((only|not)\s*:|end\s*-->)/)
  }

  private static func mark(on line: Int, of source: SourceText, variants: [String]) -> Mark? {
    let range = source.range(ofLine: line)
    // Most lines are no marks, and a regular expression costs more than a look at the bytes.
    guard source.bytes[range].firstRange(of: Array("<!--".utf8)) != nil else { return nil }
    let text = source[range]
    if text.wholeMatch(of: /\s*<!--\s*end\s*-->\s*/) != nil { return .end }
    guard let match = text.wholeMatch(of: /\s*<!--\s*([A-Za-z]+)\s*:(.*?)-->\s*/) else {
      return nil
    }
    let names = located(match.output.2, in: text, at: range.lowerBound)
    switch match.output.1 {
    case "only": return .opening(isOnly: true, names: names)
    case "not": return .opening(isOnly: false, names: names)
    default:
      // A comment about something else, unless all it holds is the names of variants.
      let isMeant = !names.isEmpty && names.allSatisfy { variants.contains($0.value) }
      return isMeant ? .opening(isOnly: true, names: names) : nil
    }
  }

  private static func located(
    _ list: Substring, in line: String, at offset: Int
  ) -> [Located<String>] {
    let pieces = list.split(separator: ",", omittingEmptySubsequences: false)
    return pieces.map { piece in
      let name = piece.drop(while: \.isWhitespace)
      let start = offset + line.utf8.distance(from: line.startIndex, to: name.startIndex)
      let word = String(name.reversed().drop(while: \.isWhitespace).reversed())
      return Located(word, at: start..<start + word.utf8.count)
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
