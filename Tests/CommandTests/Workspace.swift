import Foundation
import Testing

/// A folder of its own in which a test runs the built command.
final class Workspace: Sendable {
  let folder: URL

  init(_ files: [String: String] = [:]) throws {
    folder = URL(filePath: NSTemporaryDirectory())
      .appending(path: "nabla-tests-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (path, contents) in files { try write(contents, to: path) }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The command beside the test bundle.
  static let executable: URL = {
    let own = URL(filePath: CommandLine.arguments[0])
    let tests = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" } ?? own
    return tests.deletingLastPathComponent().appending(path: "nabla")
  }()

  func url(_ path: String) -> URL { folder.appending(path: path) }

  func write(_ contents: String, to path: String) throws {
    let file = url(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(contents.utf8).write(to: file)
  }

  func read(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: url(path)), as: UTF8.self)
  }

  func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: url(path).path) }

  /// What a run of a program came to.
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
    var errorLines: [String] { errors.split(separator: "\n").map(String.init) }
  }

  /// Runs the command in the folder.
  func nabla(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
    try run(Self.executable, arguments, environment: environment)
  }

  /// Runs a program in the folder.
  func run(
    _ program: URL, _ arguments: [String], environment: [String: String] = [:]
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    // Files instead of pipes: neither stream can block while the other is read.
    let names = ["output", "errors"].map { ".\($0)-\(UUID().uuidString)" }
    let streams = try names.map { name in
      try Data().write(to: url(name))
      return try FileHandle(forWritingTo: url(name))
    }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = streams[0]
    process.standardError = streams[1]
    try process.run()
    process.waitUntilExit()
    let texts = try names.map { name in
      defer { try? FileManager.default.removeItem(at: url(name)) }
      return try read(name)
    }
    return Outcome(status: process.terminationStatus, output: texts[0], errors: texts[1])
  }
}
