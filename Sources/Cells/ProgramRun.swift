/// What one run of a program did, as far as it came.
public struct ProgramRun: Sendable, Hashable {
  /// What the cells did that began, by their index.
  public var cells: [Int: CellRecord] = [:]
  /// The values of the expressions in the prose, by their index.
  public var shown: [Int: PublishedValue] = [:]
  /// How the run ended.
  public var ending = Ending.finished(cell: nil)

  /// An empty run.
  public init() {}
}

/// What a cell did.
public struct CellRecord: Sendable, Hashable {
  /// What it printed.
  public var output: [UInt8] = []
  /// Whether it came to its end.
  public var isComplete = false
  /// The values it published, in their order.
  public var published: [Publication] = []
  /// What it expected of values, in its order.
  public var claims: [ValueClaim] = []
  /// The gradients it had checked, in its order.
  public var checks: [RecordedCheck] = []

  /// A cell that has done nothing yet.
  public init() {}
}

/// A value with a name.
public struct Publication: Sendable, Hashable {
  /// The name.
  public var name: String
  /// The value.
  public var value: PublishedValue

  /// Names a value.
  public init(name: String, value: PublishedValue) {
    self.name = name
    self.value = value
  }
}

/// Something that a cell expects of a value.
public struct ValueClaim: Sendable, Hashable {
  /// What the value is.
  public var label: String
  /// The value.
  public var actual: PublishedValue
  /// What it has to be.
  public var expected: PublishedValue
  /// How far numbers may lie apart.
  public var tolerance: Double
  /// The line of the call.
  public var line: Int

  /// States an expectation.
  public init(
    label: String, actual: PublishedValue, expected: PublishedValue, tolerance: Double, line: Int
  ) {
    self.label = label
    self.actual = actual
    self.expected = expected
    self.tolerance = tolerance
    self.line = line
  }
}

/// How the run of a program ended.
public enum Ending: Sendable, Hashable {
  /// It came to its end, or called `exit(0)` inside a cell.
  case finished(cell: Int?)
  /// It ended with a status of its own.
  case exited(status: Int, cell: Int?)
  /// A signal ended it.
  case crashed(Crash)
  /// It broke a limit.
  case stopped(Limit, cell: Int?)

  /// The cell in which the run ended, if it was in one.
  public var cell: Int? {
    switch self {
    case .finished(let cell), .exited(_, let cell), .stopped(_, let cell): cell
    case .crashed(let crash): crash.cell
    }
  }
}

/// A limit on what a program may do.
public enum Limit: Sendable, Hashable {
  /// How long it may take, in milliseconds.
  case time(milliseconds: Int)
  /// How much memory it may use, in bytes.
  case memory(bytes: Int)
  /// How much it may print, in bytes.
  case output(bytes: Int)
  /// How much it may write into its folder, in bytes.
  case folder(bytes: Int)
  /// How long it may compute on all processors together, in seconds.
  case computing(seconds: Int)
  /// How much it may tell the command, in bytes.
  case messages(bytes: Int)
  /// The channel to the command must stay open.
  case channel
}

/// The end of a program by a signal.
public struct Crash: Sendable, Hashable {
  /// The signal's number.
  public var signal: Int
  /// The message that the program left, if it left one.
  public var message: String?
  /// Where in the notebook it was, if that could be found out.
  public var line: CrashPlace?
  /// The cell in which it was.
  public var cell: Int?

  /// Describes a crash.
  public init(signal: Int, message: String?, line: CrashPlace?, cell: Int?) {
    self.signal = signal
    self.message = message
    self.line = line
    self.cell = cell
  }
}

extension Crash {
  /// What the signal means.
  public var signalName: String {
    switch signal {
    case 4, 5: "a trap"
    case 6: "SIGABRT"
    case 7: "SIGBUS, a bad address"
    case 8: "SIGFPE, an impossible division"
    case 9: "SIGKILL"
    case 11: "SIGSEGV, a bad address or no stack left"
    case 15: "SIGTERM"
    default: "signal \(signal)"
    }
  }
}

/// A line of the program as its debug information names it.
public struct CrashPlace: Sendable, Hashable {
  /// The name of the file.
  public var file: String
  /// The 1-based line.
  public var line: Int
  /// The 1-based column in bytes, or nil where it is not known.
  public var column: Int?

  /// Names a line.
  public init(file: String, line: Int, column: Int?) {
    self.file = file
    self.line = line
    self.column = column
  }
}
