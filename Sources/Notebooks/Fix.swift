/// A change of a text that puts right what a diagnostic is about.
public struct Fix: Sendable, Hashable {
  /// The bytes that give way.
  public var range: Range<Int>
  /// What takes their place.
  public var replacement: String

  /// Describes a change.
  ///
  /// - Parameters:
  ///   - range: The bytes that give way.
  ///   - replacement: What takes their place.
  public init(replacing range: Range<Int>, with replacement: String) {
    self.range = range
    self.replacement = replacement
  }
}

extension Diagnostic {
  /// Something that helps to understand a diagnostic: where the other of two equal ids stands.
  public struct Note: Sendable, Hashable {
    /// One phrase in lower case.
    public var message: String
    /// The bytes of the diagnostic's source that it is about.
    public var range: Range<Int>

    /// Describes a place.
    ///
    /// - Parameters:
    ///   - message: One phrase in lower case.
    ///   - range: The bytes of the diagnostic's source that it is about.
    public init(_ message: String, at range: Range<Int>) {
      self.message = message
      self.range = range
    }
  }

  /// The diagnostic with a change that replaces an unknown name by the one that was meant.
  ///
  /// Only a single nearest name is sure to be meant, and only a name that stands once in the
  /// diagnostic's range, as a word of its own, can be replaced.
  ///
  /// - Parameters:
  ///   - name: The name as it was written.
  ///   - known: What could have been meant.
  /// - Returns: The diagnostic, with or without a fix.
  public func correcting(_ name: String, among known: some Collection<String>) -> Diagnostic {
    guard let meant = Suggestion.onlyNearest(to: name, among: known) else { return self }
    let pattern = Array(name.utf8)
    let text = source.bytes
    let places = range.clamped(to: text.indices).filter { start in
      text[start...].starts(with: pattern)
        && (start == 0 || !text[start - 1].isNamePart)
        && text[(start + pattern.count)...].first?.isNamePart != true
    }
    guard places.count == 1, places[0] + pattern.count <= range.upperBound else { return self }
    var result = self
    result.fix = Fix(replacing: places[0]..<places[0] + pattern.count, with: meant)
    return result
  }
}

extension UInt8 {
  /// Whether the byte can belong to a name, so that beside a name it makes another one.
  fileprivate var isNamePart: Bool {
    isLetter || isDigit || self == UInt8(ascii: "_") || self == UInt8(ascii: "-") || self >= 0x80
  }
}
