// As much of CSS as KaTeX's style sheet is written in:
//
//     sheet       -> (prelude '{' declarations '}')*         no rule within a rule
//     selector    -> compound ((' ' | '>') compound)*
//     compound    -> name? ('.' class | ':not(' compound ')' | ':'+ pseudo)*

/// A rule of a style sheet.
struct CSSRule {
  /// The selectors as they are written, or `@font-face`.
  let prelude: String
  /// What is between the braces.
  let body: String
  /// The selectors.
  let selectors: [Selector]

  init(prelude: String, body: String) {
    self.prelude = prelude
    self.body = body
    selectors = prelude[...].split(at: ",").map { Selector(String($0)) }
  }

  var declarations: [Declaration] {
    body[...].split(at: ";").compactMap { text in
      text.cut(at: ":").map { Declaration(property: $0.trimmed, value: $1.trimmed) }
    }
  }
}

struct Declaration {
  var property: Substring
  var value: Substring
}

/// Which elements a rule applies to.
struct Selector {
  let text: String
  /// From the outermost element to the one styled.
  private(set) var steps: [Step]
  /// Classes without which nothing can match.
  let requiredClasses: [String]

  struct Step {
    /// Whether it must be the parent of the next step's element rather than any ancestor.
    var isParent = false
    var name = ""
    var classes: [String] = []
    var excluded: [String] = []
    var pseudo = false
  }
}

/// The rules of a style sheet, without its comments.
func cssRules(in sheet: String) -> [CSSRule] {
  withoutComments(sheet)[...].split(at: "}").compactMap { text in
    text.cut(at: "{").map { CSSRule(prelude: String($0.trimmed), body: String($1.trimmed)) }
  }
}

extension Selector {
  init(_ source: String) {
    text = String(source[...].trimmed)
    var steps: [Step] = []
    for (index, family) in text[...].split(at: ">").enumerated() {
      if index > 0, !steps.isEmpty { steps[steps.count - 1].isParent = true }
      steps += family.split(whereSeparator: \.isWhitespace).map { Step($0) }
    }
    self.steps = steps
    requiredClasses = steps.flatMap(\.classes)
  }
}

extension Selector.Step {
  fileprivate init(_ compound: Substring) {
    var rest = compound
    name = String(Self.identifier(&rest))
    while let mark = rest.popFirst() {
      if mark == "." {
        classes.append(String(Self.identifier(&rest)))
      } else if mark == ":", rest.hasPrefix("not(.") {
        rest = rest.dropFirst(5)
        excluded.append(String(Self.identifier(&rest)))
        rest = rest.drop { $0 == ")" }
      } else {
        pseudo = true
        _ = Self.identifier(&rest)
      }
    }
  }

  private static func identifier(_ rest: inout Substring) -> Substring {
    let end = rest.firstIndex { $0 == "." || $0 == ":" || $0 == ")" } ?? rest.endIndex
    defer { rest = rest[end...] }
    return rest[..<end]
  }
}

private func withoutComments(_ sheet: String) -> String {
  var text = ""
  var rest = sheet[...]
  while let (before, after) = rest.cut(at: "/*") {
    text += before
    rest = after.cut(at: "*/")?.after ?? ""
  }
  return text + rest
}
