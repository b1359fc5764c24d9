private import CellWire

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#else
private import Darwin
#endif

/// Tells the command where the program was when a signal ended it.
///
/// A trap inside the standard library names the library's own line, and an error that nobody caught
/// names none at all. So the return addresses are sent, those of the last throw as well, and the
/// command looks up their lines. Nothing in here allocates once it is installed.
enum CrashReport {
  private static let limit: Int32 = 48
  private typealias Backtrace =
    @convention(c) (UnsafeMutablePointer<UnsafeMutableRawPointer?>?, Int32) -> Int32
  private typealias Frames = UnsafeMutablePointer<UnsafeMutableRawPointer?>

  nonisolated(unsafe) private static var backtrace: Backtrace?
  nonisolated(unsafe) private static var base = 0
  nonisolated(unsafe) private static var thrown: Frames?
  nonisolated(unsafe) private static var thrownCount: Int32 = 0
  nonisolated(unsafe) private static var crashed: Frames?

  /// Makes the program report its end.
  static func install() {
    guard let symbol = dlsym(nil, "backtrace") else { return }
    backtrace = unsafeBitCast(symbol, to: Backtrace.self)
    thrown = .allocate(capacity: Int(limit))
    crashed = .allocate(capacity: Int(limit))
    // The first call loads the unwinder, which allocates.
    thrownCount = backtrace?(thrown, limit) ?? 0
    thrownCount = 0
    base = imageBase()
    watchThrows()

    // An endless recursion has used up the stack, so the report needs one of its own.
    let size = 1 << 16
    var stack = stack_t()
    stack.ss_sp = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    stack.ss_size = size
    sigaltstack(&stack, nil)
    for number in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT] {
      var action = sigaction()
      #if canImport(Darwin)
      action.__sigaction_u.__sa_handler = { CrashReport.report($0) }
      #else
      action.__sigaction_handler.sa_handler = { CrashReport.report($0) }
      #endif
      action.sa_flags = Int32(truncatingIfNeeded: Int(SA_ONSTACK) | Int(SA_RESETHAND))
      sigaction(number, &action, nil)
    }
  }

  /// Where the program's own code begins in memory, so that addresses mean the same in every run.
  private static func imageBase() -> Int {
    typealias Information = (
      UnsafeRawPointer?, UnsafeRawPointer?, UnsafeRawPointer?, UnsafeRawPointer?
    )
    typealias Lookup = @convention(c) (UnsafeRawPointer?, UnsafeMutableRawPointer?) -> Int32
    guard let symbol = dlsym(nil, "dladdr") else { return 0 }
    let lookUp = unsafeBitCast(symbol, to: Lookup.self)
    let function: @convention(c) (Int32) -> Void = { CrashReport.report($0) }
    // The second of the four is the base of the image.
    var information: Information = (nil, nil, nil, nil)
    let address = unsafeBitCast(function, to: UnsafeRawPointer.self)
    guard lookUp(address, &information) != 0 else { return 0 }
    return Int(bitPattern: information.1)
  }

  /// The runtime calls a hook, if there is one, before it throws an error.
  private static func watchThrows() {
    guard let hook = dlsym(nil, "_swift_willThrow") else { return }
    let note: @convention(c) (UnsafeRawPointer?) -> Void = { _ in
      CrashReport.thrownCount = CrashReport.backtrace?(CrashReport.thrown, CrashReport.limit) ?? 0
    }
    hook.assumingMemoryBound(to: (@convention(c) (UnsafeRawPointer?) -> Void)?.self).pointee = note
  }

  private static func report(_ signal: Int32) {
    var bytes = (UInt64(0), UInt64(0), UInt64(0), UInt64(0))
    let count = backtrace?(crashed, limit) ?? 0
    bytes.0 = UInt64((3 + Int(count) + 1 + Int(thrownCount)) * 8).littleEndian
    bytes.1 = UInt64(MessageKind.crash.rawValue).littleEndian
    bytes.2 = UInt64(UInt32(signal)).littleEndian
    bytes.3 = UInt64(UInt32(count)).littleEndian
    _ = write(channelDescriptor, &bytes, 32)
    send(crashed, count)
    var thrownWord = UInt64(UInt32(thrownCount)).littleEndian
    _ = write(channelDescriptor, &thrownWord, 8)
    send(thrown, thrownCount)
  }

  private static func send(_ frames: Frames?, _ count: Int32) {
    guard let frames else { return }
    for index in 0..<Int(count) {
      var word = UInt64(bitPattern: Int64(Int(bitPattern: frames[index]) - base)).littleEndian
      _ = write(channelDescriptor, &word, 8)
    }
  }
}
