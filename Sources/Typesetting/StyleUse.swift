/// Which classes occur in KaTeX's HTML, and in which fonts its text is set.
struct StyleUse {
  fileprivate(set) var classes: Set<String> = []
  fileprivate(set) var fonts: Set<Font> = []

  /// Adds what something else uses.
  mutating func formUnion(_ other: StyleUse) {
    classes.formUnion(other.classes)
    fonts.formUnion(other.fonts)
  }
}

/// Finds out what KaTeX's HTML uses of a style sheet.
///
/// The fonts are found as a browser finds them, by applying the style sheet's rules: no list of
/// ours says which class means which font, so none can be out of date.
struct StyleTree {
  /// The rules that say something of fonts, the weakest first.
  private let fontRules: [(selector: Selector, declarations: [Declaration])]

  // Elements with the same classes in the same place share an entry, so that the rules are tried
  // once for all of them.
  private var places = [Place(parent: nil, name: "", classes: [], font: Font())]

  init(rules: [CSSRule]) {
    let candidates = rules.filter { $0.body.contains("font") && !$0.prelude.hasPrefix("@") }
      .flatMap { rule in
        rule.selectors.map { (selector: $0, declarations: rule.declarations) }
      }
      .filter { !$0.selector.steps.contains(where: \.pseudo) }
    // Within KaTeX's sheet the number of classes decides, and then the order.
    fontRules = candidates.enumerated()
      .sorted { a, b in
        (a.element.selector.requiredClasses.count, a.offset)
          < (b.element.selector.requiredClasses.count, b.offset)
      }
      .map(\.element)
  }

  /// Returns what a formula uses.
  mutating func use(of html: String) -> StyleUse {
    var use = StyleUse()
    var stack = [0]
    // MathML is there for screen readers and is not set in KaTeX's fonts.
    var mathDepth: Int?
    for piece in pieces(of: html) {
      let place = stack[stack.count - 1]
      switch piece {
      case .open(let tag, let isEmpty):
        let child = self.child(of: place, tag: tag)
        use.classes.formUnion(places[child].classes)
        if isEmpty { continue }
        if tag.utf8.starts(with: "math".utf8), mathDepth == nil { mathDepth = stack.count }
        // Even where it sets no text, the font of the whole gives each line its height.
        if places[child].classes.contains("katex") { use.fonts.insert(places[child].font) }
        stack.append(child)
      case .close:
        if stack.count > 1 { stack.removeLast() }
        if mathDepth == stack.count { mathDepth = nil }
      case .text:
        if mathDepth == nil { use.fonts.insert(places[place].font) }
      }
    }
    return use
  }
}

extension StyleTree {
  private struct Place {
    var parent: Int?
    var name: String
    var classes: [String]
    var font: Font
    /// By the tag's name and classes, as they are written.
    var children: [String: Int] = [:]
  }

  private mutating func child(of parent: Int, tag: String) -> Int {
    if let known = places[parent].children[tag] { return known }
    let name = tag.prefix { $0 != " " && $0 != "/" }
    var place = Place(
      parent: parent, name: String(name), classes: classNames(in: tag),
      font: places[parent].font)
    for rule in fontRules where matches(rule.selector.steps[...], place) {
      place.font.apply(rule.declarations)
    }
    places.append(place)
    places[parent].children[tag] = places.count - 1
    return places.count - 1
  }

  /// Whether the last step fits the place, and the others its ancestors.
  private func matches(_ steps: ArraySlice<Selector.Step>, _ place: Place) -> Bool {
    guard let last = steps.last else { return true }
    guard last.name.isEmpty || last.name == "*" || last.name == place.name,
      last.classes.allSatisfy(place.classes.contains),
      !last.excluded.contains(where: place.classes.contains)
    else { return false }
    let outer = steps.dropLast()
    guard let next = outer.last else { return true }
    var ancestor = place.parent
    while let index = ancestor {
      if matches(outer, places[index]) { return true }
      if next.isParent { return false }
      ancestor = places[index].parent
    }
    return false
  }
}
