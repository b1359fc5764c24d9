internal import Synchronization

/// KaTeX's style sheet, of which each page gets what its formulas use.
///
/// It is read once, and remembers what each formula uses, as the variants of a notebook share most of
/// their formulas.
final class MathStyleSheet: Sendable {
  private let installation: KaTeXInstallation
  private let rules: [CSSRule]
  private let faces: [FontFace]
  private let state: Mutex<State>

  private struct State {
    var tree: StyleTree
    var uses: [String: StyleUse] = [:]
    /// Rules `@font-face` with the font inside, by the name of the font's file.
    var embedded: [String: String] = [:]

    mutating func use(of formula: String) -> StyleUse {
      if let known = uses[formula] { return known }
      let use = tree.use(of: formula)
      uses[formula] = use
      return use
    }
  }

  /// Reads the style sheet.
  ///
  /// - Throws: `TypesettingError` if it can't be read.
  init(of installation: KaTeXInstallation) throws(TypesettingError) {
    self.installation = installation
    let source = String(decoding: try contents(ofFile: installation.styleSheet), as: UTF8.self)
    rules = cssRules(in: source)
    faces = rules.compactMap(FontFace.init)
    state = Mutex(State(tree: StyleTree(rules: rules)))
  }

  /// Returns what a page's style sheet must have for the formulas given.
  ///
  /// - Parameter html: The formulas, as `Typesetter.typeset(_:)` returned them.
  /// - Returns: The rules that can apply to them, and the fonts that they use as data URLs; no other
  ///   file is referred to. Empty if there are no formulas. It depends only on which classes and
  ///   fonts occur, not on the order of the formulas.
  /// - Throws: `TypesettingError` if a font that is used can't be read.
  func text(for html: some Sequence<String>) throws(TypesettingError) -> String {
    try state.withLock { state throws(TypesettingError) in
      var use = StyleUse()
      for formula in html { use.formUnion(state.use(of: formula)) }
      guard !use.classes.isEmpty else { return "" }

      let used = Set(use.fonts.compactMap { font in bestFace(for: font, among: faces)?.file })
      var sheet = ""
      for face in faces where used.contains(face.file) {
        if state.embedded[face.file] == nil { state.embedded[face.file] = try embedded(face) }
        sheet += state.embedded[face.file] ?? ""
      }
      for rule in rules where !rule.prelude.hasPrefix("@") {
        // A selector that names a class which doesn't occur matches nothing.
        let selectors = rule.selectors.filter { use.classes.isSuperset(of: $0.requiredClasses) }
        guard !selectors.isEmpty else { continue }
        sheet += selectors.map(\.text).joined(separator: ",") + "{\(rule.body)}"
      }
      return sheet
    }
  }

  private func embedded(_ face: FontFace) throws(TypesettingError) -> String {
    for (suffix, format) in [("woff2", "woff2"), ("woff", "woff"), ("ttf", "truetype")] {
      let path = "\(installation.fonts)/\(face.file).\(suffix)"
      guard let bytes = try? contents(ofFile: path) else { continue }
      let media = suffix == "ttf" ? "font/ttf" : "font/\(suffix)"
      return """
        @font-face{font-family:\(face.font.family);\
        src:url(data:\(media);base64,\(base64(bytes))) format('\(format)');\
        font-weight:\(face.font.weight);font-style:\(face.font.isItalic ? "italic" : "normal")}
        """
    }
    throw .unreadable(path: "\(installation.fonts)/\(face.file).woff2")
  }
}

/// A font as CSS asks for it.
struct Font: Hashable {
  var family = ""
  var weight = 400
  var isItalic = false
}

extension Font {
  /// Sets what the declarations of a rule say about the font.
  mutating func apply(_ declarations: [Declaration]) {
    for declaration in declarations {
      switch declaration.property {
      case "font":
        // KaTeX's one shorthand: a family of its own, and all else back to normal.
        self = Font(family: Self.family(in: declaration.value))
      case "font-family": family = Self.family(in: declaration.value)
      case "font-weight": weight = Self.weight(declaration.value)
      case "font-style": isItalic = declaration.value != "normal"
      default: break
      }
    }
  }

  private static func family(in value: Substring) -> String {
    let first = value.split(separator: ",").first ?? value
    let name = first.split(separator: " ").last ?? first
    return name.filter { $0 != "\"" && $0 != "'" }
  }

  private static func weight(_ value: Substring) -> Int {
    Int(value) ?? (value == "bold" ? 700 : 400)
  }
}

/// One file of a font family: the style sheet's `@font-face`.
private struct FontFace {
  var font: Font
  /// The file's name without its suffix.
  var file: String

  init?(_ rule: CSSRule) {
    guard rule.prelude == "@font-face" else { return nil }
    font = Font()
    font.apply(rule.declarations)
    guard let source = rule.declarations.first(where: { $0.property == "src" })?.value,
      let name = source.split(separator: ")").first?.split(separator: "/").last,
      let stem = name.split(separator: ".").first
    else { return nil }
    file = String(stem)
  }
}

/// The face that a browser takes: of the family, with the style if there is one, then the weight.
private func bestFace(for font: Font, among faces: [FontFace]) -> FontFace? {
  return faces.filter { $0.font.family == font.family }.min { rank($0) < rank($1) }

  func rank(_ face: FontFace) -> (Int, Int) {
    (face.font.isItalic == font.isItalic ? 0 : 1, abs(face.font.weight - font.weight))
  }
}
