/// A piece of code in a language.
public struct Code: Hashable, Sendable {
  /// The language, as an author names it: `swift`, `py`, `sh`.
  public var language: String
  /// The code.
  public var text: String

  /// Joins a language and code.
  public init(language: String, text: String) {
    self.language = language
    self.text = text
  }

  /// Whether the language looks like the name of one.
  var isNamed: Bool { language.wholeMatch(of: /[A-Za-z0-9+#\-]+/) != nil }

  /// The language, a line feed and the code.
  var archived: String { "\(language)\n\(text)" }

  init(archived: String) {
    let parts = archived.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    language = String(parts[0])
    text = parts.count > 1 ? String(parts[1]) : ""
  }

  /// Whether both have the same bytes, for the same reason as formulas.
  public static func == (a: Code, b: Code) -> Bool {
    a.archived.utf8.elementsEqual(b.archived.utf8)
  }

  /// Feeds the bytes to the hasher.
  public func hash(into hasher: inout Hasher) {
    var archived = archived
    archived.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  /// An order that depends on the bytes alone.
  static func precedes(_ a: Code, _ b: Code) -> Bool {
    a.archived.utf8.lexicographicallyPrecedes(b.archived.utf8)
  }
}
