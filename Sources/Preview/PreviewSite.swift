import Synchronization

/// The pages of a preview as they are at the moment, and who is looking at them.
///
/// It may be used from several threads at once.
public final class PreviewSite: Sendable {
  /// A page.
  public struct Page: Sendable, Hashable {
    /// The last good state; nil where there has been none, or the page is gone.
    public var html: String?
    /// What is wrong with its notebook now, as text; empty where nothing is.
    public var problems: String

    /// Describes a page.
    public init(html: String?, problems: String = "") {
      self.html = html
      self.problems = problems
    }
  }

  /// What a page is, with a number that changes with its content.
  struct State: Sendable {
    var page = Page(html: nil)
    var version = 0
  }

  private struct Contents {
    var states: [String: State] = [:]
    var listeners: [Int: (page: String, stream: AsyncStream<String>.Continuation)] = [:]
    var count = 0
    /// Numbers of an earlier run of the server must not look like those of this one.
    var version: Int
  }

  private let contents: Mutex<Contents>

  /// Makes a site without pages.
  ///
  /// - Parameter firstVersion: A number that no other run begins with.
  public init(firstVersion: Int = 1) {
    contents = Mutex(Contents(version: firstVersion))
  }

  /// Changes a page, and tells those who look at it.
  ///
  /// - Parameters:
  ///   - path: The page's path, without a slash before it.
  ///   - page: What it is now.
  public func update(_ path: String, to page: Page) {
    contents.withLock { contents in
      let old = contents.states[path]
      guard old?.page != page else { return }
      contents.version += 1
      let isSameContent = old != nil && old?.page.html == page.html
      let state = State(
        page: page, version: isSameContent ? old?.version ?? 0 : contents.version)
      contents.states[path] = state
      for listener in contents.listeners.values where listener.page == path {
        listener.stream.yield(state.event)
      }
    }
  }

  /// The page at a path, if there is one.
  ///
  /// - Parameter path: The page's path, without a slash before it.
  /// - Returns: The page.
  public func page(at path: String) -> Page? {
    let page = state(of: path).page
    return page.html == nil ? nil : page
  }

  /// The paths of the pages that there are.
  public var paths: [String] {
    contents.withLock { $0.states.filter { $0.value.page.html != nil }.keys.sorted() }
  }

  func state(of path: String) -> State { contents.withLock { $0.states[path] ?? State() } }

  /// What happens to a page from now on, its present state first.
  func events(of path: String) -> AsyncStream<String> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: String.self, bufferingPolicy: .bufferingNewest(4))
    contents.withLock { contents in
      contents.count += 1
      let number = contents.count
      contents.listeners[number] = (path, continuation)
      // After an interruption a browser would wait some seconds before it asks again.
      continuation.yield("retry: 500\n" + (contents.states[path] ?? State()).event)
      continuation.onTermination = { [weak self] _ in
        self?.contents.withLock { _ = $0.listeners.removeValue(forKey: number) }
      }
    }
    return stream
  }

  /// Sends a line that means nothing, by which connections that are gone are noticed.
  func keepAlive() {
    contents.withLock { contents in
      for listener in contents.listeners.values { listener.stream.yield(": here\n\n") }
    }
  }
}

extension PreviewSite.State {
  /// The state as a message of server-sent events.
  var event: String {
    "data: {\"version\": \"\(version)\", \"problems\": \(page.problems.quotedForScript)}\n\n"
  }
}

extension String {
  /// The text as a string of JSON on one line.
  var quotedForScript: String {
    var result = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case _ where scalar.value < 0x20 || scalar.value == 0x2028 || scalar.value == 0x2029:
        let code = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - code.count) + code
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// The text as the value of an attribute.
  var quotedForAttribute: String {
    "\""
      + replacing("&", with: "&amp;").replacing("\"", with: "&quot;").replacing("<", with: "&lt;")
      .replacing("\n", with: "&#10;") + "\""
  }
}
