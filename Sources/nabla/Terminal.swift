#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A stream for messages, and what it can show.
struct Terminal {
  static let standardError = Terminal(descriptor: STDERR_FILENO)

  private let descriptor: Int32

  /// Whether a person is watching.
  var isInteractive: Bool { isatty(descriptor) == 1 }

  /// Whether colours are welcome (no-color.org).
  var showsColour: Bool {
    isInteractive && getenv("NO_COLOR") == nil
      && getenv("TERM").map { String(cString: $0) } != "dumb"
  }

  /// Writes a text at once.
  func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { writeBytes(descriptor, $0.baseAddress, $0.count) }
      // A reader that has gone away is no reason to fail.
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }

  /// Writes a text as far as it is read: who has stopped reading holds nobody up.
  func offer(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      guard poll(&state, 1, 0) == 1, state.revents & Int16(POLLOUT) != 0 else { return }
      // What is ready for more takes at least this much without waiting.
      let count = bytes.withUnsafeBytes {
        writeBytes(descriptor, $0.baseAddress, min($0.count, Self.smallestBuffer))
      }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }

  /// POSIX's least PIPE_BUF.
  private static let smallestBuffer = 512

  /// Shows what is being done, on a line that the next message replaces.
  func showProgress(_ text: String) {
    if isInteractive { write("\r\u{1B}[K\(text)") }
  }

  /// Takes the progress line away.
  func clearProgress() {
    if isInteractive { write("\r\u{1B}[K") }
  }
}

private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}

/// Ends the process.
func endProcess(_ status: Int32) -> Never {
  #if canImport(Glibc)
  Glibc.exit(status)
  #else
  Darwin.exit(status)
  #endif
}
