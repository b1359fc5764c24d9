import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

/// Serves a site on the loopback address, to nobody else, and tells its pages when they change.
public struct PreviewServer: Sendable {
  private let site: PreviewSite
  private let folder: String
  private let port: UInt16

  /// Why a server could not be started.
  public struct Failure: Error {
    /// One phrase in lower case, the fix last.
    public var message: String
  }

  /// Prepares a server.
  ///
  /// - Parameters:
  ///   - site: The pages.
  ///   - folder: The folder whose files are served besides.
  ///   - port: The port; 0 for any that is free.
  public init(site: PreviewSite, folder: String, port: UInt16) {
    self.site = site
    self.folder = folder
    self.port = port
  }

  /// How long a connection may be silent.
  ///
  /// Pages that wait for news are sent a sign of life more often.
  private static let patience = Duration.seconds(30)

  /// Serves until the task is cancelled.
  ///
  /// What goes wrong once it has listened, such as that there are too many connections, ends the
  /// connections and not the preview: it listens again, and open pages come back by themselves.
  ///
  /// - Parameter started: Is given the port once the server listens.
  /// - Throws: `Failure` where it cannot listen.
  public func run(started: @Sendable @escaping (UInt16) -> Void) async throws(Failure) {
    let found = Mutex<UInt16?>(nil)
    while true {
      do {
        try await listen(on: found.withLock { $0 } ?? port) { port in
          let isFirst = found.withLock { known in
            defer { known = port }
            return known == nil
          }
          if isFirst { started(port) }
        }
      } catch {
        guard found.withLock({ $0 != nil }), !Task.isCancelled else { throw failure(of: error) }
      }
      try? await Task.sleep(for: .milliseconds(100))
      if Task.isCancelled { return }
    }
  }

  /// Serves until something goes wrong.
  private func listen(on port: UInt16, started: @Sendable @escaping (UInt16) -> Void) async throws {
    let handler = PreviewHandler(site: site, folder: folder)
    let pool = PatientPool(base: HTTPServer.defaultPool(), patience: Self.patience)
    let server = HTTPServer(
      address: try .inet(ip4: "127.0.0.1", port: port), pool: pool, logger: .disabled,
      handler: handler)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      group.addTask {
        try await server.waitUntilListening()
        if case .ip4(_, let port) = await server.listeningAddress {
          handler.allow(port: port)
          started(port)
        }
        while true {
          try await Task.sleep(for: .seconds(10))
          site.keepAlive()
        }
      }
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  private func failure(of error: any Error) -> Failure {
    switch error {
    case SocketError.failed(_, EADDRINUSE, _):
      Failure(
        message: "port \(port) is in use; choose another with '--port', or 0 for any that is free")
    case SocketError.failed(_, EACCES, _):
      Failure(message: "port \(port) needs more rights; choose one above 1023 with '--port'")
    case SocketError.failed(_, let code, _):
      Failure(
        message: "can't listen on port \(port): \(String(cString: strerror(code)).lowercased())")
    default:
      Failure(message: "can't listen on port \(port): \(error)")
    }
  }
}
