/// A piece of HTML as a tree, from which the other formats are written.
///
/// Panels, tables, figures and whatever else a page shows are composed once, as HTML. The other
/// formats walk what came of it, so that no format can show less than the page, or something else.
enum Markup {
  /// Text, with its references resolved.
  case text(String)
  /// An element.
  case element(MarkupElement)
}

/// An element with what it holds.
final class MarkupElement {
  let name: String
  let attributes: [String: String]
  fileprivate(set) var children: [Markup] = []
  /// The element as it was written, for an `svg`.
  fileprivate(set) var source = ""

  init(name: String, attributes: [String: String]) {
    self.name = name
    self.attributes = attributes
  }

  /// The words of the `class` attribute.
  var classes: [Substring] { attributes["class", default: ""].split(separator: " ") }

  /// The elements among the children.
  var elements: [MarkupElement] { children.compactMap(\.element) }

  /// The first element of a name at any depth.
  func first(_ name: String) -> MarkupElement? {
    for element in elements {
      if element.name == name { return element }
      if let found = element.first(name) { return found }
    }
    return nil
  }

  /// The elements of a name at any depth, in document order, without those inside of them.
  func all(_ name: String) -> [MarkupElement] {
    elements.flatMap { $0.name == name ? [$0] : $0.all(name) }
  }

  /// All text at any depth.
  var text: String { children.map(\.text).joined() }
}

extension Markup {
  var element: MarkupElement? {
    if case .element(let element) = self { element } else { nil }
  }

  var text: String {
    switch self {
    case .text(let text): text
    case .element(let element): element.text
    }
  }

  /// Whether there is nothing but white space.
  var isBlank: Bool {
    if case .text(let text) = self { text.allSatisfy(\.isWhitespace) } else { false }
  }

  /// Reads HTML as it is written here and by libcmark.
  ///
  /// An author's raw HTML may be anything: an end tag that closes nothing is passed over, and the end
  /// of the text closes what is open.
  ///
  /// - Parameter html: The HTML.
  /// - Returns: The topmost nodes.
  /// - Complexity: O(*n*) in the length of the text, for each level of nesting that is left open.
  static func parsing(_ html: String) -> [Markup] {
    var parser = MarkupParser(html: html)
    return parser.parse()
  }
}

private struct MarkupParser {
  private let bytes: [UInt8]
  private var open = [MarkupElement(name: "", attributes: [:])]
  private var starts = [0]

  private static let voids: Set<String> = ["br", "hr", "img", "input", "meta", "link", "wbr"]

  init(html: String) { bytes = Array(html.utf8) }

  mutating func parse() -> [Markup] {
    var index = 0
    while index < bytes.count {
      let end = bytes[index...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
      if end > index { append(.text(text(index..<end).resolvingReferences)) }
      index = end < bytes.count ? tag(at: end) : end
    }
    while open.count > 1 { close(at: bytes.count) }
    return open[0].children
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private func append(_ node: Markup) { open[open.count - 1].children.append(node) }

  private mutating func close(at end: Int) {
    let element = open.removeLast()
    let start = starts.removeLast()
    if element.name == "svg" { element.source = text(start..<end) }
  }

  /// Reads the tag that begins at an index; returns the index after it.
  private mutating func tag(at start: Int) -> Int {
    var end = start + 1
    var quote: UInt8?
    while end < bytes.count, quote != nil || bytes[end] != UInt8(ascii: ">") {
      if let open = quote {
        if bytes[end] == open { quote = nil }
      } else if bytes[end] == UInt8(ascii: "\"") || bytes[end] == UInt8(ascii: "'") {
        quote = bytes[end]
      }
      end += 1
    }
    let after = min(end + 1, bytes.count)
    let content = text(start + 1..<end)
    if content.hasPrefix("!") || content.hasPrefix("?") { return after }
    if content.hasPrefix("/") {
      let name = content.dropFirst().prefix { !$0.isWhitespace }.lowercased()
      guard open.dropFirst().contains(where: { $0.name == name }) else { return after }
      while open.count > 1, open[open.count - 1].name != name { close(at: start) }
      close(at: after)
      return after
    }
    let name = content.prefix { !$0.isWhitespace && $0 != "/" }.lowercased()
    let element = MarkupElement(name: name, attributes: Self.attributes(content))
    append(.element(element))
    if !content.hasSuffix("/"), !Self.voids.contains(name) {
      open.append(element)
      starts.append(start)
    }
    return after
  }

  private static func attributes(_ tag: String) -> [String: String] {
    guard tag.contains(where: \.isWhitespace) else { return [:] }
    var result: [String: String] = [:]
    for match in tag.matches(
      of: /\s([A-Za-z][\w:\-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/)
    {
      let value = match.output.2 ?? match.output.3 ?? match.output.4 ?? ""
      result[match.output.1.lowercased()] = String(value).resolvingReferences
    }
    return result
  }
}

extension String {
  /// The text with its character references resolved.
  fileprivate var resolvingReferences: String {
    guard utf8.contains(UInt8(ascii: "&")) else { return self }
    return replacing(/&(?:#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6})|(amp|lt|gt|quot|nbsp));/) { match in
      let code =
        match.output.1.flatMap { UInt32($0) } ?? match.output.2.flatMap { UInt32($0, radix: 16) }
      if let scalar = code.flatMap(Unicode.Scalar.init) { return String(scalar) }
      switch match.output.3 {
      case "amp": return "&"
      case "lt": return "<"
      case "gt": return ">"
      case "quot": return "\""
      case "nbsp": return "\u{A0}"
      default: return String(match.output.0)
      }
    }
  }
}

extension MarkupElement {
  /// The element with these children.
  func with(_ children: [Markup]) -> MarkupElement {
    self.children = children
    return self
  }
}

extension MarkupElement {
  /// The TeX of a formula with its number as a tag.
  var numberedFormula: String {
    let tex = first("tex")?.text.trimmingNewlines ?? ""
    let number = elements.first { $0.classes.contains("equation-number") }?.text ?? ""
    let digits = number.filter { !"()".contains($0) }.trimmingWhitespace
    return digits.isEmpty ? tex : tex + " \\tag{\(digits)}"
  }

  /// Whether the element says nothing that is not said by a word beside it.
  var isDecoration: Bool { attributes["aria-hidden"] == "true" }
}
