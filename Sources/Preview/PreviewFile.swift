import Foundation

/// A file of the output folder that is no page.
struct PreviewFile {
  var contents: Data
  var type: String

  /// Reads a file below a folder; nil where there is none, or where a link leads out of the folder.
  init?(path: String, in folder: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.contains(where: { $0.isEmpty || $0.hasPrefix(".") || $0.contains("\\") }),
      !path.utf8.contains(0),
      let home = Self.resolved(folder), let file = Self.resolved("\(folder)/\(path)"),
      file.hasPrefix(home + "/"), Self.isRegular(file),
      let contents = FileManager.default.contents(atPath: file)
    else { return nil }
    self.contents = contents
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    type = Self.types[ending] ?? "application/octet-stream"
  }

  private static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  private static let types = [
    "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg",
    "gif": "image/gif", "webp": "image/webp", "pdf": "application/pdf", "json": "application/json",
    "md": "text/plain; charset=utf-8", "tex": "text/plain; charset=utf-8",
    "ipynb": "application/json", "css": "text/css",
  ]
}
