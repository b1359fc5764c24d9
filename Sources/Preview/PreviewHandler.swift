import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

/// Answers the requests of a preview.
///
/// A page of another site can send requests to this server, and through a name that it lets point here
/// even read the answers. So a request has to name this server in `Host`, and in `Origin` if it has one.
final class PreviewHandler: HTTPHandler {
  private let site: PreviewSite
  private let folder: String
  private let names = Mutex<Set<String>>([])

  init(site: PreviewSite, folder: String) {
    self.site = site
    self.folder = folder
  }

  /// Says under which names this server is asked for.
  func allow(port: UInt16) {
    names.withLock { $0 = ["127.0.0.1:\(port)", "localhost:\(port)"] }
  }

  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    let names = names.withLock { $0 }
    guard let host = request.headers[.host], names.contains(host.lowercased()) else {
      return text(.forbidden, "this server answers to 127.0.0.1 and localhost only\n")
    }
    if let origin = request.headers[HTTPHeader("Origin")],
      !names.contains(where: { origin.lowercased() == "http://\($0)" })
    {
      return text(.forbidden, "this server answers to its own pages only\n")
    }
    guard request.method == .GET || request.method == .HEAD else {
      return text(.methodNotAllowed, "this server only shows pages\n")
    }
    let path = String(request.path.drop { $0 == "/" })
    if path == ".nabla/events" {
      let page = request.query.first { $0.name == "page" }?.value ?? ""
      return events(of: page)
    }
    let name = path.isEmpty || path.hasSuffix("/") ? path + "index.html" : path
    let state = site.state(of: name)
    if let html = state.page.html {
      let page = injecting(into: html, path: name, state)
      return response(.ok, "text/html; charset=utf-8", page)
    }
    if name.hasSuffix(".html") { return missing(name, state) }
    guard let file = PreviewFile(path: name, in: folder) else {
      return text(.notFound, "there is no such file in the output folder\n")
    }
    return response(.ok, file.type, file.contents)
  }

  /// The page with the script that keeps it up to date.
  ///
  /// The number of the state and the page have to be of one moment: a page that is older than its number
  /// says would wait for the change after the next.
  private func injecting(into html: String, path: String, _ state: PreviewSite.State) -> Data {
    let code = String(decoding: PackageResources.reload_js, as: UTF8.self)
    let script = """
      <script data-page=\(path.quotedForAttribute) data-version="\(state.version)" \
      data-problems=\(state.page.problems.quotedForAttribute)>
      \(code)</script>
      """
    var page = Data(html.utf8)
    // A page is long, and its end is near its end.
    let end = page.range(of: Data("</body>".utf8), options: .backwards)?.lowerBound ?? page.endIndex
    page.insert(contentsOf: Data(script.utf8), at: end)
    return page
  }

  /// In the place of a page that is not there: the pages that are, and a script that waits for it.
  private func missing(_ path: String, _ state: PreviewSite.State) -> HTTPResponse {
    let links = site.paths.map { path in
      "<li><a href=\(("/" + path).quotedForAttribute)>\(path.replacing("<", with: "&lt;"))</a></li>"
    }
    let html = """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><title>No such page</title></head>
      <body><main><h1>There is no such page</h1><p>When there is one, it shows here.</p>
      <ul>\(links.joined())</ul></main></body></html>
      """
    return response(.notFound, "text/html; charset=utf-8", injecting(into: html, path: path, state))
  }

  private func events(of page: String) -> HTTPResponse {
    var response = HTTPResponse(
      statusCode: .ok, headers: headers("text/event-stream"),
      body: HTTPBodySequence(from: EventSequence(stream: site.events(of: page))))
    response.headers[HTTPHeader("X-Accel-Buffering")] = "no"
    return response
  }

  private func headers(_ type: String) -> HTTPHeaders {
    [
      .contentType: type, HTTPHeader("Cache-Control"): "no-store",
      HTTPHeader("X-Content-Type-Options"): "nosniff",
      HTTPHeader("Cross-Origin-Resource-Policy"): "same-origin",
      HTTPHeader("X-Frame-Options"): "DENY",
    ]
  }

  private func response(_ status: HTTPStatusCode, _ type: String, _ body: Data) -> HTTPResponse {
    HTTPResponse(statusCode: status, headers: headers(type), body: body)
  }

  private func text(_ status: HTTPStatusCode, _ message: String) -> HTTPResponse {
    response(status, "text/plain; charset=utf-8", Data(message.utf8))
  }
}

/// Messages as the bytes of a response that does not end.
private struct EventSequence: AsyncBufferedSequence {
  typealias Element = UInt8
  let stream: AsyncStream<String>

  func makeAsyncIterator() -> Iterator { Iterator(messages: stream.makeAsyncIterator()) }

  struct Iterator: AsyncBufferedIteratorProtocol {
    var messages: AsyncStream<String>.Iterator
    private var rest: ArraySlice<UInt8> = []

    init(messages: AsyncStream<String>.Iterator) { self.messages = messages }

    mutating func next() async -> UInt8? {
      await nextBuffer(suggested: 1)?.first
    }

    mutating func nextBuffer(suggested count: Int) async -> ArraySlice<UInt8>? {
      if rest.isEmpty {
        guard let message = await messages.next() else { return nil }
        rest = Array(message.utf8)[...]
      }
      defer { rest = rest.dropFirst(count) }
      return rest.prefix(count)
    }
  }
}
