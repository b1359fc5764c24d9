import Foundation
import Testing

/// Nothing that an author writes becomes markup unless the author may write markup.
struct EscapingTests {
  let workspace: Workspace

  init() throws { workspace = try Workspace() }

  private func page(_ text: String) throws -> String {
    try workspace.write(text, to: "Notebooks/x.md")
    let outcome = try workspace.nabla("render", "--keep-going")
    #expect(outcome.status != -1)
    let pages = workspace.names(in: "Output").filter { $0.hasSuffix(".html") }
    return pages.compactMap { workspace.text("Output/\($0)") }.joined()
  }

  private static let attack = "<script>alert(1)</script>\\\"'&<!-- c -->"

  @Test(arguments: [
    "---\ntitle: \"\(attack)\"\n---\n", "---\nsubtitle: \"\(attack)\"\n---\n",
    "---\nauthor: [\"\(attack)\", b]\n---\n", "---\nlanguage: \"en\(attack)\"\n---\n",
    "---\nvariants: { \"a\(attack)\": {} }\n---\n", "\(attack)", "# \(attack)",
    "`{value} \(attack)`",
    "`{x} \(attack)`", "`{{value}} \(attack)`", "[\(attack)](javascript:alert(1))", "<\(attack)",
    "![\(attack)](x.png \"\(attack)\")", "[a](b \"\(attack)\")",
    "| \(attack) |\n|---|\n| \(attack) |",
    "$\\text{\(attack)}$", "$\(attack)$", "```\n\(attack)\n```", "```html\n\(attack)\n```",
    "```\(attack)\nx\n```", "    \(attack)", "<div>\(attack)</div>", "[^a]\n\n[^a]: \(attack)",
    "> [!NOTE]\n> \(attack)", "~~\(attack)~~", "- [x] \(attack)", "```gradcheck id=\(attack)\n```",
    "```gradcheck id=a\nmodel: linear\nx: 1\ntheta: 2\ncaption: \"\(attack)\"\n```",
    "```gradcheck id=a\nmodel: linear\nx: 1\ntheta: 2\nexpect: \"\(attack)\"\n```",
    "```gradcheck id=a\nmodel: \"\(attack)\"\n```", "```gradcheck id=a\n\"\(attack)\": 1\n```",
    "```gradcheck id=a\nmodel: linear\nx: 1\ntheta: 2\n```\n```table\nof: a\ncaption: \"\(attack)\"\n```",
    "```gradcheck id=a\nmodel: linear\nx: 1\ntheta: 2\n```\n`{value} a.J = \(attack)`",
  ])
  func `markup stays text`(text: String) throws {
    let page = try page(text)
    #expect(!page.lowercased().contains("<script"))
    #expect(!page.contains("<!-- c"))
    #expect(!page.lowercased().contains("href=\"javascript:"))
  }

  @Test func `an author's markup is dropped, or kept without comments`() throws {
    let text =
      "<b>bold</b> <!-- secret --> <i title='<!-- secret -->'>x</i>\n\n<div>\n<!-- secret\n-->\n</div>\n"
    let dropped = try page(text)
    #expect(dropped.contains("bold") && !dropped.contains("<b>") && !dropped.contains("secret"))
    let kept = try page("---\nraw-html: true\n---\n" + text)
    #expect(kept.contains("<b>bold</b>") && !kept.contains("secret"))
  }

  @Test(arguments: [
    "<!-- secret -->", "<div><!-- secret --></div>", "<<!-- -->!-- secret -->", "<!--> secret -->",
    "<!-- a --!> secret -->", "<!-- secret", "<?secret?>", "<![CDATA[secret]]>", "<!A secret>",
    "</ secret>", "<div>\n<!--\nsecret\n\n", "<!-- only: x\nsecret -->",
    "<pre>\n<!-- secret -->\n\n<!-- secret -->\n</pre>",
  ])
  func `no comment reaches a page`(text: String) throws {
    for head in ["", "---\nraw-html: true\n---\n"] {
      let page = try page(head + text + "\n")
      #expect(!page.contains("<!-- ") && !page.contains("<!--\n") && !page.contains("<?"))
      #expect(!page.replacing("<!DOCTYPE html>", with: "").contains("<!"))
    }
  }

  @Test(arguments: [
    "[a](javascript:x)", "[a](JaVaScRiPt:x)", "[a](&#106;avascript:x)", "[a](vbscript:x)",
    "<javascript:x>", "[a](data:text/html,x)", "[a][b]\n\n[b]: javascript:x",
    "[a](java$`x`$script:x)",
  ])
  func `links lead nowhere dangerous`(text: String) throws {
    let page = try page(text).lowercased()
    for scheme in ["javascript:", "vbscript:", "data:text"] {
      #expect(!page.contains("href=\"\(scheme)"))
    }
  }
}
