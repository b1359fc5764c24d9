/// A YAML value whose every part knows where it stands in the source.
public struct YAMLValue: Sendable {
  /// What the value is.
  public indirect enum Content: Sendable {
    /// A single value; `isPlain` where it was written without quotes, so that it may be a number.
    case scalar(String, isPlain: Bool)
    /// A list.
    case sequence([YAMLValue])
    /// Keys with their values, in the order they were written.
    case mapping([YAMLEntry])
  }

  /// What the value is.
  public var content: Content
  /// The bytes of the source it begins with; for a scalar on one line, all of it.
  public var range: Range<Int>
  /// The text that `range` refers to: the notebook, or the command line.
  public var source: SourceText

  /// Joins a value and its place.
  public init(content: Content, range: Range<Int>, source: SourceText) {
    self.content = content
    self.range = range
    self.source = source
  }

  /// Where a word of the value stands in the source; the whole value where it cannot be found.
  ///
  /// - Parameter word: Part of a scalar that is written as it reads.
  /// - Returns: Bytes of the source.
  public func range(of word: String) -> Range<Int> {
    let found = word.isEmpty ? nil : source.bytes[range].firstRange(of: Array(word.utf8))
    return found ?? range
  }

  /// The value as a text, where it is one.
  public var scalar: String? {
    guard case .scalar(let text, _) = content else { return nil }
    return text
  }

  /// How a message names the value.
  public var description: String {
    switch content {
    case .scalar("", isPlain: true): "empty"
    case .scalar(let text, _): "'\(text)'"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  /// A diagnostic at this value.
  ///
  /// - Parameter message: What is wrong with it.
  /// - Returns: The diagnostic.
  public func diagnostic(_ message: String) -> Diagnostic {
    Diagnostic(message, at: range, in: source)
  }
}

/// A key of a YAML mapping with its value.
public struct YAMLEntry: Sendable {
  /// The key and where it stands.
  public var key: Located<String>
  /// The value.
  public var value: YAMLValue

  /// Joins a key and its value.
  public init(key: Located<String>, value: YAMLValue) {
    self.key = key
    self.value = value
  }
}
