extension CheckOverride {
  /// Reads `CHECK.KEY=VALUE` from the command line; the value is YAML.
  ///
  /// - Parameter argument: The argument of `-p`.
  /// - Throws: A diagnostic that shows the argument.
  public init(argument: String) throws(Diagnostic) {
    let source = SourceText(argument, name: "-p")
    guard let equals = source.bytes.firstIndex(of: UInt8(ascii: "=")) else {
      throw Diagnostic(
        "'\(argument)' has no '='; a replacement is written CHECK.KEY=VALUE",
        at: source.bytes.indices, in: source)
    }
    var text = MappedText()
    text.append(equals + 1..<source.bytes.count, of: source)
    let key = Located(source[0..<equals], at: 0..<equals)
    let entry = YAMLEntry(key: key, value: try Self.value(text, at: equals + 1, in: source))
    guard let override = CheckOverride(entry) else {
      throw Diagnostic(
        "'\(key.value)' names no key of a check; a replacement is written CHECK.KEY=VALUE",
        at: key.range, in: source)
    }
    self = override
  }

  /// The value, which may be left out as in a block: a document without one would be a mapping.
  private static func value(
    _ text: MappedText, at start: Int, in source: SourceText
  ) throws(Diagnostic) -> YAMLValue {
    guard text.text.allSatisfy(\.isWhitespace) else { return try .parsing(text, in: source) }
    return YAMLValue(content: .scalar("", isPlain: true), range: start..<start, source: source)
  }
}
