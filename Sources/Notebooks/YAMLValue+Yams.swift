private import Yams

extension YAMLValue {
  /// Reads a YAML document with Yams.
  ///
  /// Anchors and aliases are refused: a notebook needs none, and a few lines of them can stand for a
  /// value of any size.
  ///
  /// - Parameters:
  ///   - text: The document, which knows where it stands in the source.
  ///   - source: The source.
  /// - Returns: The value; a mapping without keys where the document is empty.
  /// - Throws: A diagnostic with libYAML's own words at the place they are about.
  static func parsing(_ text: MappedText, in source: SourceText) throws(Diagnostic) -> YAMLValue {
    let places = YAMLPlaces(text: text, source: source)
    if text.text.utf8.contains(UInt8(ascii: "&")),
      let anchor = text.text.firstMatch(of: /(?m)(?:^\s*|[:\-?]\s+|[\[{,]\s*)([&]\w+)/)
    {
      let start = text.text.utf8.distance(
        from: text.text.startIndex, to: anchor.output.1.startIndex)
      throw places.diagnostic(
        "'\(anchor.output.1)' is a YAML anchor, which notebooks do not have; quote the text if it "
          + "is meant as it stands",
        at: start, count: anchor.output.1.utf8.count)
    }
    do {
      guard let root = try Parser(yaml: text.text, encoding: .utf8).singleRoot() else {
        let start = text.sourceOffset(of: 0)
        return YAMLValue(content: .mapping([]), range: start..<start, source: source)
      }
      return places.value(root)
    } catch let error as YamlError {
      throw places.diagnostic(error)
    } catch {
      throw places.diagnostic("not YAML: \(error)", at: 0, count: 0)
    }
  }
}

/// Turns Yams' lines and columns into offsets of the source.
private struct YAMLPlaces {
  let text: MappedText
  let source: SourceText
  private let lines: [Substring]
  private let lineStarts: [Int]

  init(text: MappedText, source: SourceText) {
    self.text = text
    self.source = source
    lines = text.text.split(separator: "\n", omittingEmptySubsequences: false)
    var starts: [Int] = []
    var start = 0
    for line in lines {
      starts.append(start)
      start += line.utf8.count + 1
    }
    lineStarts = starts
  }

  func value(_ node: Node) -> YAMLValue {
    switch node {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain || scalar.style == .any
      return YAMLValue(
        content: .scalar(scalar.string, isPlain: isPlain),
        range: range(from: offset(scalar.mark), scalar: scalar.string, isPlain: isPlain),
        source: source)
    case .sequence(let sequence):
      return YAMLValue(
        content: .sequence(sequence.map(value)),
        range: range(at: offset(sequence.mark), count: 1), source: source)
    case .mapping(let mapping):
      let entries = mapping.map { key, element in
        let key = value(key)
        return YAMLEntry(
          key: Located(key.scalar ?? key.description, at: key.range), value: value(element))
      }
      return YAMLValue(
        content: .mapping(entries),
        range: range(at: offset(mapping.mark), count: 1), source: source)
    case .alias:
      preconditionFailure("Yams resolves aliases while it parses")
    }
  }

  /// The offset in the text of a mark, whose column counts Unicode scalars.
  private func offset(_ mark: Mark?) -> Int {
    guard let mark, 1...lines.count ~= mark.line else { return text.text.utf8.count }
    let line = lines[mark.line - 1]
    let before = line.unicodeScalars.prefix(max(0, mark.column - 1))
    return lineStarts[mark.line - 1] + String(before).utf8.count
  }

  private func range(at offset: Int, count: Int) -> Range<Int> {
    let start = text.sourceOffset(of: offset)
    guard count > 0 else { return start..<start }
    return start..<max(start, text.sourceOffset(of: offset + count - 1) + 1)
  }

  /// A scalar's bytes: its own text where it was written as it reads, else its first line.
  private func range(from offset: Int, scalar: String, isPlain: Bool) -> Range<Int> {
    let bytes = Array(text.text.utf8)
    let rest = bytes[min(offset, bytes.count)...]
    let line = rest.prefix { $0 != UInt8(ascii: "\n") }
    let count = scalar.utf8.count + (isPlain ? 0 : 2)
    return range(at: offset, count: min(count, line.count))
  }

  func diagnostic(_ message: String, at offset: Int, count: Int) -> Diagnostic {
    Diagnostic(message, at: range(at: offset, count: count), in: source)
  }

  func diagnostic(_ error: YamlError) -> Diagnostic {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let words = [context?.text, problem].compactMap(\.self).joined(separator: ": ")
      return diagnostic("not YAML: \(words)", at: offset(mark), count: 1)
    case .reader(let problem, let position, _, let yaml):
      let before = yaml.prefix(position ?? 0).utf8.count
      return diagnostic("not YAML: \(problem)", at: before, count: 1)
    case .duplicatedKeysInMapping(let keys, let context):
      let key = keys.first ?? ""
      let first = offset(context.mark)
      return diagnostic(
        "'\(key)' is given twice; a key may stand once",
        at: second(key, after: first) ?? first, count: key.utf8.count)
    default:
      return diagnostic("not YAML: \(error)", at: 0, count: 0)
    }
  }

  /// Yams says where one of the equal keys stands; the reader wants the one that is too many.
  private func second(_ key: String, after offset: Int) -> Int? {
    let bytes = Array(text.text.utf8)
    let pattern = Array(key.utf8)
    let delimiters = Array(" \t\n{,\"'".utf8)
    let candidates = [offset] + bytes.indices.dropFirst(offset + 1)
    let places = candidates.filter { start in
      bytes[start...].starts(with: pattern)
        && (start == 0 || delimiters.contains(bytes[start - 1]))
        && bytes[(start + pattern.count)...].drop { " \"'".utf8.contains($0) }.first
          == UInt8(ascii: ":")
    }
    return places.first { $0 > offset }
  }
}
