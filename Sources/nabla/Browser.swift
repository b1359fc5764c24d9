#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Why a page could not be printed.
struct BrowserError: Error {
  /// One phrase in lower case, the fix last.
  var message: String
}

/// Chromium, or a browser that descends from it, which prints pages.
struct Browser {
  /// The path of the program.
  var program: String

  /// The names under which it is installed; `NABLA_CHROMIUM` names another.
  static let names = [
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
  ]

  /// Finds the browser.
  ///
  /// - Throws: An error that says how to get it.
  static func locate() throws(BrowserError) -> Browser {
    if let path = getenv("NABLA_CHROMIUM").map({ String(cString: $0) }), !path.isEmpty {
      guard access(path, X_OK) == 0 else {
        throw BrowserError(
          message: "NABLA_CHROMIUM names '\(path)', which can't be run; it must be Chromium")
      }
      return Browser(program: path)
    }
    let mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    guard
      let path = names.lazy.compactMap(Files.program(named:)).first
        ?? (access(mac, X_OK) == 0 ? mac : nil)
    else {
      throw BrowserError(
        message: "PDF is printed by Chromium, which is not installed; install it with "
          + "'apt-get install chromium', or print the HTML page from another browser")
    }
    return Browser(program: path)
  }

  /// Prints a page.
  ///
  /// - Parameter html: The page.
  /// - Returns: The PDF, without the time at which it was made.
  /// - Throws: An error where the browser does not end well.
  func pdf(of html: String) throws(BrowserError) -> [UInt8] {
    do throws(FileError) {
      let folder = try TemporaryFolder()
      let page = Files.join(folder.path, "page.html")
      let output = Files.join(folder.path, "page.pdf")
      do throws(WriteError) {
        try Files.replace([OutputFile(path: page, contents: html)])
      } catch {
        throw FileError(reason: error.reason)
      }
      let process = ChildProcess(
        program: program,
        // Nobody has given the page rights that a sandbox could take away: it has no scripts, and
        // the superuser has no sandbox.
        arguments: (geteuid() == 0 ? ["--no-sandbox"] : []) + [
          "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions",
          "--user-data-dir=\(folder.path)/profile", "--no-pdf-header-footer",
          "--print-to-pdf=\(output)", "file://\(page)",
        ],
        environment: ["HOME": folder.path, "TZ": "UTC", "LANG": "C.UTF-8"])
      let status = try process.run(atMost: 120)
      guard status == 0, Files.kind(of: output) == .file else {
        throw FileError(reason: "it ended with \(status.map { "status \($0)" } ?? "a signal")")
      }
      return try Files.read(output).withoutTimes
    } catch {
      throw BrowserError(message: "Chromium ('\(program)') did not print it: \(error.reason)")
    }
  }
}

extension Files {
  /// The path of a program that the shell would find under a name.
  static func program(named name: String) -> String? {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    return path.split(separator: ":").map { join(String($0), name) }
      .first { access($0, X_OK) == 0 && kind(of: $0) == .file }
  }
}

extension [UInt8] {
  /// The PDF with the start of Unix time for the time at which it was made, digit for digit.
  fileprivate var withoutTimes: [UInt8] {
    var result = self
    for key in ["/CreationDate (D:", "/ModDate (D:"] {
      let pattern = Array(key.utf8)
      guard let place = result.firstRange(of: pattern)?.upperBound else { continue }
      let epoch = Array("19700101000000".utf8)
      let end = Swift.min(place + epoch.count, result.count)
      result.replaceSubrange(place..<end, with: epoch.prefix(end - place))
    }
    return result
  }
}
