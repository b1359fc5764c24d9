private import CommonMark

/// Why a file cannot be included: a phrase such as "there is no such file".
public struct InclusionRefusal: Error, Sendable {
  /// The phrase, with a fix where there is one.
  public var reason: String

  /// Wraps a phrase.
  public init(_ reason: String) { self.reason = reason }
}

extension SourceText {
  /// The text with the files in it that it includes.
  ///
  /// A file is included by an empty fenced block with the info string `include file=part.md`. Its path is
  /// relative to the notebook, in an included file too, since the text ends up there. The file's text
  /// takes the place of the block, set off by empty lines, and every position in it remains one of the
  /// file.
  ///
  /// - Parameter read: Returns the file with a path.
  /// - Returns: The whole text, and what is wrong with the includes.
  public func including(
    _ read: (_ path: String) -> Result<SourceText, InclusionRefusal>
  ) -> (SourceText, [Diagnostic]) {
    // A carriage return, or a byte order mark, changes nothing here.
    guard bytes.firstRange(of: Array("include".utf8)) != nil else { return (self, []) }
    return withoutActuallyEscaping(read) { read in
      var expansion = Expansion(read: read)
      let text = expansion.expand(self, chain: [name])
      return (text, expansion.diagnostics)
    }
  }
}

/// The state of putting a notebook together.
private struct Expansion {
  let read: (String) -> Result<SourceText, InclusionRefusal>
  var diagnostics: [Diagnostic] = []
  private var count = 0

  init(read: @escaping (String) -> Result<SourceText, InclusionRefusal>) { self.read = read }

  /// How many files a notebook may include in all, and how deep.
  private static let limit = (count: 256, depth: 8)

  mutating func expand(_ source: SourceText, chain: [String]) -> SourceText {
    var pieces: [(text: String, source: SourceText, range: Range<Int>)] = []
    var start = 0
    func append(_ range: Range<Int>) { pieces.append((source[range], source, range)) }
    for block in Document(parsing: source.text).leafBlocks {
      guard case .code(let info, let literal) = block.kind,
        info.split(whereSeparator: \.isWhitespace).first == "include"
      else { continue }
      let line = source.range(ofLine: block.firstLine)
      guard let part = part(of: block, info: info, literal: literal, in: source, chain: chain)
      else { continue }
      append(start..<line.lowerBound)
      let place = line.lowerBound..<line.lowerBound
      pieces.append(("\n", source, place))
      pieces.append((part.text, part, part.bytes.indices))
      pieces.append(("\n\n", part, part.bytes.count..<part.bytes.count))
      start = source.range(ofLine: block.lastLine).upperBound
    }
    guard !pieces.isEmpty else { return source }
    append(start..<source.bytes.count)
    return SourceText(joining: pieces, name: source.name)
  }

  /// The text that takes the place of a block, or nil where something is wrong.
  private mutating func part(
    of block: LeafBlock, info: String, literal: String, in source: SourceText, chain: [String]
  ) -> SourceText? {
    let line = source.range(ofLine: block.firstLine)
    let content = source.bytes.containerPrefix(of: line, quoteDepth: .max).upperBound
    func fail(_ message: String, at range: Range<Int>? = nil) {
      diagnostics.append(Diagnostic(message, at: range ?? content..<line.upperBound, in: source))
    }
    guard block.quoteDepth == 0, "`~".utf8.contains(source.bytes[line.lowerBound]) else {
      fail("an include block must begin at the start of a line, outside of lists and quotes")
      return nil
    }
    let options = info.drop { !$0.isWhitespace }.drop(while: \.isWhitespace)
    guard options.hasPrefix("file="), options.count > "file=".count else {
      fail("an include block names its file, as in 'include file=part.md'")
      return nil
    }
    guard literal.allSatisfy(\.isWhitespace), block.lastLine > block.firstLine else {
      fail("an include block is empty; the file takes its place")
      return nil
    }
    let path = String(options.dropFirst("file=".count))
    let found = source.bytes[line].firstRange(of: Array(path.utf8)) ?? line
    count += 1
    guard count <= Self.limit.count else {
      fail("a notebook includes at most \(Self.limit.count) files", at: found)
      return nil
    }
    switch read(path) {
    case .failure(let refusal):
      fail("'\(path)' can't be included: \(refusal.reason)", at: found)
      return nil
    case .success(let part):
      if let first = chain.firstIndex(of: part.name) {
        let cycle = (chain[first...] + [part.name]).joined(separator: " → ")
        fail("'\(path)' includes itself: \(cycle)", at: found)
        return nil
      }
      guard chain.count <= Self.limit.depth else {
        fail("files include each other at most \(Self.limit.depth) deep", at: found)
        return nil
      }
      if let lines = try? FrontMatter.lines(in: part) {
        diagnostics.append(
          Diagnostic(
            "an included file has no front matter, since that of the notebook counts; remove it",
            at: part.range(ofLine: lines.lowerBound), in: part))
      }
      return expand(part.withoutByteOrderMark, chain: chain + [part.name])
    }
  }
}

extension SourceText {
  fileprivate var withoutByteOrderMark: SourceText {
    guard text.unicodeScalars.first == "\u{FEFF}" else { return self }
    return SourceText(
      joining: [(String(text.unicodeScalars.dropFirst()), self, 3..<bytes.count)], name: name)
  }
}
