#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// A process in a session of its own, with its output and a channel to it.
struct Child {
  /// The process, which leads its own group.
  let process: pid_t
  /// What it prints.
  let output: Int32
  /// What it prints to standard error.
  let errors: Int32
  /// Our end of the channel, or -1.
  let channel: Int32

  /// What a process is started with.
  struct Command {
    var arguments: [String]
    var environment: [String: String]
    var hasChannel = false
  }

  /// `POSIX_SPAWN_SETSID`, which glibc's headers show to C alone.
  #if canImport(Darwin)
  private static let newSession: Int16 = 0x400
  #else
  private static let newSession: Int16 = 0x80
  #endif

  /// Starts a process; nil where the system refuses.
  static func start(_ command: Command) -> Child? {
    guard let output = pipe(), let errors = pipe() else { return nil }
    let channel = command.hasChannel ? socketPair() : (-1, -1)
    guard let channel else { return nil }
    defer { for end in [output.write, errors.write, channel.1] where end >= 0 { close(end) } }

    var actions = posix_spawn_file_actions_t.empty
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output.write, 1)
    posix_spawn_file_actions_adddup2(&actions, errors.write, 2)
    if channel.1 >= 0 { posix_spawn_file_actions_adddup2(&actions, channel.1, 3) }

    var attributes = posix_spawnattr_t.empty
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes,
      newSession | Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))

    var process = pid_t()
    let environment = command.environment.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }
    let status = withCStrings(command.arguments) { arguments in
      withCStrings(environment) { environment in
        posix_spawn(&process, command.arguments[0], &actions, &attributes, arguments, environment)
      }
    }
    guard status == 0 else {
      for end in [output.read, errors.read, channel.0] where end >= 0 { close(end) }
      return nil
    }
    for end in [output.read, errors.read] { setNonBlocking(end) }
    if channel.0 >= 0 { setNonBlocking(channel.0) }
    return Child(
      process: process, output: output.read, errors: errors.read, channel: channel.0)
  }

  /// Whether the process has ended, and how.
  func status() -> Int32? {
    var status: Int32 = 0
    return waitpid(process, &status, WNOHANG) == process ? status : nil
  }

  /// Ends the process and its whole group, and waits for it.
  func kill() {
    #if canImport(Darwin)
    Darwin.kill(-process, SIGKILL)
    Darwin.kill(process, SIGKILL)
    #else
    Glibc.kill(-process, SIGKILL)
    Glibc.kill(process, SIGKILL)
    #endif
  }

  /// Takes the last of the process away.
  func reap() -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    return status
  }

  /// Gives the descriptors back.
  func closeAll() { for end in [output, errors, channel] where end >= 0 { close(end) } }

  private static func pipe() -> (read: Int32, write: Int32)? {
    var ends: [Int32] = [-1, -1]
    #if canImport(Darwin)
    guard Darwin.pipe(&ends) == 0 else { return nil }
    #else
    guard Glibc.pipe(&ends) == 0 else { return nil }
    #endif
    for end in ends { setCloseOnExec(end) }
    return (ends[0], ends[1])
  }

  private static func socketPair() -> (Int32, Int32)? {
    var ends: [Int32] = [-1, -1]
    #if canImport(Darwin)
    let kind = SOCK_STREAM
    #else
    let kind = Int32(SOCK_STREAM.rawValue)
    #endif
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return nil }
    for end in ends { setCloseOnExec(end) }
    return (ends[0], ends[1])
  }

  private static func setCloseOnExec(_ file: Int32) { _ = fcntl(file, F_SETFD, FD_CLOEXEC) }
  private static func setNonBlocking(_ file: Int32) { _ = fcntl(file, F_SETFL, O_NONBLOCK) }
}

/// Calls a function with an array of C strings that ends in nil.
func withCStrings<Result>(
  _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) } + [nil]
  defer { for pointer in pointers { free(pointer) } }
  return pointers.withUnsafeMutableBufferPointer { buffer in
    guard let base = buffer.baseAddress else { preconditionFailure("the list ends in nil") }
    return body(base)
  }
}

#if canImport(Darwin)
extension posix_spawn_file_actions_t { fileprivate static var empty: Self? { nil } }
#else
extension posix_spawn_file_actions_t { fileprivate static var empty: Self { Self() } }
extension posix_spawnattr_t { fileprivate static var empty: Self { Self() } }
#endif
