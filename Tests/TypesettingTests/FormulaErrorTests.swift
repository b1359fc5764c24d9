import Testing

@testable import Typesetting

@Suite struct FormulaErrorTests {
  private static let endInArgument =
    "Unexpected end of input in a macro argument, expected '}'"

  @Test(
    arguments: [
      (tex: "a + }", message: "Expected 'EOF', got '}'", offset: 4),
      (tex: #"\frac{1}"#, message: endInArgument, nil),
      (tex: #"\frac{1}{2"#, message: endInArgument, 10),
      (tex: #"\unknown"#, message: #"Undefined control sequence: \unknown"#, 0),
      (tex: #"x + \text{é}é\unknown y"#, message: #"Undefined control sequence: \unknown"#, 15),
      (tex: #"\text{𝔸}\unknown"#, message: #"Undefined control sequence: \unknown"#, 11),
      (tex: "x^2^3", message: "Double superscript", 3),
      (tex: #"\left( x"#, message: #"Expected '\right', got 'EOF'"#, 8),
      (tex: #"\begin{matrx} \end{matrx}"#, message: "No such environment: matrx", 6),
      (tex: "#", message: "Expected 'EOF', got '#'", 0),
      (tex: "a $ b", message: "Can't use function '$' in math mode", 2),
      (tex: #"\href{https://example.org}{x}"#, #"'\href' could load or run"#, 0),
      (tex: #"y \includegraphics{x.png}"#, #"'\includegraphics' could load or run"#, 2),
    ] as [(tex: String, message: String, offset: Int?)])
  func `a bad formula's error is in KaTeX's words and has its place`(
    row: (tex: String, message: String, offset: Int?)
  ) throws {
    let error = try #require(try error(in: row.tex))
    #expect(error.message.hasPrefix(row.message))
    #expect(!error.message.contains("KaTeX parse error"))
    #expect(!error.message.contains("at position"))
    if let offset = row.offset { #expect(error.offset == offset) }
  }

  @Test func `an error that KaTeX gives no place has none`() throws {
    #expect(try error(in: #"x \tag{1} \tag{2}"#) == FormulaError(message: #"Multiple \tag"#))
  }

  // Each must end within seconds, as an error, and leave the typesetter working.
  private static let hostile = [
    HostileFormula(#"\def\a{\a\a}\a"#, "Too many expansions"),
    HostileFormula(#"\def\a{"# + many("x", 100) + "}" + many(#"\a"#, 200), tooMuch),
    HostileFormula(#"\edef\a{xx}"# + many(#"\edef\a{\a\a}"#, 17) + #"\a"#, tooMuch),
    HostileFormula(many("{", 4000) + many("}", 4000), "the formula nests too deeply"),
    HostileFormula(many(#"\sqrt{"#, 1000) + "x" + many("}", 1000), tooMuch),
    HostileFormula(many(#"\left("#, 600) + many(#"\right)"#, 600), tooMuch),
    HostileFormula(
      #"\begin{matrix}"# + many("&", 4000) + many(#"\\"#, 1800) + #"\end{matrix}"#, tooMuch),
    HostileFormula(many("{", 1 << 20), "the formula has 1048576 bytes"),
    HostileFormula(#"\rule{10000em}{1em}"#, "a length in the formula reaches 1000 em"),
    HostileFormula(#"\text{\raisebox{1000000em}{x}}"#, ""),
  ]
  private static let tooMuch = "the formula takes more than 256 MB of work"
  private static func many(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  @Test(.timeLimit(.minutes(2)), arguments: hostile)
  func `a hostile formula ends in an error`(row: HostileFormula) throws {
    let error = try #require(try error(in: row.tex))
    #expect(error.message.hasPrefix(row.message))
    _ = try typeset(#"\sqrt{2}"#).get()
  }

  @Test func `a long length is only one that is typeset`() throws {
    _ = try typeset(#"\text{10000em} \rule{900em}{1em}"#).get()
  }
}

/// A formula that is to use up what there is, with the beginning of its error.
struct HostileFormula: Sendable, CustomTestStringConvertible {
  let tex: String
  let message: String

  init(_ tex: String, _ message: String) {
    self.tex = tex
    self.message = message
  }

  // A log with a megabyte of braces in it helps nobody.
  var testDescription: String { String(tex.prefix(40)) }
}
