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

  /// Locked for as long as the folder is in use.
  private let lock: Int32

  /// Makes the folder, or returns nil where that is not possible.
  init?() {
    let parent = System.environment("TMPDIR").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
    WorkFolder.removeLeftovers(in: parent)
    guard let (path, lock) = WorkFolder.make(in: parent) else { return nil }
    self.path = path
    self.lock = lock
    for folder in [source, program, work] where mkdir(folder, 0o700) != 0 { return nil }
  }

  private static let prefix = "nabla-cells-"

  /// Makes a folder and locks it.
  ///
  /// - Parameters:
  ///   - parent: Where it is made.
  ///   - open: Opens a folder.
  /// - Returns: The path and the lock; nil where the folder can't be made or opened.
  static func make(
    in parent: String, opening open: (String) -> Int32 = openFolder
  ) -> (path: String, lock: Int32)? {
    while true {
      var template = Array("\(parent)/\(prefix)XXXXXX".utf8CString)
      guard mkdtemp(&template) != nil else { return nil }
      let made = String(
        decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let path = System.realPath(made) ?? made
      let lock = open(path)
      if lock < 0, isFolder(path) {
        // With too many files open, the next one can't be opened either.
        let reason = errno
        remove(path)
        errno = reason
        return nil
      }
      // Whoever saw it before it was locked takes it for a leftover.
      if lock >= 0, isLocked(lock) || errno != EWOULDBLOCK, isFolder(path) { return (path, lock) }
      if lock >= 0 { close(lock) }
    }
  }

  /// Removes the folders of runs that were stopped before they could do so themselves.
  ///
  /// A lock ends with the process that holds it, whichever way it ends; whether the process is there
  /// could not be told from its number, which means another one in another container.
  private static func removeLeftovers(in parent: String) {
    for name in System.names(in: parent) where name.hasPrefix(prefix) {
      let path = "\(parent)/\(name)"
      var status = stat()
      guard lstat(path, &status) == 0, status.st_uid == geteuid(),
        status.st_mode & S_IFMT == S_IFDIR
      else { continue }
      let lock = openFolder(path)
      if isLocked(lock) { remove(path) }
      close(lock)
    }
  }

  static func openFolder(_ path: String) -> Int32 {
    open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
  }

  /// Locks a folder, unless another process has.
  private static func isLocked(_ folder: Int32) -> Bool {
    flock(folder, LOCK_EX | LOCK_NB) == 0
  }

  deinit {
    WorkFolder.remove(path)
    close(lock)
  }

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
