public import Cells
public import GradientChecking
public import Notebooks

/// A place where one submission is compiled and run, again and again, within limits of its own.
public final class Bench {
  private let toolchain: Toolchain
  private let runner: ProgramRunner
  private let folder: WorkFolder
  private let end: Int
  /// What one run may use up.
  public let limits: Limits

  init(
    toolchain: Toolchain, sandbox: Sandbox, limits: Limits, folder: WorkFolder,
    inputs: [(path: String, contents: [UInt8])]
  ) {
    self.toolchain = toolchain
    self.folder = folder
    self.limits = limits
    end = System.now() + limits.total
    runner = ProgramRunner(
      toolchain: toolchain, sandbox: sandbox, limits: limits, folder: folder, inputs: inputs,
      settings: { _ in CheckPlan(check: GradientCheck()) })
  }

  private static let mostStarts = 20
  /// The largest program whose names are read, in bytes; a table of numbers makes one large.
  private static let largestProgram = 512 << 20

  /// Whether the time for all runs together is used up.
  public var isExhausted: Bool { System.now() >= end }

  /// Compiles a program.
  ///
  /// - Parameters:
  ///   - text: The program.
  ///   - alias: The name by which the program knows the module `CellSupport`.
  /// - Returns: What the compiler says.
  public func compile(_ text: String, alias: String) -> BenchCompilation {
    func attempt() -> Compilation {
      toolchain.compile(
        text, to: .program, in: folder, options: ["-module-alias", "\(alias)=CellSupport"],
        hasLines: false, limits: limits)
    }
    var result = attempt()
    // Without a message it may be the machine that is at fault, and a student would pay for it.
    if result.problem != nil, !result.wasStopped { result = attempt() }
    return BenchCompilation(
      messages: result.messages, isComplete: result.isComplete, problem: result.problem)
  }

  /// Whether a piece of code is well formed by itself.
  ///
  /// - Parameter lines: The lines of the code.
  /// - Returns: False where something in it is never closed, for one; true where that can't be found
  ///   out, since it would be the student's fault otherwise.
  public func isWellFormed(_ lines: [String]) -> Bool {
    let text = lines.joined(separator: "\n") + "\n"
    let result = toolchain.compile(text, to: .form, in: folder, name: "form", limits: limits)
    return result.isComplete || result.problem != nil
  }

  /// The names of what the program defines; nil where they can't be read.
  public var definedNames: Set<String>? {
    System.read("\(folder.program)/notebook", limit: Bench.largestProgram).flatMap(ELFFile.init)?
      .definedNames
  }

  /// Runs the program that was compiled last.
  ///
  /// - Parameters:
  ///   - runsCell: Whether a cell is to run that may be left out.
  ///   - settings: How a gradient is to be checked.
  /// - Returns: What it did; nil where it can't be started.
  public func run(
    runsCell: (Int) -> Bool, settings: (RecordedCheck) -> GradientCheck
  ) -> ProgramRun? {
    withoutActuallyEscaping(settings) { settings in
      var runner = runner
      runner.settings = { CheckPlan(check: settings($0)) }
      // A neighbour may have used up what it takes to start a process, but not for long.
      for _ in 0..<Bench.mostStarts {
        if let run = runner.run(runsCell: runsCell, findsLines: false) { return run }
        System.pause(milliseconds: 100)
      }
      return nil
    }
  }
}

/// What the compiler says about a submission.
public struct BenchCompilation: Sendable {
  /// What it says.
  public var messages: [CompilerMessage]
  /// Whether there is a program.
  public var isComplete: Bool
  /// Why there is none, where no message says so.
  public var problem: String?
}

extension CellRunner {
  /// A place to run a submission; nil where programs can't be run.
  ///
  /// - Parameter inputs: Files that the program finds in its working folder.
  /// - Returns: The place, which is removed with the last reference to it.
  public func bench(inputs: [(path: String, contents: [UInt8])]) -> Bench? {
    guard case .success(let toolchain) = toolchain(), let folder = WorkFolder() else { return nil }
    return Bench(
      toolchain: toolchain, sandbox: sandbox(), limits: limits, folder: folder, inputs: inputs)
  }

  /// The files that the cells of an edition read.
  ///
  /// - Parameters:
  ///   - edition: The edition.
  ///   - files: The notebook's folder.
  /// - Returns: Paths and contents.
  public func inputs(
    of edition: Edition, files: NotebookFolder
  ) -> [(path: String, contents: [UInt8])] {
    files.contents(for: edition).inputs
  }
}
