public import Notebooks

/// What a `mutants` block asks for: a check, run against the whole catalogue of bugs.
public struct MutantsSpecification: Sendable {
  /// Which mutants a page lists.
  public enum Rows: String, CaseIterable, Sendable {
    /// All of them.
    case all
    /// Those that the check does not notice.
    case survivors
    /// None: only the counts.
    case none
  }

  /// The name that the counts are published under, if it has one.
  public var id: Located<String>?
  /// The check's id.
  public var check: Located<String>
  /// Which mutants are listed.
  public var rows: Rows
  /// How many seeds are searched for a test point without blind spots; 0 for none.
  public var searchedSeeds: Int
  /// The caption of the table, if the author gives one.
  public var caption: String?

  /// The most seeds that are searched.
  public static let largestSearch = 100_000
}

extension MutantsSpecification {
  /// Reads a `mutants` block.
  ///
  /// - Parameters:
  ///   - directive: The block.
  ///   - diagnostics: Takes what is wrong with it.
  /// - Returns: Nil where something is wrong.
  static func reading(
    _ directive: Directive, diagnostics: inout [Diagnostic]
  ) -> MutantsSpecification? {
    guard let body = directive.body else { return nil }
    var reader = KeyReader(body, owner: "a mutants block", range: directive.range)
    _ = reader.required("of", example: "deep")
    let check = reader.text("of")
    let rows: Rows = reader.name("rows", noun: "choices") ?? .all
    var seeds = 0
    if let value = reader.value("search-seeds") {
      seeds = reader.integer(value, named: "search-seeds", in: 0...largestSearch) ?? 0
    }
    let caption = reader.text("caption")?.value
    reader.finish()
    diagnostics += reader.diagnostics
    guard let check, reader.diagnostics.isEmpty else { return nil }
    return MutantsSpecification(
      id: directive.id, check: check, rows: rows, searchedSeeds: seeds, caption: caption)
  }
}
