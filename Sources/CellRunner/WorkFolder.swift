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

  /// Removes a file or a folder.
  ///
  /// Folders inside of folders are moved up first: a program may have nested them so deeply that no
  /// path leads to the innermost.
  private static func remove(_ path: String) {
    guard isFolder(path) else {
      unlink(path)
      return
    }
    // The program may have taken its own rights away.
    chmod(path, 0o700)
    var moved = 0
    var isDone = false
    while !isDone {
      isDone = true
      for name in System.names(in: path) {
        let folder = "\(path)/\(name)"
        guard isFolder(folder) else {
          unlink(folder)
          continue
        }
        chmod(folder, 0o700)
        for inner in System.names(in: folder) {
          let entry = "\(folder)/\(inner)"
          guard isFolder(entry) else {
            unlink(entry)
            continue
          }
          isDone = false
          chmod(entry, 0o700)
          repeat { moved += 1 } while System.status("\(path)/moved-\(moved)") != nil
          rename(entry, "\(path)/moved-\(moved)")
        }
        rmdir(folder)
      }
    }
    rmdir(path)
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
