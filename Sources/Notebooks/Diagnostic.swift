/// Something that is wrong with a notebook, and where.
public struct Diagnostic: Sendable, Error {
  /// How wrong it is, which decides the exit status of the command.
  public enum Kind: Int, Sendable, Comparable {
    /// Nothing is wrong, but something looks like a mistake.
    case warning = 0
    /// The notebook is well formed, but something it says does not hold.
    case doesNotHold = 1
    /// The notebook, or the way the command was used, is malformed.
    case malformed = 2

    /// Orders what does not hold before what is malformed.
    public static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
  }

  /// How wrong it is.
  public var kind: Kind
  /// What is wrong: lower case, the specific thing first, then the rule, then the fix.
  public var message: String
  /// The text that is wrong.
  public var source: SourceText
  /// The bytes of `source` that are wrong; may be empty, at a place where something is missing.
  public var range: Range<Int>
  /// What else helps to understand it, each with its own place.
  public var notes: [Note] = []
  /// A change that is sure to put it right, if one is known.
  public var fix: Fix?

  /// Describes something that is wrong.
  ///
  /// - Parameters:
  ///   - message: What is wrong.
  ///   - range: Where, in bytes of `source`.
  ///   - source: The text that is wrong.
  ///   - kind: How wrong it is.
  public init(
    _ message: String, at range: Range<Int>, in source: SourceText, kind: Kind = .malformed
  ) {
    self.kind = kind
    self.message = message
    self.source = source
    self.range = range
  }

  /// The 1-based line at which it begins.
  public var line: Int { source.line(at: range.lowerBound) }
  /// The 1-based column at which it begins, in characters.
  public var column: Int { source.column(at: range.lowerBound) }
}

extension Diagnostic: Hashable {
  /// Two diagnostics are the same if a reader could not tell them apart.
  public static func == (left: Diagnostic, right: Diagnostic) -> Bool {
    left.kind == right.kind && left.range == right.range && left.source.name == right.source.name
      && left.message == right.message
  }

  /// Hashes what the reader sees.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(range)
    hasher.combine(message)
  }
}

extension Sequence<Diagnostic> {
  /// Each diagnostic once, in the order of the file's lines.
  public func sortedByPlace() -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return filter { seen.insert($0).inserted }.enumerated()
      .sorted {
        ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
      }
      .map(\.element)
  }
}
