public import Notebooks

/// All that came of the cells of an edition.
public struct CellResults: Sendable {
  /// The program of all cells that have to succeed.
  public var program: CellProgram
  /// What the compiler says about it.
  public var messages: [CompilerMessage] = []
  /// What it did; nil where it could not be compiled or was not to be run.
  public var run: ProgramRun?
  /// What the compiler says about each cell that has to fail, by its index.
  public var failures: [Int: [CompilerMessage]] = [:]
  /// How the program ended in each cell that has to crash, by its index.
  public var crashes: [Int: ProgramRun] = [:]
  /// Why there is no run: no compiler, a file that is missing.
  public var problems: [Diagnostic] = []
  /// Whether the cells were not to be run, and nothing was known of them.
  public var wasNotRun = false
  /// What the results rest on, for the page.
  public var provenance: Provenance?

  /// Begins with a program.
  public init(program: CellProgram) { self.program = program }
}

/// What the results of cells rest on.
public struct Provenance: Sendable, Hashable {
  /// Name and digest or version of each thing.
  public var entries: [Entry]

  /// One thing.
  public struct Entry: Sendable, Hashable {
    /// What it is.
    public var name: String
    /// Its digest or version.
    public var value: String

    /// Names a thing.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Lists things.
  public init(entries: [Entry]) { self.entries = entries }
}
