import Cells

/// The names that the checks of an exercise rest on, which a submission must leave alone.
///
/// A check calls functions of the library, such as `abs` and `<`, by names that a submission could
/// declare for itself, and the notebook's own functions with the types that students were given. What
/// a program declares is read from the names in its symbol table (the mangled names of Swift).
struct CheckedNames {
  /// Names that the checks use and the notebook does not declare.
  private let words: Set<String>
  /// Names of members that they use.
  private let members: Set<String>
  /// What the program declares that students were given.
  private let given: Set<String>
  /// The functions among that which the checks call.
  private let functions: Set<String>

  /// Collects the names in checks.
  ///
  /// - Parameters:
  ///   - checks: The lines of the cells that check.
  ///   - others: The lines of the notebook's other cells, solutions included.
  ///   - given: The names that the program defines that students are given.
  init(checks: [String], others: [String], given: Set<String>) {
    let used = SwiftWords(in: checks)
    let declared = SwiftWords.declared(in: checks + others)
    words = used.words.subtracting(declared)
    members = used.members
    self.given = given
    functions = given.filter { symbol in
      guard let name = MangledName(symbol), name.isFunction else { return false }
      return used.words.contains(name.text)
    }
  }

  /// What a submission declares that it must not.
  ///
  /// - Parameters:
  ///   - symbols: The names that its program defines.
  ///   - known: Those that the notebook's own solutions define, where they take part.
  /// - Returns: The names as they are written in Swift, sorted.
  func intrusions(in symbols: Set<String>, besides known: Set<String> = []) -> [String] {
    var found: Set<String> = []
    for symbol in symbols.subtracting(given).subtracting(known) {
      if let name = MangledName(symbol) {
        if words.contains(name.text), !name.isForOwnTypes { found.insert(name.text) }
      } else {
        found.formUnion(
          MangledName.members(of: symbol).filter { words.contains($0) || members.contains($0) })
      }
    }
    for symbol in functions.subtracting(symbols) {
      guard let name = MangledName(symbol) else { continue }
      if symbols.contains(where: { MangledName($0)?.text == name.text }) { found.insert(name.text) }
    }
    return found.sorted()
  }
}

/// The name of something at the top of the module `Notebook`, from its symbol.
private struct MangledName {
  /// The name as it is written in Swift.
  var text: String
  /// What follows the name in the symbol: the types.
  var rest: Substring
  private var isOperator = false

  private static let module = "8Notebook"
  /// Swift writes the characters of operators as letters.
  private static let operators: [Character: Character] = [
    "a": "&", "c": "@", "d": "/", "e": "=", "g": ">", "l": "<", "m": "*", "n": "!", "o": "|",
    "p": "+", "q": "?", "r": "%", "s": "-", "t": "~", "x": "^", "z": ".",
  ]

  /// Reads a symbol; nil where it is no name at the top of the module.
  init?(_ symbol: String) {
    guard symbol.hasPrefix("$s" + Self.module) else { return nil }
    self.init(identifier: symbol.dropFirst(2 + Self.module.count))
  }

  /// Reads a name with its length before it.
  private init?(identifier: Substring) {
    let digits = identifier.prefix { $0.isASCII && $0.isNumber }
    guard let length = Int(digits), length > 0 else { return nil }
    let tail = identifier.dropFirst(digits.count)
    text = String(tail.prefix(length))
    rest = tail.dropFirst(length)
    if ["oi", "op", "oP"].contains(rest.prefix(2)) {
      isOperator = true
      text = String(text.compactMap { Self.operators[$0] })
    }
  }

  /// Whether this is a function, and not something inside of one.
  var isFunction: Bool { rest.hasSuffix("F") && !rest.contains("L_") && !rest.contains("U") }

  /// Whether this is an operator for types that the library's has nothing to do with.
  var isForOwnTypes: Bool {
    guard isOperator else { return false }
    // `AA` stands for the module, hence for a type that the submission declares.
    if rest.contains("AA") { return true }
    // A sum of lists is no sum that a check could have meant: those of the library take numbers.
    let isArithmetic = text.allSatisfy { "+-*/%".contains($0) }
    return isArithmetic && rest.dropFirst(2).prefixMatch(of: /y(S[0-9]*[a-z])+_/) == nil
  }

  /// The names of the members that an extension of another module's type declares.
  static func members(of symbol: String) -> [String] {
    guard symbol.hasPrefix("$s"), let start = symbol.firstRange(of: module)?.upperBound else {
      return []
    }
    let tail = symbol[start...]
    return tail.indices.filter { tail[$0] == "E" }
      .compactMap { MangledName(identifier: tail[tail.index(after: $0)...])?.text }
  }
}
