/// What a notebook says about itself between its first two `---` lines.
public struct FrontMatter: Sendable {
  /// The title, if the front matter gives one.
  public var title: String?
  /// A second line under the title.
  public var subtitle: String?
  /// The names of the authors, in their order.
  public var authors: [String] = []
  /// The language of the prose, as a BCP 47 tag.
  public var language = "en"
  /// Whether the author's own HTML reaches the page.
  public var allowsRawHTML = false
  /// Whether the page begins with a table of contents.
  public var hasContents = false
  /// Whether headings are numbered.
  public var numbersHeadings = false
  /// Keys for every check that does not set them itself.
  public var defaults: [YAMLEntry] = []
  /// Files that cells read, relative to the notebook.
  public var inputs: [Located<String>] = []
  /// The variants, in the order of the front matter; empty where the notebook has one output.
  public var variants: [Variant] = []

  /// Whether `variants` are all there are; not so where the front matter cannot be read.
  public var knowsVariants = true

  /// The most variants a notebook may have; each is read and evaluated by itself.
  public static let largestVariantCount = 100

  /// The keys that `defaults` may set.
  public static let defaultKeys = ["step", "threshold", "scheme", "arithmetic"]

  /// The variant with a name.
  public func variant(named name: String) -> Variant? {
    variants.first { $0.name == name }
  }
}

/// One of the outputs of a notebook.
public struct Variant: Sendable {
  /// The name, which is part of the output's name.
  public var name: String
  /// What it changes.
  public var overrides: [CheckOverride]

  /// The name of the variant that solutions are taken out of.
  public static let student = "student"
  /// The name of the variant that solutions stay in, where the front matter names none.
  public static let instructor = "instructor"
}

/// The replacement of one key of one check: `deep.inject: [dW2-doubled]`.
public struct CheckOverride: Sendable {
  /// The check's id, and its place.
  public var check: Located<String>
  /// The key, its place, and its new value.
  public var entry: YAMLEntry

  /// Reads `CHECK.KEY` and its new value; nil where the name has no dot.
  public init?(_ entry: YAMLEntry) {
    let parts = entry.key.value.split(separator: ".", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    let whole = entry.key.range
    let isVerbatim = entry.value.source[whole] == entry.key.value
    let places = parts.map { part in
      let start =
        whole.lowerBound
        + entry.key.value.utf8.distance(
          from: entry.key.value.startIndex, to: part.startIndex)
      return isVerbatim ? start..<start + part.utf8.count : whole
    }
    check = Located(String(parts[0]), at: places[0])
    self.entry = YAMLEntry(key: Located(String(parts[1]), at: places[1]), value: entry.value)
  }
}

extension FrontMatter {
  /// Front matter that cannot be read.
  static var unreadable: FrontMatter {
    var result = FrontMatter()
    result.knowsVariants = false
    return result
  }

  /// The lines of the front matter with both of its `---`, or nil where a notebook has none.
  static func lines(in source: SourceText) throws(Diagnostic) -> ClosedRange<Int>? {
    guard source.isRule(line: 1, ["---"]) else { return nil }
    guard
      let last = (1...source.lineCount).dropFirst().first(where: {
        source.isRule(line: $0, ["---", "..."])
      })
    else {
      throw Diagnostic(
        "front matter is never closed; it ends with a line '---'", at: source.range(ofLine: 1),
        in: source)
    }
    return 1...last
  }

  /// Reads the front matter that stands on the given lines, with all that is wrong with it.
  static func parsing(
    _ lines: ClosedRange<Int>, of source: SourceText
  ) -> (FrontMatter, [Diagnostic]) {
    var text = MappedText()
    for line in lines.dropFirst().dropLast() {
      let range = source.range(ofLine: line)
      text.append(range, of: source)
      text.append("\n", for: range.upperBound..<range.upperBound)
    }
    do {
      return FrontMatter.reading(try YAMLValue.parsing(text, in: source))
    } catch {
      return (.unreadable, [error])
    }
  }

