import Foundation
import Testing

/// What the guide shows of a terminal, typed in again.
struct GuideTranscriptTests {
  private static let guide: String? = try? String(
    contentsOf: ReaderTests.root.appending(path: "Notebooks/guide.md"), encoding: .utf8)

  /// The first notebook of the guide, on which the commands work.
  private static func firstNotebook(of guide: String) -> String? {
    guide.firstMatch(of: /`````markdown\n(---\n.*?\n)`````/.dotMatchesNewlines())
      .map { String($0.output.1) }
  }

  @Test func `each command of the guide prints what stands below it`() throws {
    let guide = try #require(Self.guide)
    let workspace = try Workspace(["first.md": try #require(Self.firstNotebook(of: guide))])
    try FileManager.default.createSymbolicLink(
      at: workspace.url("nabla"), withDestinationURL: Workspace.executable)
    let blocks = guide.matches(of: /```console\n(.*?)```/.dotMatchesNewlines())
    #expect(blocks.count >= 6)
    for block in blocks {
      for entry in block.output.1.split(separator: /^\$\x20/.anchorsMatchLineEndings()) {
        let command = String(entry.prefix { $0 != "\n" })
        let outcome = try workspace.run(
          URL(filePath: "/bin/sh"), ["-c", "(\(command)) 2>&1"],
          environment: ["PATH": "\(workspace.folder.path):/usr/bin:/bin"])
        #expect(outcome.output == entry.dropFirst(command.count + 1), "\(command)")
      }
    }
  }
}
