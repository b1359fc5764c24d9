/// What a notebook's program may use up.
public struct Limits: Sendable, Hashable {
  /// How long one run may take, in milliseconds.
  public var time = 10_000
  /// How long it may compute on all processors together, in seconds: twice as long, so that the
  /// clock is what stops a program of one thread.
  public var computing: Int { max(1, time / 500) }
  /// How long the compiler may take, in milliseconds.
  public var compileTime = 60_000
  /// How much address space the compiler may use, in bytes.
  public var compileMemory = 16 << 30
  /// How much address space the program may use, in bytes.
  public var memory = 2 << 30
  /// How much it may print, in bytes.
  public var output = 1 << 20
  /// How large a file it may write, in bytes.
  public var file = 64 << 20
  /// How much all files in its folder may hold together, in bytes.
  public var folder = 256 << 20
  /// How much it may tell the command, in bytes; what it tells takes up the command's own memory.
  public var messages = 128 << 20

  /// How long all runs of a submission may take together, in milliseconds.
  public var total = 60_000

  /// The limits of the command.
  public init() {}

  /// The limits for a submission, whose code nobody has looked at.
  ///
  /// - Parameter seconds: How long one run may take.
  public init(grading seconds: Int) {
    time = seconds * 1000
    compileTime = 20_000
    compileMemory = 6 << 30
    total = 60_000 + 12 * time
  }

  /// The limits as part of a key: a result that kept to one may break another.
  var text: String {
    "time \(time) memory \(memory) output \(output) file \(file) \(folder) messages \(messages)"
  }
}
