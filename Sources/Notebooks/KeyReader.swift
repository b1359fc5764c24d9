/// Reads the keys of a mapping one by one, and reports all that is wrong with them.
///
/// Every key that is asked for becomes a known one; `finish` reports the keys that nobody asked for
/// and names the known one that was probably meant.
public struct KeyReader {
  /// What is wrong, in the order it was found.
  public private(set) var diagnostics: [Diagnostic] = []
  /// Where a missing key is reported.
  public let range: Range<Int>
  private let owner: String
  private let source: SourceText
  private var entries: [YAMLEntry] = []
  private var known: [String] = []
  /// Whether the value was a mapping; if not, nothing is missing from it.
  private var isMapping = true

  /// Prepares to read a mapping; a value of another kind is reported.
  ///
  /// - Parameters:
  ///   - value: The mapping.
  ///   - owner: What the mapping describes, as messages name it: "a gradcheck block".
  ///   - range: Where a missing key is reported.
  public init(_ value: YAMLValue, owner: String, range: Range<Int>) {
    self.owner = owner
    self.range = range
    source = value.source
    switch value.content {
    case .mapping(let entries):
      self.entries = entries
    case .scalar("", isPlain: true):
      break
    default:
      isMapping = false
      report(
        "\(value.description) is no mapping; \(owner) is written as 'key: value' lines", at: value)
    }
  }

  /// Replaces the value of a key, or adds the key.
  ///
  /// - Parameter entry: The key and its new value.
  public mutating func override(_ entry: YAMLEntry) {
    entries.removeAll { $0.key.value == entry.key.value }
    entries.append(entry)
  }

  /// Whether the mapping has a key.
  public func has(_ key: String) -> Bool { entries.contains { $0.key.value == key } }

  /// The value of a key, or nil where the mapping does not have it.
  public mutating func value(_ key: String) -> YAMLValue? {
    if !known.contains(key) { known.append(key) }
    return entries.first { $0.key.value == key }?.value
  }

  /// The value of a key without which the mapping is incomplete; its absence is reported.
  ///
  /// - Parameters:
  ///   - key: The key.
  ///   - example: How it could be written.
  /// - Returns: The value, if there is one.
  public mutating func required(_ key: String, example: String) -> YAMLValue? {
    guard let value = value(key) else {
      guard isMapping else { return nil }
      if let slip = entries.first(where: { isSlip($0.key.value, of: key) }) {
        diagnostics.append(
          Diagnostic(
            "'\(slip.key.value)' is not a key of \(owner); did you mean '\(key)'?",
            at: slip.key.range, in: slip.value.source
          ).correcting(slip.key.value, among: [key]))
        return nil
      }
      diagnostics.append(
        Diagnostic(
          "'\(key)' is missing; \(owner) needs it, as in '\(key): \(example)'", at: range,
          in: source))
      return nil
    }
    return value
  }

  /// Whether a name is surely a required key that was mistyped: one letter off, and nobody's key.
  private func isSlip(_ name: String, of key: String) -> Bool {
    name.count > 2 && !known.contains(name) && Suggestion.editDistance(name, key) == 1
  }

  /// The text of a key, or nil where it is missing or not a text.
  public mutating func text(_ key: String) -> Located<String>? {
    guard let value = value(key) else { return nil }
    guard let text = value.scalar else {
      report("\(key) is \(value.description); it must be a text", at: value)
      return nil
    }
    return Located(text, at: value.range)
  }

  /// The truth value of a key, or nil where it is missing or neither `true` nor `false`.
  public mutating func truth(_ key: String) -> Bool? {
    guard let value = value(key) else { return nil }
    switch value.content {
    case .scalar("true", isPlain: true): return true
    case .scalar("false", isPlain: true): return false
    default:
      report("\(key) is \(value.description); it must be true or false", at: value)
      return nil
    }
  }

  /// Records something that is wrong with a value.
  ///
  /// - Parameters:
  ///   - message: What is wrong.
  ///   - value: The value.
  public mutating func report(_ message: String, at value: YAMLValue) {
    diagnostics.append(value.diagnostic(message))
  }

  /// Records a diagnostic that was made elsewhere.
  ///
  /// - Parameter diagnostic: What is wrong.
  public mutating func report(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
  }

  /// Reports the keys that nobody asked for.
  public mutating func finish() {
    for entry in entries where !known.contains(entry.key.value) {
      let name = entry.key.value
      diagnostics.append(
        Diagnostic(
          "'\(name)' is not a key of \(owner)"
            + Suggestion.phrase(for: name, among: known, noun: "keys"),
          at: entry.key.range, in: entry.value.source
        ).correcting(name, among: known))
    }
  }
}
