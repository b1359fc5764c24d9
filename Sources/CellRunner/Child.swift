internal import Synchronization

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

  /// Between the making of a pipe and the mark that no other process is to have it, none may start:
  /// one program could hold another one's channel.
  private static let starting = Mutex(())

  /// Starts a process; nil where the system refuses, for the reason that is its last error then.
  static func start(_ command: Command) -> Child? {
    var reason: Int32 = 0
    let child = starting.withLock { _ in startAlone(command, &reason) }
    // What is put away on the way out may fail for reasons of its own.
    if child == nil { errno = reason }
    return child
  }

  private static func startAlone(_ command: Command, _ reason: inout Int32) -> Child? {
    var ours: [Int32] = []
    var theirs: [Int32] = []
    defer { for end in theirs { close(end) } }
    func make(_ ends: (ours: Int32, theirs: Int32)?) -> (ours: Int32, theirs: Int32)? {
      ours += ends.map { [$0.ours] } ?? []
      theirs += ends.map { [$0.theirs] } ?? []
      return ends
    }
    guard let output = make(pipe()), let errors = make(pipe()),
      let channel = command.hasChannel ? make(socketPair()) : (-1, -1)
    else {
      reason = errno
      for end in ours { close(end) }
      return nil
    }

    var actions = posix_spawn_file_actions_t.empty
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output.theirs, 1)
    posix_spawn_file_actions_adddup2(&actions, errors.theirs, 2)
    if channel.theirs >= 0 { posix_spawn_file_actions_adddup2(&actions, channel.theirs, 3) }

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
    // It returns its error, and leaves the last one alone.
    guard status == 0 else {
      reason = status
      for end in ours { close(end) }
      return nil
    }
    for end in ours { setNonBlocking(end) }
    return Child(
      process: process, output: output.ours, errors: errors.ours, channel: channel.ours)
  }

  /// Whether the process has ended by itself; it still has to be taken away.
  var hasEnded: Bool {
    var information = siginfo_t()
    let options = WEXITED | WNOHANG | WNOWAIT
    return waitid(P_PID, id_t(process), &information, options) == 0
      && information.si_signo == SIGCHLD
  }

  /// Ends the process, if it has not, with its whole group.
  ///
  /// - Returns: The status that it ended with.
  func end() -> Int32 {
    // Once it is taken away, its number may be that of another process.
    kill(-process, SIGKILL)
    kill(process, SIGKILL)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    return status
  }

  /// Gives the descriptors back.
  func closeAll() { for end in [output, errors, channel] where end >= 0 { close(end) } }

  private static func pipe() -> (ours: Int32, theirs: Int32)? {
    var ends: [Int32] = [-1, -1]
    #if canImport(Darwin)
    guard Darwin.pipe(&ends) == 0 else { return nil }
    #else
    guard Glibc.pipe(&ends) == 0 else { return nil }
    #endif
    for end in ends { setCloseOnExec(end) }
    return (ends[0], ends[1])
  }

  private static func socketPair() -> (ours: Int32, theirs: Int32)? {
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
