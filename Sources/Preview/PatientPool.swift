import FlyingSocks
import Foundation

/// Waits for sockets, but not for ever: who neither sends nor takes anything is let go.
///
/// FlyingFox itself would keep a silent connection, and its descriptor, as long as the other side does.
struct PatientPool<Base: AsyncSocketPool>: AsyncSocketPool {
  let base: Base
  /// How long a connection may be silent.
  let patience: Duration

  func prepare() async throws { try await base.prepare() }

  func run() async throws { try await base.run() }

  func suspendSocket(_ socket: Socket, untilReadyFor events: Socket.Events) async throws {
    // Nobody may come for as long as nobody likes.
    guard !socket.isListening else {
      return try await base.suspendSocket(socket, untilReadyFor: events)
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await base.suspendSocket(socket, untilReadyFor: events) }
      group.addTask {
        try await Task.sleep(for: patience)
        throw SocketError.timeout(message: "nothing happened")
      }
      defer { group.cancelAll() }
      try await group.next()
    }
  }
}

extension Socket {
  /// Whether it waits for connections instead of being one.
  fileprivate var isListening: Bool {
    var answer: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    return getsockopt(file.rawValue, SOL_SOCKET, SO_ACCEPTCONN, &answer, &size) == 0 && answer != 0
  }
}
