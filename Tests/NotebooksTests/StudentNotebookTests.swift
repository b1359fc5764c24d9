import Testing

@testable import Notebooks

struct StudentNotebookTests {
  private static let exercise = "\n<!-- solution -->\nSecret.\n<!-- end -->\n"

  @Test(arguments: [
    ("A comment begins with `<!--`.\nMore.", "A comment begins with `<!--`.\nMore."),
    ("`<!--` and <!-- gone -->`-->`", "`<!--` and `-->`"),
    ("``a ` <!--`` stays <!-- gone\nand gone --> here", "``a ` <!--`` stays \n here"),
    ("\\<!-- stays -->", "\\<!-- stays -->"),
    ("> `<!--\n> -->`", "> `<!--\n> -->`"),
    ("<!-- `gone` -->kept", "kept"),
    ("$a <!-- b$ stays", "$a <!-- b$ stays"),
    ("# `<!--` title", "# `<!--` title"),
  ])
  func `comments are gone and code is not`(text: String, shown: String) {
    let student = notebook(text + "\n" + Self.exercise).studentText()
    #expect(student == shown + "\n\n")
  }

  @Test(arguments: ["<!--hint-->", "<!--h-->", "<!--/-->", "<!--.-->", "<!--s-->"])
  func `an author's comment is no mark of the parser`(comment: String) {
    #expect(FoldMark(html: comment) == nil)
  }

  @Test func `the parser's marks are found`() throws {
    let text = "<!--hint-->\nx\n<!--end-->\n" + Self.exercise
    let markdown = try #require(notebook(text).edition("instructor")).markdown
    let marks = markdown.split(separator: "\n").compactMap { FoldMark(html: String($0)) }
    #expect(marks == [.hint, .hintEnd, .solution, .solutionEnd])
  }
}
