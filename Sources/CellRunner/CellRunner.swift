public import Cells
public import Notebooks
import Synchronization
public import Typesetting

/// Runs the cells of editions, or finds what came of them when they were last run.
public final class CellRunner: Sendable {
  /// What is known of the machine once it is needed.
  private struct Machine {
    var toolchain: Result<Toolchain, ToolchainError>
    var sandbox: Sandbox?
  }

  /// Whether programs may run.
  public enum Mode: Sendable {
    /// What is not in the cache is run.
    case run
    /// Nothing is run.
    case cacheOnly
  }

  let mode: Mode
  let cache: TypesettingCache?
  private let version: String
  let limits: Limits
  private let machine: Mutex<Machine?> = Mutex(nil)
  /// What this run of the command has found out: two editions may hold the same cells.
  private let known: Mutex<[[UInt8]: ResultArchive]> = Mutex([:])
  /// Told before a program runs that has not run before.
  private let announce: @Sendable (SourceText, _ cells: Int, _ isSandboxed: Bool) -> Void

  /// Prepares to run cells.
  ///
  /// - Parameters:
  ///   - mode: Whether programs may run.
  ///   - cache: Where results are kept.
  ///   - version: The version of Nabla.
  ///   - limits: What programs may use up.
  ///   - announce: Told before a program runs.
  public init(
    mode: Mode = .run, cache: TypesettingCache?, version: String, limits: Limits = Limits(),
    announce: @escaping @Sendable (SourceText, _ cells: Int, _ isSandboxed: Bool) -> Void = {
      _, _, _ in
    }
  ) {
    self.mode = mode
    self.cache = cache
    self.version = version
    self.limits = limits
    self.announce = announce
  }

  /// The compiler and the modules.
  func toolchain() -> Result<Toolchain, ToolchainError> {
    machine.withLock { machine in
      if let machine { return machine.toolchain }
      let toolchain = Result { () throws(ToolchainError) in try Toolchain.locate(cache: cache) }
      machine = Machine(toolchain: toolchain, sandbox: nil)
      return toolchain
    }
  }

  /// How programs are kept to their folder.
  func sandbox() -> Sandbox {
    machine.withLock { machine in
      if let sandbox = machine?.sandbox { return sandbox }
      let sandbox = Sandbox.available()
      machine?.sandbox = sandbox
      return sandbox
    }
  }

  /// The results of an edition's cells, nil where it has none.
  ///
  /// - Parameters:
  ///   - edition: The edition.
  ///   - files: Reads the files that the notebook names, relative to it.
  ///   - overrides: Keys of checks that the command line replaces.
  /// - Returns: The results, from the cache where the same cells have run before.
  public func results(
    of edition: Edition, files: NotebookFolder, overrides: [CheckOverride] = []
  ) -> CellResults? {
    guard !edition.cells.isEmpty || !edition.expressions.isEmpty else { return nil }
    let (sources, inputs, problems) = files.contents(for: edition)
    let program = CellProgram(
      tangling: edition, including: { $1.outcome != .compilerError }, files: sources)
    var results = CellResults(program: program)
    results.problems = problems
    guard problems.isEmpty else { return results }
    let toolchain: Toolchain
    switch self.toolchain() {
    case .success(let found): toolchain = found
    case .failure(let error):
      let place = edition.cells.first?.range ?? edition.expressions[0].range
      results.problems.append(
        Diagnostic(
          "cells can't be run: \(error.message)", at: place, in: edition.source))
      return results
    }
    let all = (edition.variant?.overrides ?? []) + overrides
    let job = CellJob(
      edition: edition, program: program, sources: sources, inputs: inputs, overrides: all,
      toolchain: toolchain, limits: limits, version: version)
    results.provenance = job.provenance
    let name = "cells-" + hex(Array(job.key.prefix(16)))
    let key = job.key
    let found = known.withLock { $0[key] }
    if let found = found ?? cache?.read(name, key: key).flatMap(ResultArchive.init) {
      results.take(found)
      return results
    }
    guard mode == .run else {
      results.wasNotRun = true
      return results
    }
    let sandbox = sandbox()
    announce(edition.source, edition.cells.count, sandbox.bubblewrap != nil)
    do throws(CellJobError) {
      let archive = try job.archive(sandbox: sandbox)
      if archive.isRepeatable { cache?.write(archive.bytes, to: name, key: key) }
      known.withLock { $0[key] = archive }
      results.take(archive)
    } catch {
      let place = edition.cells.first?.range ?? 0..<0
      results.problems.append(
        Diagnostic(
          "cells can't be run: \(error.message)", at: place, in: edition.source,
          kind: .doesNotHold))
    }
    return results
  }
}

extension CellResults {
  mutating func take(_ archive: ResultArchive) {
    let fromFiles = program.cells.filter { $0.value.file != nil }.keys
    let archive = archive.moved(to: program.anchors, fromFiles: Set(fromFiles))
    messages = archive.messages
    run = archive.run
    failures = archive.failures
    crashes = archive.crashes
  }
}
