import Testing

@testable import Typesetting

@Suite struct MathStyleSheetTests {
  @Test(arguments: [
    ("12", []),
    ("x", ["Math-Italic"]),
    (#"\mathbf{W}"#, ["Main-Bold"]),
    (#"\boldsymbol{\theta}"#, ["Math-BoldItalic"]),
    (#"\mathbb{R}"#, ["AMS-Regular"]),
    (#"\mathcal{L}"#, ["Caligraphic-Regular"]),
    (#"\mathscr{L}"#, ["Script-Regular"]),
    (#"\mathfrak{L}"#, ["Fraktur-Regular"]),
    (#"\mathsf{L}"#, ["SansSerif-Regular"]),
    (#"\mathtt{L}"#, ["Typewriter-Regular"]),
    (#"\text{\textbf{\textit{a}}}"#, ["Main-BoldItalic"]),
    (#"\text{\textit{a}}"#, ["Main-Italic"]),
    (#"\bigl("#, ["Size1-Regular"]),
    (#"\sum"#, ["Size2-Regular"]),
    (#"\textstyle\sum"#, ["Size1-Regular"]),
    (#"\biggl("#, ["Size3-Regular"]),
    (#"\Biggl("#, ["Size4-Regular"]),
  ])
  func `only the main font and those in use are embedded`(tex: String, fonts: [String]) throws {
    let sheet = try sheet(for: [tex])
    let faces = sheet.split(separator: "@font-face").filter { $0.contains("src:url(") }
    for font in fonts + ["Main-Regular"] {
      let name = font.split(separator: "-")[0]
      let weight = font.contains("Bold") ? 700 : 400
      let style = font.contains("Italic") ? "italic" : "normal"
      let found = faces.contains {
        $0.hasPrefix("{font-family:KaTeX_\(name);")
          && $0.contains("font-weight:\(weight);font-style:\(style)}")
      }
      #expect(found, "\(font)")
    }
    #expect(faces.count == fonts.count + 1)
  }

  @Test func `the style sheet refers to no other file`() throws {
    let sheet = try sheet(for: [#"\sqrt{x}"#, #"\mathbb{R}"#])
    #expect(occurrences(of: "url(", in: sheet) == 3)
    #expect(occurrences(of: "url(data:font/woff2;base64,", in: sheet) == 3)
    #expect(!sheet.contains("/*"))
  }

  @Test func `the style sheet does not depend on the order`() throws {
    let formulas = [#"\sqrt{x}"#, #"\mathbb{R}"#, #"\sum_{i=1}^n"#]
    #expect(try sheet(for: formulas) == sheet(for: formulas.reversed()))
  }

  @Test func `rules that can't apply are left out`() throws {
    let sheet = try sheet(for: ["x^2"])
    #expect(sheet.contains(".katex .vlist-t{"))
    #expect(sheet.contains(".katex .sizing.reset-size6.size3{"))
    #expect(!sheet.contains(".reset-size11"))
    #expect(!sheet.contains("katex-version"))
  }

  @Test func `a page without formulas needs no style sheet`() throws {
    #expect(try sheet(for: []) == "")
  }

  private func sheet(for formulas: [String]) throws -> String {
    let html = try formulas.map { try typeset($0, display: true).get() }
    return try Typesetter(installation: .locate()).styleSheet(for: html)
  }
}
