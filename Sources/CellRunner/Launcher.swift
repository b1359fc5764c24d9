#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#else
private import Darwin
#endif

/// What stands between the command and a program that it does not trust.
///
/// The command starts itself under another name; that process gives up what the program is not to
/// have and becomes the program. Only so do the limits hold from the program's first instruction.
public enum Launcher {
  /// The first argument of a process that is to become another one.
  public static let name = "launch-cell"

  /// What the program is given.
  struct Settings {
    /// Address space, in bytes.
    var memory: Int
    /// Seconds of computing.
    var seconds: Int
    /// The largest file, in bytes.
    var file: Int
    /// The working folder.
    var folder: String
    /// Whether it may neither start processes nor open connections, nor see other folders.
    var isConfined = false
    /// What it may read, if it is confined.
    var readable: [String] = []
  }

  /// The arguments that start a program.
  static func arguments(
    nabla: String, _ settings: Settings, program: [String]
  ) -> [String] {
    [
      nabla, name, String(settings.memory), String(settings.seconds), String(settings.file),
      settings.folder, settings.isConfined ? "confined" : "free",
      String(settings.readable.count),
    ] + settings.readable + program
  }

  /// Becomes the program that the arguments name; does not return.
  ///
  /// - Parameter arguments: Those of the process, the name of the executable first.
  public static func run(_ arguments: [String]) -> Never {
    guard arguments.count > 8, let memory = UInt(arguments[2]), let seconds = UInt(arguments[3]),
      let file = UInt(arguments[4]), let count = Int(arguments[7]),
      0..<arguments.count - 8 ~= count
    else { fail("is started by nabla itself") }
    let readable = Array(arguments[8..<8 + count])
    let program = Array(arguments[(8 + count)...])
    dieWithParent()
    closeOthers()
    guard chdir(arguments[5]) == 0 else { fail("can't enter the working folder") }
    if arguments[6] == "confined" {
      Confinement.apply(readable: readable, writable: arguments[5])
    }
    limit(memory: memory, seconds: seconds, file: file)
    if arguments[6] == "confined" { Confinement.forbidCalls() }
    withCStrings(program) { _ = execv(program[0], $0) }
    fail("can't start \(program[0]): \(System.lastError)")
  }

  /// Closes all but the standard streams and the channel: the command may have files open that nobody
  /// has marked as its own, the channels of other programs among them.
  private static func closeOthers() {
    for file in System.names(in: "/dev/fd").compactMap({ Int32($0) }) where file > 3 { close(file) }
  }

  private static func limit(memory: UInt, seconds: UInt, file: UInt) {
    func set(_ resource: Int32, _ value: UInt, hard: UInt? = nil) {
      var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(hard ?? value))
      #if canImport(Darwin)
      setrlimit(resource, &limit)
      #else
      setrlimit(__rlimit_resource_t(UInt32(resource)), &limit)
      #endif
    }
    // At the hard limit comes SIGKILL, which does not say why; before it, SIGXCPU does.
    let last = seconds + 1
    #if canImport(Darwin)
    set(RLIMIT_AS, memory)
    set(RLIMIT_CPU, seconds, hard: last)
    set(RLIMIT_FSIZE, file)
    set(RLIMIT_CORE, 0)
    #else
    set(Int32(RLIMIT_AS.rawValue), memory)
    set(Int32(RLIMIT_CPU.rawValue), seconds, hard: last)
    set(Int32(RLIMIT_FSIZE.rawValue), file)
    set(Int32(RLIMIT_CORE.rawValue), 0)
    #endif
  }

  /// Whoever stops the command stops the program.
  private static func dieWithParent() {
    #if os(Linux)
    let setParentDeathSignal = 1
    Confinement.prctl(setParentDeathSignal, Int(SIGKILL))
    #endif
  }

  static func fail(_ reason: String) -> Never {
    _ = System.writeAll(Array("nabla \(name): \(reason)\n".utf8), to: 2)
    _exit(71)
  }
}
