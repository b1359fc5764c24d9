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
    let entry = YAMLEntry(key: key, value: try .parsing(text, in: source))
    guard let override = CheckOverride(entry) else {
      throw Diagnostic(
        "'\(key.value)' names no key of a check; a replacement is written CHECK.KEY=VALUE",
        at: key.range, in: source)
    }
    self = override
  }
}
