private import CommonMark

/// A fenced block that Nabla evaluates: its name and options stand in the info string, its keys in
/// the YAML between the fences.
public struct Directive: Sendable {
  /// The names of directives.
  public enum Name: String, Sendable, CaseIterable {
    /// A gradient check.
    case gradcheck
    /// A table of a check's parameters.
    case table
    /// A drawing of a check.
    case figure
    /// A check against the whole catalogue of bugs.
    case mutants

    /// The name that an info string begins with.
    init?(beginning info: String) {
      self.init(rawValue: info.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? "")
    }
  }

  /// What the block is.
  public var name: Name
  /// The id that other parts of the notebook refer to, if the block has one.
  public var id: Located<String>?
  /// The block's keys; nil where they cannot be read.
  public var body: YAMLValue?
  /// The bytes of the block's first line.
  public var range: Range<Int>
  /// The bytes of the whole block, fences included.
  public var extent: Range<Int>
}

extension Directive {
  /// Reads a fenced block if its info string begins with the name of a directive.
  ///
  /// - Parameters:
  ///   - info: The info string.
  ///   - range: The bytes of the line with the info string.
  ///   - extent: The bytes of the whole block.
  ///   - body: The text between the fences.
  ///   - source: The notebook.
  ///   - diagnostics: Takes what is wrong with the block.
  /// - Returns: Nil where the block is ordinary code.
  static func parsing(
    info: String, at range: Range<Int>, extent: Range<Int>, body: MappedText,
    in source: SourceText, diagnostics: inout [Diagnostic]
  ) -> Directive? {
    let info = InfoString(info, at: range, in: source)
    guard let first = info.words.first else { return nil }
    guard let name = Name(rawValue: first.value) else {
      if let joined = info.joinedName(among: Name.allCases.map(\.rawValue) + ["math"]) {
        diagnostics.append(joined)
      } else if let meant = misspelled(first.value) {
        diagnostics.append(
          Diagnostic(
            "block '\(first.value)' is unknown; did you mean '\(meant)'?", at: first.range,
            in: source
          ).correcting(first.value, among: [meant]))
      }
      return nil
    }
    diagnostics += info.doubledOptions(of: ["id"])
    var id: Located<String>?
    for word in info.words.dropFirst() {
      let parts = word.value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2, parts[0] == "id" {
        id = Located(String(parts[1]), at: word.range)
        // What is only referred to may have the prefix that says what it is: 'fig:sweep'.
        let isName = parts[1].wholeMatch(of: /([A-Za-z]+:)?[A-Za-z][\w\-]*/) != nil
        if !isName || (name == .gradcheck && parts[1].contains(":")) {
          diagnostics.append(
            Diagnostic(
              "id '\(parts[1])' can't be used in a value's name; an id is a letter followed by "
                + "letters, digits, '-' and '_'",
              at: word.range, in: source))
        }
      } else {
        diagnostics.append(
          Diagnostic(
            "'\(word.value)' is not an option of a \(name.rawValue) block; the only one is 'id=NAME'",
            at: word.range, in: source))
      }
    }
    var directive = Directive(name: name, id: id, range: range, extent: extent)
    do throws(Diagnostic) {
      directive.body = try YAMLValue.parsing(body, in: source)
    } catch {
      diagnostics.append(error)
    }
    return directive
  }

  /// The directive that an unknown name was probably meant to be.
  ///
  /// Languages have short names, so only a slip in a long one counts.
  private static func misspelled(_ name: String) -> String? {
    let meant = Suggestion.nearest(to: name, among: Name.allCases.map(\.rawValue))
    guard let meant, Suggestion.editDistance(name.lowercased(), meant) <= (meant.count > 6 ? 2 : 1)
    else { return nil }
    return meant
  }
}
