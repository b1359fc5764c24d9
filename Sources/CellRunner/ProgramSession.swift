import CellWire
import Cells
import GradientChecking

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#else
private import Darwin
#endif

/// A program that runs, and the talk with it.
///
/// The program prints into one pipe and speaks on a channel of its own. It waits for an answer where
/// a cell begins and ends; by then all that it has printed is in the pipe, so that every byte of
/// output belongs to a cell.
final class ProgramSession {
  private let child: Child
  private let limits: Limits
  private let deadline: Int
  private var inbox = Inbox()
  private var errors: [UInt8] = []
  private var printed = 0
  private(set) var frames: (crash: [Int], thrown: [Int]) = ([], [])
  private var signal: Int?
  /// What the program has done so far.
  private(set) var run = ProgramRun()
  /// The cell that is running.
  private(set) var cell: Int?
  /// Why nothing more is to be expected of the program.
  private(set) var limit: Limit?
  private var isOver = false
  private let isSandboxed: Bool
  /// The only folder that the program may write to, and when it is next looked at.
  private let folder: String
  private var nextLook = 0

  /// Starts a program; nil where the system refuses.
  init?(
    arguments: [String], environment: [String: String], folder: String, limits: Limits,
    isSandboxed: Bool
  ) {
    guard
      let child = Child.start(
        Child.Command(arguments: arguments, environment: environment, hasChannel: true))
    else { return nil }
    self.child = child
    self.limits = limits
    self.isSandboxed = isSandboxed
    self.folder = folder
    deadline = System.now() + limits.time
  }

  /// Whether the program can still be spoken to.
  var isAlive: Bool { !isOver && limit == nil }

  // MARK: Messages

  /// Waits for the program's next message; nil where none will come.
  func receive() -> FrameReader? {
    while isAlive {
      // A program that never falls silent is never waited for.
      lookAtClock()
      guard isAlive else { break }
      if let message = nextMessage() {
        readOutput()
        return message
      }
      wait()
    }
    // What was said before the end still counts.
    return limit == nil ? nextMessage() : nil
  }

  /// Sends a message.
  func send(_ message: FrameWriter) {
    let count = withUnsafeBytes(of: Int64(message.bytes.count).littleEndian) { Array($0) }
    var bytes = (count + message.bytes)[...]
    while !bytes.isEmpty, isAlive {
      let step = bytes.withUnsafeBytes { writeWithoutSignal(child.channel, $0) }
      if step > 0 {
        bytes = bytes.dropFirst(step)
      } else if errno == EAGAIN || errno == EINTR {
        wait(forWriting: true)
      } else {
        isOver = true
      }
    }
  }

  /// Notes which cell is running.
  func enter(_ cell: Int?) {
    self.cell = cell
    if let cell, run.cells[cell] == nil { run.cells[cell] = CellRecord() }
  }

  /// Changes what is known of a cell.
  func record(_ cell: Int, _ change: (inout CellRecord) -> Void) {
    change(&run.cells[cell, default: CellRecord()])
  }

  /// Notes the value of an expression.
  func show(_ index: Int, _ value: PublishedValue) { run.shown[index] = value }

  /// Notes the program's last words.
  func noteCrash(_ message: inout FrameReader) {
    signal = message.int()
    frames = (message.addresses(), message.addresses())
  }

  private func nextMessage() -> FrameReader? {
    let message = inbox.next()
    if inbox.isBroken { limit = .channel }
    return message
  }

  // MARK: Waiting

  private func lookAtClock() {
    if System.now() >= deadline { limit = limit ?? .time(milliseconds: limits.time) }
  }

  private func wait(forWriting: Bool = false) {
    lookAtClock()
    guard limit == nil else { return }
    lookAtFolder()
    var polled = [
      pollfd(fd: child.channel, events: Int16(forWriting ? POLLIN | POLLOUT : POLLIN), revents: 0),
      pollfd(fd: child.output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: child.errors, events: Int16(POLLIN), revents: 0),
    ]
    // A pipe that has been closed would wake us for ever.
    if outputEnded { polled[1].fd = -1 }
    if errorsEnded { polled[2].fd = -1 }
    _ = poll(&polled, 3, Int32(min(max(deadline - System.now(), 0), Self.lookInterval)))
    if polled[1].revents != 0 { readOutput() }
    if polled[2].revents != 0 { readErrors() }
    if polled[0].revents & ~Int16(POLLOUT) != 0 { readChannel() }
  }

