import Foundation
import Testing

@testable import CellRunner

/// What stands between the command and a program.
struct LauncherTests {
  private func run(_ settings: Launcher.Settings, _ script: String) throws -> Subprocess.Result {
    let toolchain = try Toolchain.locate(cache: nil)
    return Subprocess.run(
      Launcher.arguments(
        nabla: toolchain.nabla, settings, program: ["/bin/sh", "-c", script]),
      environment: ["PATH": "/usr/bin:/bin"], time: 60_000)
  }

  @Test func `a program that computes for too long gets the signal that says so`() throws {
    let settings = Launcher.Settings(
      memory: 1 << 30, seconds: 1, file: 1 << 20, folder: "/")
    let result = try run(settings, "while :; do :; done")
    #expect(result.ending == .ended(.signalled(24)))
  }

  #if os(Linux)
  @Test func `a folder with a colon in its name can be read`() throws {
    let manager = FileManager.default
    let root = manager.temporaryDirectory.appending(path: "nabla-\(UUID().uuidString)")
    defer { try? manager.removeItem(at: root) }
    for name in ["a:b", "work"] {
      try manager.createDirectory(
        at: root.appending(path: name), withIntermediateDirectories: true)
    }
    try "found".write(
      to: root.appending(path: "a:b/file"), atomically: true, encoding: .utf8)
    let settings = Launcher.Settings(
      memory: 1 << 30, seconds: 10, file: 1 << 20, folder: root.appending(path: "work").path,
      isConfined: true,
      readable: ["/usr", "/bin", "/lib", "/lib64", root.appending(path: "a:b").path])
    let result = try run(settings, "read -r line < '../a:b/file' || echo \"$line\"")
    #expect(String(decoding: result.output, as: UTF8.self) == "found\n")
  }
  #endif
}
