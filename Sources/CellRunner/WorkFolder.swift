#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#else
private import Darwin
#endif

/// A temporary folder that is removed with everything in it.
final class WorkFolder: Sendable {
  /// The path, without links.
  let path: String
  /// Where the compiler works; the program never sees it.
  var source: String { path + "/source" }
  /// Where the program lies.
  var program: String { path + "/program" }
  /// The program's working folder, the only one it may write to.
  var work: String { path + "/work" }

  /// Makes the folder, or returns nil where that is not possible.
  init?() {
    let parent = System.environment("TMPDIR").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
    WorkFolder.removeLeftovers(in: parent)
    var template = Array("\(parent)/\(WorkFolder.prefix)\(getpid())-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { return nil }
    let made = String(
      decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    path = System.realPath(made) ?? made
    for folder in [source, program, work] where mkdir(folder, 0o700) != 0 { return nil }
  }

  private static let prefix = "nabla-cells-"

  /// Removes the folders of runs that were stopped before they could do so themselves.
  private static func removeLeftovers(in parent: String) {
    for name in System.names(in: parent) where name.hasPrefix(prefix) {
      guard let owner = pid_t(name.dropFirst(prefix.count).prefix { $0 != "-" }) else { continue }
      let path = "\(parent)/\(name)"
      var status = stat()
      guard lstat(path, &status) == 0, status.st_uid == geteuid(),
        status.st_mode & S_IFMT == S_IFDIR
      else { continue }
      if kill(owner, 0) != 0, errno == ESRCH { remove(path) }
    }
  }

  deinit { WorkFolder.remove(path) }

  /// Empties the working folder for the next run.
  func resetWork() {
    WorkFolder.remove(work)
    mkdir(work, 0o700)
  }

  private static func remove(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR {
      // The program may have taken its own rights away.
      chmod(path, 0o700)
      for name in System.names(in: path) { remove("\(path)/\(name)") }
      rmdir(path)
    } else {
      unlink(path)
    }
  }
}
