import FlyingFox
import FlyingSocks
import Foundation

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

  /// Serves until the task is cancelled.
  ///
  /// - Parameter started: Is given the port once the server listens.
  /// - Throws: `Failure` where it cannot listen.
  public func run(started: @Sendable @escaping (UInt16) -> Void) async throws(Failure) {
    do {
      let handler = PreviewHandler(site: site, folder: folder)
      let server = HTTPServer(
        address: try .inet(ip4: "127.0.0.1", port: port), logger: .disabled, handler: handler)
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
        try await group.next()
        group.cancelAll()
      }
    } catch SocketError.failed(_, let code, _) where code == EADDRINUSE {
      throw Failure(
        message: "port \(port) is in use; choose another with '--port', or 0 for any that is free")
    } catch SocketError.failed(_, let code, _) where code == EACCES {
      throw Failure(message: "port \(port) needs more rights; choose one above 1023 with '--port'")
    } catch {
      throw Failure(message: "can't listen on port \(port): \(error)")
    }
  }
}
