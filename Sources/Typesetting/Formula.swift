/// A formula in TeX, as KaTeX understands it.
public struct Formula: Hashable, Sendable {
  /// The source, without dollars or other delimiters.
  public var tex: String

  /// Whether the formula stands on a line of its own, with large operators and limits.
  public var display: Bool

  /// Creates a formula from its source.
  public init(tex: String, display: Bool) {
    self.tex = tex
    self.display = display
  }
}

// By bytes: Swift's strings are equal when Unicode calls them equivalent, but the HTML has the source
// in it as it was written.
extension Formula {
  /// Whether both have the same bytes.
  public static func == (a: Formula, b: Formula) -> Bool {
    a.display == b.display && a.tex.utf8.elementsEqual(b.tex.utf8)
  }

  /// Feeds the bytes to the hasher.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(display)
    var tex = tex
    tex.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  /// An order that depends on the bytes alone.
  static func precedes(_ a: Formula, _ b: Formula) -> Bool {
    a.tex.utf8.elementsEqual(b.tex.utf8)
      ? !a.display && b.display : a.tex.utf8.lexicographicallyPrecedes(b.tex.utf8)
  }
}

/// What is wrong with a formula.
public struct FormulaError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What KaTeX says, in its own words, or which limit the formula exceeds.
  public var message: String

  /// Where, as a number of UTF-8 bytes from the start of the formula's source, if that is known.
  ///
  /// It is the source's length where something is missing at the end.
  public var offset: Int?

  /// Creates an error.
  public init(message: String, offset: Int? = nil) {
    self.message = message
    self.offset = offset
  }

  /// The message.
  public var description: String { message }
}

extension FormulaError {
  /// The limits that keep a stranger's notebook from taking the machine.
  enum Limit {
    // Bytes of source. The longest formulas of real notebooks have some 2,000.
    static let source = 8192

    // Bytes that a formula may allocate in all, not at a time. A large real one takes 3 MB;
    // this is reached after about half a second.
    static let work = 256 << 20

    // What no length may reach, in em. KaTeX clamps lengths silently; see oversizedLength(in:).
    static let length = 1000

    // Macro expansions. KaTeX's own default, stated because results depend on it.
    static let expansions = 1000
  }
}
