#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#else
private import Darwin
#endif

/// A process that only prints.
enum Subprocess {
  /// How a process came to its end.
  enum Ending: Hashable {
    /// The system refused to start it, for a reason in its words.
    case notStarted(String)
    /// It was stopped because it took too long.
    case stopped
    /// It was stopped because it printed too much.
    case tooMuchOutput
    /// It ended by itself.
    case ended(ExitStatus)
  }

  struct Result {
    var ending: Ending
    var output: [UInt8] = []
    var errors: [UInt8] = []

    /// Whether it ended by itself, and says that all went well.
    var isSuccess: Bool { ending == .ended(.exited(0)) }
  }

  /// How much a process may print unless another limit is given, in bytes.
  static let mostOutput = 4 << 20

  /// Runs a process to its end, or stops it with its whole group.
  ///
  /// - Parameters:
  ///   - arguments: The path of the executable, and its arguments.
  ///   - environment: All variables that it finds.
  ///   - time: How long it may take, in milliseconds.
  ///   - limit: How much it may print, in bytes.
  /// - Returns: What it printed, and how it ended.
  static func run(
    _ arguments: [String], environment: [String: String], time: Int, limit: Int = mostOutput
  ) -> Result {
    let command = Child.Command(arguments: arguments, environment: environment)
    guard let child = Child.start(command) else {
      return Result(ending: .notStarted(System.lastError))
    }
    var result = Result(ending: .stopped)
    let deadline = System.now() + time
    var open = [child.output, child.errors]
    var isTooMuch = false
    while !open.isEmpty, !isTooMuch {
      let left = deadline - System.now()
      guard left > 0 else { break }
      var polled = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      _ = poll(&polled, nfds_t(polled.count), Int32(min(left, 1000)))
      for entry in polled where entry.revents != 0 {
        let availability =
          entry.fd == child.output
          ? System.readAvailable(entry.fd, into: &result.output, limit: limit)
          : System.readAvailable(entry.fd, into: &result.errors, limit: limit)
        // Nobody reads on, and the process would wait for that until its time is up.
        if availability == .tooMuch { isTooMuch = true }
        if availability != .more { open.removeAll { $0 == entry.fd } }
      }
    }
    var hasEnded = child.hasEnded
    while !hasEnded, open.isEmpty, !isTooMuch, System.now() < deadline {
      usleep(500)
      hasEnded = child.hasEnded
    }
    let status = child.end()
    child.closeAll()
    if isTooMuch {
      result.ending = .tooMuchOutput
    } else if hasEnded {
      result.ending = .ended(ExitStatus(status))
    }
    return result
  }
}

/// How a process ended by itself.
enum ExitStatus: Hashable {
  /// With a status of its own.
  case exited(Int)
  /// By a signal.
  case signalled(Int)

  /// Reads what `waitpid` gives.
  init(_ status: Int32) {
    let signal = Int(status & 0x7F)
    self = signal == 0 ? .exited(Int(status >> 8 & 0xFF)) : .signalled(signal)
  }

  /// What happened, after the name of the process.
  var words: String {
    switch self {
    case .exited(let status): "ended with status \(status)"
    case .signalled(let signal): "was ended by signal \(signal)"
    }
  }
}
