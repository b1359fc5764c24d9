import Evaluation
import Foundation
import Notebooks
import Testing

/// Cells that take their code from a file.
struct FileCellTests {
  private static let code = """
    // snippet.good
    let good = 1
    // snippet.end
    // snippet.bad
    let bad: Int = "a"
    // snippet.end

    """

  @Test(arguments: [
    ("part=bad", []),
    ("part=good", ["cell 'it' compiles, but it is marked 'fail'"]),
  ])
  func `a cell from a file that has to fail is judged by the file's own lines`(
    part: String, errors: [String]
  ) throws {
    let manager = FileManager.default
    let folder = manager.temporaryDirectory.appending(path: "nabla-\(UUID().uuidString)")
    defer { try? manager.removeItem(at: folder) }
    try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    try Self.code.write(
      to: folder.appending(path: "X.swift"), atomically: true, encoding: .utf8)
    let notebook = TestNotebook(
      "```swift run id=it file=X.swift \(part) fail\n```\n\n" + cell("print(1)"),
      folder: folder.path)
    #expect(notebook.problems.isEmpty)
    #expect(notebook.errors == errors)
    #expect(notebook.output(1) == "1\n")
    if errors.isEmpty {
      let failure = notebook.evaluated.first?.expectedFailure(of: 0)
      #expect(failure?.source.name.hasSuffix("X.swift") == true)
      #expect(failure?.message == "cannot convert value of type 'String' to specified type 'Int'")
    }
  }
}
