import Foundation

extension Workspace {
  /// Writes bytes, which need not be text.
  func write(_ data: Data, to path: String) throws {
    try write("", to: path)
    try data.write(to: url(path))
  }

  /// What a file holds, or nil where it is not there.
  func text(_ path: String) -> String? { try? read(path) }

  /// The names in a folder, sorted; hidden ones, too.
  func names(in path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: url(path).path)) ?? []).sorted()
  }

  /// Starts the command and does not wait for its end.
  func start(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = Self.executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }
}

extension Workspace.Outcome {
  /// The lines with diagnostics, without the source lines under them.
  var diagnostics: [String] { errorLines.filter { $0.contains(": error: ") } }
}

/// The course's first check.
let line = """
  ```gradcheck id=line
  model: linear
  x: 2
  theta: 4
  step: 1e-7
  ```

  """

/// The course's network, correct and with its two bugs.
let course = """
  ---
  variants:
    correct: {}
    buggy:
      deep.inject: [dW2-doubled, db1-quadrupled]
      deep.expect: caught in [W2, b1]
  ---

  ```gradcheck id=deep
  model: network
  layers: [4, 5, 3, 1]
  labels: [1, 1, 0]
  random: { generator: numpy, seed: 1 }
  step: 1e-7
  expect: pass
  ```

  """
