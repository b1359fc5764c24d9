#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#else
private import Darwin
#endif

/// A process that only prints.
enum Subprocess {
  struct Result {
    /// The status, or nil where the process was stopped or never began.
    var status: Int32?
    var output: [UInt8] = []
    var errors: [UInt8] = []
  }

  /// Runs a process to its end, or stops it with its whole group.
  ///
  /// - Parameters:
  ///   - arguments: The path of the executable, and its arguments.
  ///   - environment: All variables that it finds.
  ///   - time: How long it may take, in milliseconds.
  ///   - limit: How much it may print, in bytes.
  /// - Returns: What it printed, and how it ended.
  static func run(
    _ arguments: [String], environment: [String: String], time: Int, limit: Int = 4 << 20
  ) -> Result {
    let command = Child.Command(arguments: arguments, environment: environment)
    guard let child = Child.start(command) else { return Result() }
    var result = Result()
    let deadline = System.now() + time
    var open = [child.output, child.errors]
    while !open.isEmpty {
      let left = deadline - System.now()
      guard left > 0 else { break }
      var polled = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      _ = poll(&polled, nfds_t(polled.count), Int32(min(left, 1000)))
      for entry in polled where entry.revents != 0 {
        let availability =
          entry.fd == child.output
          ? System.readAvailable(entry.fd, into: &result.output, limit: limit)
          : System.readAvailable(entry.fd, into: &result.errors, limit: limit)
        if availability != .more { open.removeAll { $0 == entry.fd } }
      }
    }
    var hasEnded = child.hasEnded
    while !hasEnded, open.isEmpty, System.now() < deadline {
      usleep(500)
      hasEnded = child.hasEnded
    }
    let status = child.end()
    child.closeAll()
    result.status = hasEnded ? status : nil
    return result
  }
}
