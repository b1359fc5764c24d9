import Testing

@testable import Notebooks

struct FormulaTests {
  @Test(arguments: [
    ("$$\nx\n$$", ["\nx\n"]),
    ("$$\n- x\n= y\n+ z\n> w\n# v\n$$", ["\n- x\n= y\n+ z\n> w\n# v\n"]),
    ("$$x\n- y$$ and text", ["x\n- y"]),
    ("> $$\n> a\n> > b\n> $$", ["\na\n> b\n"]),
    ("> > $$\n> > - a\n> > $$", ["\n- a\n"]),
    ("- $$\n  - a\n  $$\n", ["\n- a\n"]),
    ("1. $$\n   + a\n   $$\n", ["\n+ a\n"]),
    ("text\n$$\n= x\n$$\nmore", ["\n= x\n"]),
    ("$$\r\n- x\r\n$$\r\n", ["\n- x\n"]),
    ("$$\r- x\r$$", ["\n- x\n"]),
    ("$$\n\t- x\n$$", ["\n- x\n"]),
    ("```math\n- x\n= y\n```", ["- x\n= y"]),
    ("$a % b\r\nc$", ["a % b\nc"]),
    ("> ```math\n> > x\n> ```", ["> x"]),
    ("- ```math\n  x\n  ```", ["x"]),
    ("~~~math\nx\n~~~", ["x"]),
    ("$`a_b`$ and $c$ and $$d$$", ["a_b", "c", "d"]),
    ("# A $x$ in a heading", ["x"]),
    ("*$a*b$*", ["a*b"]),
    ("[$x$](y)", ["x"]), ("![$x$](y)", ["x"]), ("> a $b\n> c$", ["b\nc"]),
    ("- a $b\n  c$", ["b\nc"]),
    ("$x^{\\value{a.J:.3f}} + \\value{b.J}$", ["x^{<a.J>} + <b.J>"]),
  ])
  func `a formula is what its delimiters hold`(text: String, tex: [String]) throws {
    #expect(problems(text) == [])
    #expect(try #require(notebook(text).edition()).tex == tex)
  }

  @Test(arguments: [
    "    $$\n    x\n    $$", "```\n$$\nx\n$$\n```", "`$x$`", "```tex\n$x$\n```", "\\$x\\$",
    "$5 and $6",
    "<b title='$x$'>",
  ])
  func `code, tags and prices hold no formula`(text: String) throws {
    #expect(problems(text) == [])
    let edition = try #require(notebook(text).edition())
    #expect(edition.tex == [])
    #expect(edition.markdown == text)
  }

  @Test(arguments: [
    ("a\n\n$$\nx\n\ny", "3:1"), ("> $$\n> x\n\ny", "1:3"), ("$$\nx\n```\n$$\n```", "1:1"),
    ("- $$\n\n  x\n  $$", "1:3"),
  ])
  func `a formula that is never closed is reported where it begins`(text: String, place: String) {
    let message = "\(place): the formula that begins here is never closed; it ends with '$$'"
    #expect(problems(text).contains(message))
  }

  @Test(arguments: [
    ("$\\value$", "1:2"), ("$\\value {$", "1:2"), ("$\\value{}$", "1:2"),
    ("$\\value{a.J$", "1:2"), ("$a\\value{a b}$", "1:3"), ("$\\value{a.J:.3q}$", "1:13"),
    ("$\\value{a.J = 2}$", "1:15"), ("```math\n\\value{a.J[x]}\n```", "2:12"),
  ])
  func `an unfinished value in a formula is reported`(text: String, place: String) {
    #expect(problems(text).map { String($0.prefix(place.count + 1)) } == [place + ":"])
  }

  @Test func `a longer name is another command`() throws {
    #expect(try #require(notebook("$\\values{x}$").edition()).tex == ["\\values{x}"])
  }

  @Test func `a notebook holds so many formulas`() {
    let text = String(repeating: "$x$ ", count: 6402)
    #expect(
      problems(text) == ["1:25601: a notebook holds at most 6400 formulas and values; split it"])
  }
}
