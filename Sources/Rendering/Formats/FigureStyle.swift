/// The style of drawings, read from the page's style sheet, for formats that have none.
struct FigureStyle {
  /// The rules for the shapes: the classes that one needs, and what it then has.
  private let rules: [(classes: Set<Substring>, properties: [String: String])]

  /// The style of the light page, with variables put in.
  static let light = FigureStyle()

  private static var sheet: String { String(decoding: PackageResources.style_css, as: UTF8.self) }

  private init() {
    let variables = Self.variables
    rules = Self.lines.compactMap { line in
      guard let match = line.wholeMatch(of: /svg ((?:\.[a-z-]+)+) \{(.*)\}\s*/) else { return nil }
      var properties: [String: String] = [:]
      for part in match.output.2.split(separator: ";") {
        let pair = part.split(separator: ":", maxSplits: 1).map { String($0).trimmingWhitespace }
        if pair.count == 2 { properties[pair[0]] = Self.resolve(pair[1], variables) }
      }
      return (Set(match.output.1.split(separator: ".")), properties)
    }
  }

  /// What a shape looks like, its own attributes included.
  func properties(of element: MarkupElement) -> [String: String] {
    let classes = Set(element.classes)
    var result: [String: String] = [:]
    // A rule with more classes counts for more, as in CSS.
    for rule in rules.sorted(by: { $0.classes.count < $1.classes.count })
    where rule.classes.isSubset(of: classes) {
      result.merge(rule.properties) { $1 }
    }
    for name in ["fill", "stroke", "stroke-width", "fill-opacity", "opacity", "stroke-dasharray"] {
      if let value = element.attributes[name], result[name] == nil { result[name] = value }
    }
    return result
  }

  /// A drawing that stands in a file of its own, with the style that it needs.
  static func standalone(_ svg: MarkupElement) -> String {
    let variables = variables
    let style = lines.filter { $0.hasPrefix("svg") }.map { resolve($0, variables) }
    guard let end = svg.source.firstIndex(of: ">") else { return svg.source }
    var tag = svg.source[..<end]
    if !tag.contains("xmlns=") { tag += " xmlns=\"http://www.w3.org/2000/svg\"" }
    return """
      \(tag)>
      <style>
      svg { background: \(variables["--page"] ?? "#fff"); }
      \(style.joined(separator: "\n"))
      </style>\(svg.source[svg.source.index(after: end)...])

      """
  }

  private static var lines: [String] {
    sheet.split(separator: "\n").filter { $0.hasPrefix("svg") }.map(String.init)
  }

  /// The variables of the first rule, which are those of the light page.
  private static var variables: [String: String] {
    let root = sheet.firstMatch(of: /:root \{([^}]*)\}/)?.output.1 ?? ""
    let pairs = root.matches(of: /(--[a-z-]+):\s*([^;]+);/).map {
      (String($0.output.1), String($0.output.2))
    }
    return Dictionary(pairs) { first, _ in first }
  }

  private static func resolve(_ text: String, _ variables: [String: String]) -> String {
    text.replacing(/var\((--[a-z-]+)\)/) { variables[String($0.output.1)] ?? "inherit" }
  }
}