  private static func reading(_ value: YAMLValue) -> (FrontMatter, [Diagnostic]) {
    var reader = KeyReader(value, owner: "front matter", range: value.range)
    var result = FrontMatter()
    result.title = reader.text("title")?.value
    result.subtitle = reader.text("subtitle")?.value
    for author in reader.value("author")?.elements ?? [] {
      if let name = author.scalar {
        result.authors.append(name)
      } else {
        reader.report(
          "author is \(author.description); it must be a name or a list of names",
          at: author)
      }
    }
    if let language = reader.text("language") {
      result.language = language.value
      if language.value.wholeMatch(of: /[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*/) == nil,
        let value = reader.value("language")
      {
        reader.report(
          "language '\(language.value)' is not a language tag such as 'en' or 'pt-BR'",
          at: value)
      }
    }
    result.allowsRawHTML = reader.truth("raw-html") ?? false
    result.hasContents = reader.truth("toc") ?? false
    result.numbersHeadings = reader.truth("numbering") ?? false
    for input in reader.value("inputs")?.elements ?? [] {
      if let path = input.scalar {
        result.inputs.append(Located(path, at: input.range))
      } else {
        reader.report("input is \(input.description); it must be the path of a file", at: input)
      }
    }
    if let defaults = reader.value("defaults") { result.readDefaults(defaults, &reader) }
    if let variants = reader.value("variants") { result.readVariants(variants, &reader) }
    reader.finish()
    return (result, reader.diagnostics)
  }

  private mutating func readDefaults(_ value: YAMLValue, _ reader: inout KeyReader) {
    var inner = KeyReader(value, owner: "defaults", range: value.range)
    for key in Self.defaultKeys { _ = inner.value(key) }
    inner.finish()
    inner.diagnostics.forEach { reader.report($0) }
    guard case .mapping(let entries) = value.content else { return }
    defaults = entries.filter { Self.defaultKeys.contains($0.key.value) }
  }

  private mutating func readVariants(_ value: YAMLValue, _ reader: inout KeyReader) {
    guard case .mapping(let entries) = value.content else {
      knowsVariants = false
      reader.report(
        "variants is \(value.description); it must map names to what they change",
        at: value)
      return
    }
    guard entries.count <= Self.largestVariantCount else {
      knowsVariants = false
      reader.report(
        "\(entries.count) variants are too many; a notebook has at most "
          + "\(Self.largestVariantCount)", at: value)
      return
    }
    for entry in entries {
      let name = entry.key.value
      if name.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9_-]*/) == nil {
        reader.report(
          Diagnostic(
            "variant '\(name)' can't be part of a file's name; use letters, digits, '-' and '_'",
            at: entry.key.range, in: value.source))
      }
      variants.append(Variant(name: name, overrides: overrides(entry, &reader)))
    }
  }

  private func overrides(_ variant: YAMLEntry, _ reader: inout KeyReader) -> [CheckOverride] {
    guard case .mapping(let entries) = variant.value.content else {
      if case .scalar("", isPlain: true) = variant.value.content { return [] }
      reader.report(
        "variant '\(variant.key.value)' is \(variant.value.description); it must be a mapping "
          + "such as '{}' or 'CHECK.KEY: value' lines",
        at: variant.value)
      return []
    }
    return entries.compactMap { entry in
      if let override = CheckOverride(entry) { return override }
      reader.report(
        Diagnostic(
          "'\(entry.key.value)' names no key of a check; a variant replaces 'CHECK.KEY'",
          at: entry.key.range, in: entry.value.source))
      return nil
    }
  }
}

extension SourceText {
  fileprivate func isRule(line: Int, _ rules: [String]) -> Bool {
    let text = self[range(ofLine: line)]
    return rules.contains {
      text.hasPrefix($0) && text.dropFirst($0.count).allSatisfy(\.isWhitespace)
    }
  }
}
