internal import CellWire

#if canImport(Glibc)
// C's standard streams are variables.
@preconcurrency private import Glibc
#elseif canImport(Musl)
@preconcurrency private import Musl
#else
@preconcurrency private import Darwin
#endif

/// The program's end of the channel to the command that runs it.
enum Channel {
  /// Sends a message.
  static func send(_ message: FrameWriter) {
    let count = withUnsafeBytes(of: Int64(message.bytes.count).littleEndian) { Array($0) }
    writeAll(count + message.bytes)
  }

  /// Waits for a message.
  static func receive() -> FrameReader {
    let header = readAll(8)
    let count = header.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    guard count <= UInt64(largestMessage) else { hangUp() }
    return FrameReader(readAll(Int(count)))
  }

  private static func writeAll(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let step = write(
          channelDescriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
        if step < 0 && errno == EINTR { continue }
        guard step > 0 else { hangUp() }
        written += step
      }
    }
  }

  private static func readAll(_ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let step = read(
          channelDescriptor, buffer.baseAddress.map { $0 + filled }, count - filled)
        if step < 0 && errno == EINTR { continue }
        guard step > 0 else { hangUp() }
        filled += step
      }
    }
  }

  /// Without its channel the program is of no use to anybody.
  private static func hangUp() -> Never { _exit(70) }
}

/// Prepares the program; the command writes this call before the first cell.
public func __nablaStart() {
  // What a crash would lose in a buffer has to be out before.
  setvbuf(stdout, nil, Int32(_IONBF), 0)
  setvbuf(stderr, nil, Int32(_IONBF), 0)
  signal(SIGPIPE, SIG_IGN)
  CrashReport.install()
}

/// Marks the beginning of a cell.
///
/// - Returns: Whether the cell is to run.
@discardableResult
public func __nablaBegin(_ cell: Int) -> Bool {
  var message = FrameWriter(.begin)
  message.put(cell)
  Channel.send(message)
  var answer = Channel.receive()
  return answer.kind() == .proceed
}

/// Marks the end of a cell.
public func __nablaEnd(_ cell: Int) {
  var message = FrameWriter(.end)
  message.put(cell)
  Channel.send(message)
  _ = Channel.receive()
}
