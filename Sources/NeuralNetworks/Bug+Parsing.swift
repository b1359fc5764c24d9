extension Bug {
  /// Reads the name of a bug.
  ///
  /// ```
  /// bug       ->  NAME [ "(" [ argument { "," argument } ] ")" ]
  ///            |  QUANTITY "-" ( "doubled" | "quadrupled" | "negated" )
  /// argument  ->  QUANTITY | LAYER | NUMBER
  /// QUANTITY  ->  ( "dW" | "db" | "dA" | "dZ" ) LAYER
  /// ```
  ///
  /// Layers count from 1, rows and columns from 0. `dW2-doubled` is `doubled(dW2)`, and
  /// `db1-quadrupled` is `numerator(db1, 4)`, the mean taken as 4/m.
  ///
  /// - Parameter text: The name, such as `scaled(dW2, 2)`.
  /// - Returns: The bug, whose identifier is the text without its outer spaces.
  /// - Throws: What is wrong with the name; whether a network has the place is checked elsewhere.
  public static func parsing(_ text: String) throws(BugError) -> Bug {
    let text = text.trimmed
    if let bug = readingSuffix(of: text) { return bug }
    let (name, words) = try split(text)
    guard let kind = BugKind.all.first(where: { $0.name == name }) else { throw .unknown(name) }
    guard let arguments = kind.arguments(from: words) else {
      throw .arguments(text, usage: kind.usage)
    }
    return Bug(kind, arguments, identifier: text)
  }

  /// The names of all kinds, and of the course's two bugs.
  public static let names = BugKind.all.map(\.name) + ["dW2-doubled", "db1-quadrupled"]

  private static func readingSuffix(of text: String) -> Bug? {
    guard let dash = text.firstIndex(of: "-"), let place = Place(text[..<dash]) else { return nil }
    let call: (name: String, number: [Argument])? =
      switch text[text.index(after: dash)...] {
      case "doubled": ("doubled", [])
      case "negated": ("negated", [])
      case "quadrupled": place.isParameterGradient ? ("numerator", [.number(4)]) : nil
      default: nil
      }
    guard let call, let kind = BugKind.all.first(where: { $0.name == call.name }) else {
      return nil
    }
    return Bug(kind, [.quantity(place)] + call.number, identifier: text)
  }

  /// Separates the name from the arguments.
  private static func split(_ text: String) throws(BugError) -> (name: String, words: [String]) {
    guard let open = text.firstIndex(of: "(") else {
      if text.contains(")") { throw .parentheses(text) }
      return (text, [])
    }
    let inner = text[text.index(after: open)...].dropLast()
    guard text.hasSuffix(")"), !inner.contains(where: { "()".contains($0) }) else {
      throw .parentheses(text)
    }
    let words = inner.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmed }
    return (text[..<open].trimmed, words == [""] ? [] : words)
  }
}

extension BugKind {
  /// Reads arguments as the parameters understand them, or returns nil if they don't fit.
  fileprivate func arguments(from words: [String]) -> [Bug.Argument]? {
    guard words.count <= parameters.count else { return nil }
    var arguments: [Bug.Argument] = []
    for (index, parameter) in parameters.enumerated() {
      if words.indices.contains(index) {
        guard let argument = parameter.read(words[index]) else { return nil }
        arguments.append(argument)
      } else {
        switch parameter {
        case .gradientOrAll: break
        case .number(_, let number?): arguments.append(.number(number))
        case .index(_, let index?): arguments.append(.number(Double(index)))
        default: return nil
        }
      }
    }
    return arguments
  }
}

extension BugKind.Parameter {
  fileprivate func read(_ word: String) -> Bug.Argument? {
    switch self {
    case .quantity:
      return Bug.Place(word).map(Bug.Argument.quantity)
    case .gradient, .gradientOrAll:
      guard let place = Bug.Place(word), place.isParameterGradient else { return nil }
      return .quantity(place)
    case .weightGradient:
      guard case .weightGradient? = Bug.Place(word) else { return nil }
      return Bug.Place(word).map(Bug.Argument.quantity)
    case .biasGradient:
      guard case .biasGradient? = Bug.Place(word) else { return nil }
      return Bug.Place(word).map(Bug.Argument.quantity)
    case .hiddenLayer:
      guard let layer = Int(word), layer > 0 else { return nil }
      return .layer(layer)
    case .number:
      guard let number = Double(word), number.isFinite else { return nil }
      return .number(number)
    case .index:
      guard let index = Int(word), 0...1 << 24 ~= index else { return nil }
      return .number(Double(index))
    }
  }
}

extension StringProtocol {
  /// The text without white space around it.
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
