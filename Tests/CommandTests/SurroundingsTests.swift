import Foundation
import Notebooks
import Rendering
import Testing

@testable import nabla

/// A folder with notebooks and files around them, gone afterwards.
private func withNotebooks(_ body: (String) throws -> Void) throws {
  let root = FileManager.default.temporaryDirectory.appending(path: "nabla-\(UUID())").path
  let folder = root + "/Notebooks"
  defer { try? FileManager.default.removeItem(atPath: root) }
  try FileManager.default.createDirectory(
    atPath: folder + "/images", withIntermediateDirectories: true)
  for (path, text) in [
    ("Notebooks/plain.md", "# Plain"), ("Notebooks/images/a.png", "image"),
    ("Notebooks/two.md", "---\nvariants: { one: {}, two: {} }\n---\n"),
    ("secret.txt", "secret"), ("Notebooks/latin.md", "x"),
  ] {
    try Data(text.utf8).write(to: URL(filePath: "\(root)/\(path)"))
  }
  try Data([0x41, 0xE9]).write(to: URL(filePath: folder + "/latin.md"))
  try FileManager.default.createSymbolicLink(
    atPath: folder + "/link.txt", withDestinationPath: root + "/secret.txt")
  try FileManager.default.createSymbolicLink(
    atPath: folder + "/images/b.png", withDestinationPath: folder + "/images/a.png")
  try body(folder)
}

@Suite struct SurroundingsTests {
  @Test func `files of the folder and below it can be had`() throws {
    try withNotebooks { folder in
      let surroundings = Surroundings(around: NotebookFile(path: folder + "/x.md", output: "x"))
      for path in ["images/a.png", "images/b.png", "./images/a.png"] {
        let bytes = try surroundings.file(path).get()
        #expect(bytes == Array("image".utf8))
      }
    }
  }

  @Test(arguments: [
    ("../secret.txt", "it is outside of the notebook's folder"),
    ("images/../../secret.txt", "it is outside of the notebook's folder"),
    ("/etc/passwd", "it is outside of the notebook's folder"),
    ("link.txt", "it leads out of the notebook's folder"),
    ("images/c.png", "there is no such file; did you mean 'images/a.png'?"),
    ("images", "not a regular file"),
  ])
  func `other files cannot`(path: String, reason: String) throws {
    try withNotebooks { folder in
      let file = NotebookFile(path: folder + "/x.md", output: "x")
      guard case .failure(let refusal) = Surroundings(around: file).file(path) else {
        Issue.record("'\(path)' was read")
        return
      }
      #expect(refusal.reason.hasPrefix(reason))
    }
  }

  @Test(arguments: [
    ("plain.md", nil, "plain.html"), ("plain.md", "two", "plain.html"),
    ("two.md", nil, "two.one.html"), ("two.md", "two", "two.two.html"),
    ("two.md", "three", "two.one.html"),
  ])
  func `a link to a notebook leads to its page`(path: String, variant: String?, page: String) throws
  {
    try withNotebooks { folder in
      let surroundings = Surroundings(around: NotebookFile(path: folder + "/x.md", output: "x"))
      let found = try surroundings.page(path, variant).get()
      #expect(found == page)
    }
  }

  @Test func `what an included file is not is said`() throws {
    try withNotebooks { folder in
      let file = NotebookFile(path: folder + "/x.md", output: "x")
      _ = try file.reader("plain.md").get()
      guard case .failure(let refusal) = file.reader("latin.md") else {
        Issue.record("a file that is not UTF-8 was read")
        return
      }
      #expect(refusal.reason.hasPrefix("byte 0xE9 is not UTF-8"))
    }
  }
}