  /// Reads a part of what the program says: it may write as fast as we read, and never come to an end.
  private func readChannel() {
    var bytes: [UInt8] = []
    switch System.readAvailable(child.channel, into: &bytes, limit: 1 << 20) {
    case .more, .tooMuch: break
    // The connection is reset where the program has not read all that it was told.
    case .end, .failure: isOver = true
    }
    inbox.append(bytes)
    if inbox.total > limits.messages { limit = limit ?? .messages(bytes: limits.messages) }
  }

  /// How often the program's folder is looked at, in milliseconds.
  private static let lookInterval = 100

  /// The system limits a file; how many of them there are has to be looked at.
  private func lookAtFolder() {
    let now = System.now()
    guard now >= nextLook else { return }
    if nextLook > 0, System.size(ofFolder: folder, limit: limits.folder) > limits.folder {
      limit = limit ?? .folder(bytes: limits.folder)
    }
    nextLook = now + Self.lookInterval
  }

  private var outputEnded = false
  private var errorsEnded = false

  private func readOutput() {
    var bytes: [UInt8] = []
    let left = limits.output - printed
    let availability = System.readAvailable(child.output, into: &bytes, limit: max(left, 0))
    if availability == .end || availability == .failure { outputEnded = true }
    printed += bytes.count
    if let cell { run.cells[cell, default: CellRecord()].output += bytes.prefix(max(left, 0)) }
    if availability == .tooMuch || printed > limits.output {
      limit = limit ?? .output(bytes: limits.output)
    }
  }

  private func readErrors() {
    var bytes: [UInt8] = []
    let availability = System.readAvailable(child.errors, into: &bytes, limit: 1 << 20)
    if availability == .end || availability == .failure { errorsEnded = true }
    // The end is what matters, and nobody is to fill our memory.
    errors = Array((errors + bytes).suffix(1 << 16))
  }

  // MARK: The end

  /// Waits for the program to end, ends it if it does not, and tells how it went.
  ///
  /// - Parameter isDone: Whether all that is of interest has been seen.
  /// - Returns: What the program did.
  func finish(isDone: Bool = false) -> ProgramRun {
    if limit == nil, !isDone {
      // The channel is closed: either the program is about to be gone, or it has closed it itself.
      let patience = min(deadline, System.now() + 2_000)
      while !child.hasEnded, limit == nil {
        guard System.now() < patience else {
          limit = .channel
          break
        }
        readOutput()
        readErrors()
        usleep(300)
      }
    }
    let status = child.end()
    if limit == nil { readOutput() }
    readErrors()
    child.closeAll()
    run.ending = isDone ? .finished(cell: nil) : ending(status: status)
    return run
  }

  private func ending(status: Int32) -> Ending {
    if let limit { return .stopped(limit, cell: cell) }
    let text = String(decoding: errors, as: UTF8.self)
    if text.contains("failed to allocate") {
      return .stopped(.memory(bytes: limits.memory), cell: cell)
    }
    var signal = Int(status & 0x7F)
    let code = Int(status >> 8 & 0xFF)
    // Bubblewrap reports the signal of the program as the shell does.
    if signal == 0, code > 128, self.signal != nil || isSandboxed { signal = code - 128 }
    if signal == Int(SIGXCPU) {
      return .stopped(.computing(seconds: limits.computing), cell: cell)
    }
    if signal != 0 {
      return .crashed(
        Crash(signal: signal, message: Self.fatalError(in: text), line: nil, cell: cell))
    }
    if code == 70, cell != nil { return .stopped(.channel, cell: cell) }
    return code == 0 ? .finished(cell: cell) : .exited(status: code, cell: cell)
  }

  /// The message of `fatalError`, without the place in the library that it names.
  private static func fatalError(in text: String) -> String? {
    let lines = text.split(separator: "\n")
    for line in lines {
      guard let start = line.firstRange(of: "Fatal error") else { continue }
      return "f" + line[start.lowerBound...].dropFirst()
    }
    return lines.first { $0.hasPrefix("nabla ") }.map(String.init)
  }
}

extension FrameReader {
  /// Reads return addresses; the program may have written any count before them.
  fileprivate mutating func addresses() -> [Int] {
    let count = min(max(int(), 0), 64)
    return (0..<count).map { _ in int() }
  }
}

private func writeWithoutSignal(_ file: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  #if canImport(Darwin)
  return Darwin.write(file, bytes.baseAddress, bytes.count)
  #else
  return send(file, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
  #endif
}
