import Foundation
import Testing

@testable import CellRunner

/// Folders in which programs are compiled and run.
struct WorkFolderTests {
  @Test func `what a run has left behind is removed by the next, what is in use is not`() throws {
    let manager = FileManager.default
    let used = try #require(WorkFolder())
    let parent = URL(filePath: used.path).deletingLastPathComponent()
    let left = parent.appending(path: "nabla-cells-\(UUID().uuidString)")
    try manager.createDirectory(
      at: left.appending(path: "source/deep"), withIntermediateDirectories: true)
    var next = WorkFolder()
    let path = try #require(next?.path)
    #expect(!manager.fileExists(atPath: left.path))
    #expect(manager.fileExists(atPath: used.source))
    next = nil
    #expect(!manager.fileExists(atPath: path))
  }

  @Test func `a folder that can't be opened is given up, and not left behind`() throws {
    let manager = FileManager.default
    let parent = manager.temporaryDirectory.appending(path: "nabla-\(UUID().uuidString)").path
    try manager.createDirectory(atPath: parent, withIntermediateDirectories: true)
    defer { try? manager.removeItem(atPath: parent) }
    var asked = 0
    let made = WorkFolder.make(in: parent) { _ in
      asked += 1
      return -1
    }
    #expect(made == nil && asked == 1)
    #expect(try manager.contentsOfDirectory(atPath: parent).isEmpty)
  }
}
