private import Yams

extension YAMLValue {
  /// Reads a YAML document with Yams.
  ///
  /// Anchors and aliases are refused: a notebook needs none, and a few lines of them can stand for a
  /// value of any size. So are tags that YAML does not define, since nobody here would heed them.
  ///
  /// - Parameters:
  ///   - text: The document, which knows where it stands in the source.
  ///   - source: The source.
  /// - Returns: The value; a mapping without keys where the document is empty.
  /// - Throws: A diagnostic with libYAML's own words at the place they are about.
  static func parsing(_ text: MappedText, in source: SourceText) throws(Diagnostic) -> YAMLValue {
    let places = YAMLPlaces(text: text, source: source)
    if let anchor = anchor(in: Array(text.text.utf8)) {
      let name = String(decoding: Array(text.text.utf8)[anchor], as: UTF8.self)
      throw places.diagnostic(
        "'\(name)' is a YAML anchor, which notebooks do not have; quote the text if it is meant as "
          + "it stands",
        at: anchor.lowerBound, count: anchor.count)
    }
    do {
      guard let root = try Parser(yaml: text.text, encoding: .utf8).singleRoot() else {
        let start = text.sourceOffset(of: 0)
        return YAMLValue(content: .mapping([]), range: start..<start, source: source)
      }
      if let tag = places.unknownTag(in: root) { throw tag }
      return places.value(root)
    } catch let error as Diagnostic {
      throw error
    } catch let error as YamlError {
      throw places.diagnostic(error)
    } catch {
      throw places.diagnostic("not YAML: \(error)", at: 0, count: 0)
    }
  }

  /// Where the first anchor stands: an ampersand with a name, at a place where a value may begin,
  /// which is after an indicator or a tag.
  ///
  /// It is looked for before libYAML reads the text, because to compare keys made of aliases can take
  /// for ever. An ampersand inside a text passes, unless the text only looks as if a value began.
  private static func anchor(in bytes: [UInt8]) -> Range<Int>? {
    let indicators = Array("\n\r:-?,[{".utf8)
    for start in bytes.indices where bytes[start] == UInt8(ascii: "&") {
      let name = bytes[(start + 1)...].prefix { $0.isWordCharacter || $0 == UInt8(ascii: "-") }
      guard !name.isEmpty else { continue }
      var before = bytes[..<start]
      while true {
        before = before.dropLast { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        guard let last = before.last, !indicators.contains(last) else {
          return start..<name.endIndex
        }
        let word = before.dropLast { !$0.isWhitespace }.endIndex
        guard bytes[word] == UInt8(ascii: "!") else { break }
        before = bytes[..<word]
      }
    }
    return nil
  }
}

extension UInt8 {
  fileprivate var isWordCharacter: Bool { isLetter || isDigit || self == UInt8(ascii: "_") }
}

extension ArraySlice<UInt8> {
  /// What is left without the bytes at the end that meet a condition.
  fileprivate func dropLast(while condition: (UInt8) -> Bool) -> ArraySlice {
    prefix(upTo: lastIndex { !condition($0) }.map { $0 + 1 } ?? startIndex)
  }
}

extension YAMLPlaces {
  fileprivate func value(_ node: Node) -> YAMLValue {
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

  /// Reports the first tag that is not one of YAML's own.
  fileprivate func unknownTag(in node: Node) -> Diagnostic? {
    if !Tag.Name.known.contains(node.writtenTag) {
      let start = offset(node.mark)
      let count = bytes[min(start, bytes.count)...].prefix { !$0.isWhitespace }.count
      let written = String(decoding: bytes[start..<start + count], as: UTF8.self)
      return diagnostic(
        "'\(written)' is a YAML tag, which notebooks do not have; quote the text if it is meant as "
          + "it stands",
        at: start, count: count)
    }
    switch node {
    case .scalar, .alias: return nil
    case .sequence(let sequence): return sequence.lazy.compactMap(unknownTag).first
    case .mapping(let mapping):
      return mapping.lazy.compactMap { unknownTag(in: $0) ?? unknownTag(in: $1) }.first
    }
  }

  private func offset(_ mark: Mark?) -> Int {
    mark.map { offset(line: $0.line, column: $0.column) } ?? bytes.count
  }

  fileprivate func diagnostic(_ error: YamlError) -> Diagnostic {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let reasons = [context.map { words(of: $0, for: mark) }, problem].compactMap(\.self)
      return diagnostic("not YAML: " + reasons.joined(separator: ": "), at: offset(mark), count: 1)
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

  /// What libYAML was doing, and where that began if not on the line where it went wrong.
  private func words(of context: YamlError.Context, for mark: Mark) -> String {
    guard context.text.hasPrefix("while"), 1..<mark.line ~= context.mark.line else {
      return context.text
    }
    let line = source.line(at: text.sourceOffset(of: offset(context.mark)))
    return "\(context.text) that begins on line \(line)"
  }
}

extension Node {
  /// The tag as it is written, which is not worked out from the value where there is none.
  fileprivate var writtenTag: Tag.Name {
    switch self {
    case .scalar(let scalar): Tag.Name(rawValue: scalar.tag.rawValue)
    case .sequence(let sequence): Tag.Name(rawValue: sequence.tag.rawValue)
    case .mapping(let mapping): Tag.Name(rawValue: mapping.tag.rawValue)
    case .alias: .implicit
    }
  }
}

extension Tag.Name {
  /// The tags that YAML and its types define, and that of a value without one.
  fileprivate static let known: Set<Tag.Name> = [
    .implicit, .binary, .bool, .float, .int, .map, .merge, .null, .omap, .pairs, .seq, .set, .str,
    .timestamp, .value, .yaml,
  ]
}
