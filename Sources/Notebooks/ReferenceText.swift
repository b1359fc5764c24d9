/// The text of a reference to a value, taken apart.
///
/// ```
/// reference  ->  path [ ":" format ] [ "=" stated ]
/// path       ->  name [ "[" subscripts "]" ]
/// ```
/// By hand, as a page has hundreds of them and a regular expression is compiled for each.
struct ReferenceText {
  /// The names and the subscripts.
  let path: Substring
  /// What stands between the brackets.
  private(set) var subscripts: Substring?
  /// What follows the colon.
  private(set) var format: Substring?
  /// What follows the equals sign.
  private(set) var stated: Substring?

  /// Takes a text apart; nil if it is no reference.
  init?(_ text: Substring) {
    var rest = text.drop(while: \.isWhitespace)
    guard let first = rest.first, first == "_" || first.isASCII && first.isLetter else {
      return nil
    }
    let start = rest.startIndex
    rest = rest.drop { $0.isLetter || $0.isNumber || "_.-".contains($0) }
    let bracket = rest.drop(while: \.isWhitespace)
    if bracket.first == "[", let close = bracket.firstIndex(of: "]") {
      subscripts = bracket[..<close].dropFirst()
      rest = bracket[close...].dropFirst()
    }
    path = text[start..<rest.startIndex]
    rest = rest.drop(while: \.isWhitespace)
    if rest.first == ":" {
      rest = rest.dropFirst().drop(while: \.isWhitespace)
      let word = rest.prefix { $0 != "=" && !$0.isWhitespace }
      format = word
      rest = rest[word.endIndex...].drop(while: \.isWhitespace)
    }
    if rest.first == "=" {
      stated = rest.dropFirst()
      rest = rest.prefix(0)
    }
    guard rest.isEmpty else { return nil }
  }
}
