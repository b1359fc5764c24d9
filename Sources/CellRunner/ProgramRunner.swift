import Cells
import GradientChecking

/// A compiled program, ready to be run as often as it takes.
struct ProgramRunner {
  let toolchain: Toolchain
  let sandbox: Sandbox
  let limits: Limits
  let folder: WorkFolder
  var name = "notebook"
  /// Files that the program finds in its working folder.
  var inputs: [(path: String, contents: [UInt8])] = []
  /// How a gradient is to be checked.
  var settings: (RecordedCheck) -> CheckPlan

  /// Runs the program once, in an empty folder.
  ///
  /// - Parameters:
  ///   - runsCell: Whether a cell is to run that may be left out.
  ///   - stopsAfter: The cell after which nothing more is of interest.
  ///   - findsLines: Whether the line of a crash is looked up.
  /// - Returns: What it did, or nil where the system cannot start it.
  func run(runsCell: (Int) -> Bool, stopsAfter: Int? = nil, findsLines: Bool = true) -> ProgramRun?
  {
    folder.resetWork()
    for input in inputs where !place(input.contents, at: input.path) { return nil }
    let program = "\(folder.program)/\(name)"
    let arguments = sandbox.arguments(
      program: program, in: folder, toolchain: toolchain, limits: limits)
    guard
      let session = ProgramSession(
        arguments: arguments, environment: Sandbox.environment(folder),
        folder: self.folder.work, limits: limits, isSandboxed: sandbox.bubblewrap != nil)
    else { return nil }
    var run = session.talk(runsCell: runsCell, settings: settings, stopsAfter: stopsAfter)
    if findsLines, case .crashed(var crash) = run.ending {
      crash.line = line(of: session.frames, crash, program: program)
      run.ending = .crashed(crash)
    }
    return run
  }

  private func line(
    of frames: (crash: [Int], thrown: [Int]), _ crash: Crash, program: String
  ) -> CrashPlace? {
    guard let symbols = Symbols(toolchain: toolchain) else { return nil }
    let source = "\(folder.source)/\(name)"
    // An error that nobody caught has left the call that threw it; the outermost is the cell's own.
    if crash.message?.contains("Error raised at top level") == true {
      return symbols.places(of: frames.thrown, program: program, compiledIn: source).last
    }
    return symbols.places(of: frames.crash, program: program, compiledIn: source).first
  }

  private func place(_ contents: [UInt8], at path: String) -> Bool {
    var folder = self.folder.work
    let parts = path.split(separator: "/")
    for part in parts.dropLast() {
      folder += "/\(part)"
      guard System.makeFolder(folder) else { return false }
    }
    return System.write(contents, to: "\(folder)/\(parts.last ?? "")")
  }
}
