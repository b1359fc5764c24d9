import Foundation
import Testing

@testable import Typesetting

@Suite struct TypesetterTests {
  @Test func `a formula is hidden from screen readers and given to them as MathML`() throws {
    let html = try typeset(#"\frac{1}{m}"#).get()
    #expect(html.hasPrefix(#"<span class="katex"><span class="katex-mathml"><math "#))
    #expect(html.contains(#"<span class="katex-html" aria-hidden="true">"#))
    #expect(html.contains("<mfrac><mn>1</mn><mi>m</mi></mfrac>"))
    #expect(html.hasSuffix("</span>"))
  }

  @Test func `a formula holds its source as an annotation`() throws {
    let html = try typeset("a < b").get()
    #expect(html.contains(#"<annotation encoding="application/x-tex">a &lt; b</annotation>"#))
  }

  @Test func `only a display formula is on a line of its own`() throws {
    #expect(try typeset("x", display: true).get().contains("katex-display"))
    #expect(try !typeset("x", display: false).get().contains("katex-display"))
  }

  @Test(arguments: ["é", "日本", "ℝ", "𝔸", "😀", "e\u{301}"])
  func `text of any language comes out as it went in`(text: String) throws {
    let html = try typeset("\\text{\(text)}").get()
    #expect(html.contains("\\text{\(text)}</annotation>"))
  }

  @Test(arguments: [
    #"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}"#,
    #"\begin{aligned} a &= b \\ c &= d \end{aligned}"#,
    #"\begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}"#,
    #"\left( \frac{\sum_i x_i}{\sqrt{m}} \right)"#,
    #"\begin{CD} A @>f>> B \end{CD}"#,
  ])
  func `KaTeX finds in Duktape what it needs`(tex: String) throws {
    _ = try typeset(tex, display: true).get()
  }

  @Test func `formulas and their errors come together`() throws {
    let good = Formula(tex: "x", display: false)
    let bad = Formula(tex: "}", display: false)
    let results = try sharedTypesetter.get().typeset([good, bad, good])
    #expect(results.count == 2)
    #expect(throws: Never.self) { try results[good]?.get() }
    #expect(throws: FormulaError.self) { try results[bad]?.get() }
  }

  @Test func `a macro ends with its formula`() throws {
    #expect(try typeset(#"\gdef\mine{x}\mine"#).get().contains("<mi>x</mi>"))
    #expect(try error(in: #"\mine"#)?.message == #"Undefined control sequence: \mine"#)
    #expect(try typeset(#"\global\def\sin{x}\sin"#).get().contains("<mi>x</mi>"))
    #expect(try typeset(#"\sin"#).get().contains("<mi>sin</mi>"))
  }

  @Test func `the number of threads and the order make no difference`() throws {
    let formulas = (1...40).map {
      Formula(tex: "x_{\($0)}^\($0 % 7) \\le \\frac{\($0)}{2}", display: true)
    }
    let installation = try KaTeXInstallation.locate()
    let one = try Typesetter(installation: installation, threads: 1).typeset(formulas)
    let three = try Typesetter(installation: installation, threads: 3).typeset(formulas.reversed())
    #expect(one == three)
    #expect(one.count == 40)
  }

  @Test func `one typesetter serves several threads`() async throws {
    let typesetter = try sharedTypesetter.get()
    let expected = try typeset(#"\theta^{[l]}"#).get()
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<4 {
        group.addTask {
          let shared = Formula(tex: #"\theta^{[l]}"#, display: false)
          let own = Formula(tex: "y_{\(number)}", display: false)
          let results = try? typesetter.typeset([shared, own])
          #expect((try? results?[shared]?.get()) == expected)
        }
      }
    }
  }

  @Test func `a script that isn't KaTeX is an error that says so`() throws {
    try withTemporaryFolder { folder in
      try "const f = () => 1".write(toFile: "\(folder)/k.js", atomically: true, encoding: .utf8)
      let fake = KaTeXInstallation(script: "\(folder)/k.js", styleSheet: "", fonts: "")
      let error = #expect(throws: TypesettingError.self) {
        try Typesetter(installation: fake).typeset([Formula(tex: "x", display: false)])
      }
      #expect(error?.description.contains("can't be run by Duktape (SyntaxError") == true)
    }
  }
}
