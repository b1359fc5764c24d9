import Notebooks

/// A place of a page that links can lead to.
struct Anchor {
  /// What the place is.
  enum Kind: String {
    case section, equation, figure, table, other

    /// What a message calls it.
    var noun: String { self == .other ? "part of the page" : rawValue }

    /// The word before the number: "Equation".
    var word: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
  }

  var kind: Kind
  /// The `id` of the element.
  var id: String
  /// The number, where it has one.
  var number: String?
  /// The heading's text, without markup.
  var title: String?

  /// The number as a reference gives it: an equation's in parentheses.
  var shownNumber: String? {
    number.map { kind == .equation ? "(\($0))" : $0 }
  }
}

/// The places of a page by the names that links give them.
struct Anchors {
  private var anchors: [String: Anchor] = [:]
  /// All names, in the order they were added.
  private(set) var names: [String] = []

  subscript(name: String) -> Anchor? { anchors[name] }

  /// Adds a place; returns false where the name is taken.
  mutating func add(_ name: String, _ anchor: Anchor) -> Bool {
    guard anchors[name] == nil else { return false }
    anchors[name] = anchor
    names.append(name)
    return true
  }

  /// A name for a heading: its text as GitHub makes it an address, with a number where that is taken.
  func slug(for text: String) -> String {
    let allowed = text.lowercased().unicodeScalars.filter { scalar in
      scalar == "-" || scalar == "_" || scalar == " " || scalar.properties.isAlphabetic
        || scalar.properties.numericType != nil
        || scalar.properties.generalCategory == .nonspacingMark
    }
    var slug = String(String.UnicodeScalarView(allowed)).replacing(" ", with: "-")
    if slug.isEmpty { slug = "section" }
    guard anchors[slug] != nil else { return slug }
    let number = (1...).first { anchors["\(slug)-\($0)"] == nil } ?? 1
    return "\(slug)-\(number)"
  }
}

/// The rule for labels: what names an equation, a section, a figure or a table.
enum Label {
  static let rule =
    "a label is a letter followed by letters, digits, ':', '-', '_' and '.', as in 'eq:difference'"

  static func isValid(_ label: String) -> Bool {
    label.wholeMatch(of: /[A-Za-z][A-Za-z0-9:_.\-]*/) != nil
  }
}
