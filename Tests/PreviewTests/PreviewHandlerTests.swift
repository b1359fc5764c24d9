import FlyingFox
import Foundation
import Testing

@testable import Preview

struct PreviewHandlerTests {
  private let site = PreviewSite()
  private let handler: PreviewHandler

  init() {
    handler = PreviewHandler(site: site, folder: "/nowhere")
    handler.allow(port: 8000)
    site.update(
      "x.html",
      to: .init(html: "<html><body><main>text</main></body></html>", problems: "a < \"b\"\n"))
  }

  private func answer(
    _ path: String, method: HTTPMethod = .GET, host: String? = "127.0.0.1:8000",
    origin: String? = nil
  ) async throws -> (code: Int, body: String) {
    var headers: HTTPHeaders = [:]
    headers[.host] = host
    headers[HTTPHeader("Origin")] = origin
    let response = try await handler.handleRequest(
      HTTPRequest(
        method: method, version: .http11, path: path, query: [], headers: headers, body: HTTPBodySequence()))
    return (response.statusCode.code, String(decoding: try await response.bodyData, as: UTF8.self))
  }

  @Test(arguments: [
    ("127.0.0.1:8000", nil, 200), ("localhost:8000", nil, 200), ("LOCALHOST:8000", nil, 200),
    ("127.0.0.1:8000", "http://localhost:8000", 200), ("127.0.0.1", nil, 403),
    ("127.0.0.1:8001", nil, 403), ("evil.example:8000", nil, 403), (nil, nil, 403),
    ("127.0.0.1:8000", "http://evil.example", 403), ("127.0.0.1:8000", "null", 403),
    ("127.0.0.1:8000", "https://127.0.0.1:8000", 403),
  ])
  func `only requests from this machine's own pages are answered`(
    row: (host: String?, origin: String?, code: Int)
  ) async throws {
    #expect(try await answer("/x.html", host: row.host, origin: row.origin).code == row.code)
  }

  @Test func `a page is served with the script and its problems, escaped`() async throws {
    let answer = try await answer("/x.html")
    #expect(answer.code == 200)
    #expect(answer.body.contains("data-problems=\"a &lt; &quot;b&quot;&#10;\""))
    #expect(
      answer.body.hasSuffix("</script>\n</body></html>")
        || answer.body.hasSuffix("</script></body></html>"))
  }

  @Test func `what is not there is waited for, and what is not shown is refused`() async throws {
    let missing = try await answer("/y.html")
    #expect(missing.code == 404 && missing.body.contains("<script"))
    #expect(missing.body.contains("href=\"/x.html\""))
    #expect(try await answer("/x.html", method: .POST).code == 405)
    #expect(try await answer("/x.png").code == 404)
  }

  @Test func `a listener hears of its own page only, the present state first`() async throws {
    var events = site.events(of: "x.html").makeAsyncIterator()
    let first = try #require(await events.next())
    site.update("y.html", to: .init(html: "other"))
    site.update("x.html", to: .init(html: "new"))
    let second = try #require(await events.next())
    #expect(first.contains(#"a < \"b\"\n"#) && second.contains(#""problems": """#))
    #expect(first.prefix(20) != second.prefix(20) || first != second)
  }
}
