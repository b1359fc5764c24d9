#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Notices when the contents of files change, by looking.
///
/// The time of a change has a grain of some milliseconds, so that a second change within it can leave
/// time and size as they were. A file that changed a moment ago is therefore read again.
struct FileWatch {
  /// What one look at a file tells.
  private struct Stamp: Equatable {
    var inode: UInt64
    var size: Int64
    var seconds: Int
    var nanoseconds: Int

    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      inode = UInt64(status.st_ino)
      size = Int64(status.st_size)
      #if canImport(Darwin)
      (seconds, nanoseconds) = (status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec)
      #else
      (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
      #endif
    }

    /// How long ago the file changed.
    var age: Double {
      var now = timespec()
      clock_gettime(CLOCK_REALTIME, &now)
      return Double(now.tv_sec - seconds) + Double(now.tv_nsec - nanoseconds) / 1e9
    }
  }

  private var known: [String: (stamp: Stamp?, contents: [UInt8]?)] = [:]

  /// Looks at a file.
  ///
  /// - Parameter path: The file.
  /// - Returns: Whether it has other contents than at the last look, or is there or gone for the first
  ///   time; a file that is looked at for the first time has changed.
  mutating func hasChanged(_ path: String) -> Bool {
    let stamp = Stamp(path)
    let last = known[path]
    if let last, last.stamp == stamp, (stamp?.age ?? 1) > 0.1 || stamp == nil { return false }
    let contents = try? Files.read(path)
    known[path] = (stamp, contents)
    return last == nil || last?.contents != contents
  }

  /// Forgets the files that are not in use.
  mutating func keep(_ paths: Set<String>) {
    known = known.filter { paths.contains($0.key) }
  }
}
