#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A file that is to be written.
struct OutputFile {
  var path: String
  var bytes: [UInt8]
  /// The permissions, where they are not those of a new file.
  var mode: mode_t?

  init(path: String, bytes: [UInt8], mode: mode_t? = nil) {
    self.path = path
    self.bytes = bytes
    self.mode = mode
  }

  init(path: String, contents: String, mode: mode_t? = nil) {
    self.init(path: path, bytes: Array(contents.utf8), mode: mode)
  }
}

/// Why a file could not be written.
struct WriteError: Error {
  var path: String
  var reason: String
}

extension Files {
  /// Replaces several files: all of them are written in full before the first takes its place.
  ///
  /// Each is written beside its target under a hidden name and then renamed, so that whoever looks
  /// sees the old file or the new one. What a killed run left behind is cleared away.
  static func replace(_ files: [OutputFile]) throws(WriteError) {
    Interruption.postpone()
    defer { Interruption.deliver() }
    var written: [(temporary: String, path: String)] = []
    defer { for file in written { unlink(file.temporary) } }
    var leftovers: [String: [String]] = [:]
    for file in files {
      do throws(FileError) {
        let folder = parent(of: file.path)
        try makeFolder(folder)
        if kind(of: file.path) == .folder {
          throw FileError(reason: "a folder of that name is in its place")
        }
        if leftovers[folder] == nil { leftovers[folder] = partialFiles(in: folder) }
        removeLeftovers(of: file.path, among: leftovers[folder] ?? [])
        let temporary = join(folder, ".\(name(of: file.path)).\(getpid())\(suffix)")
        written.append((temporary, file.path))
        try write(file.bytes, to: temporary)
        if let mode = file.mode, chmod(temporary, mode) != 0 { throw FileError.last }
      } catch {
        throw WriteError(path: file.path, reason: error.reason)
      }
    }
    for file in written {
      guard rename(file.temporary, file.path) == 0 else {
        throw WriteError(path: file.path, reason: FileError.last.reason)
      }
    }
    written = []
  }

  private static let suffix = ".partial"

  private static func write(_ contents: [UInt8], to path: String) throws(FileError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { throw .last }
    var bytes = contents[...]
    while !bytes.isEmpty {
      let count = write(descriptor, &bytes)
      guard count >= 0 else {
        let error = FileError.last
        close(descriptor)
        throw error
      }
      bytes = bytes.dropFirst(count)
    }
    // A file system may say only now that there was no room for what it took.
    guard close(descriptor) == 0 || errno == EINTR else { throw .last }
  }

  private static func write(_ descriptor: Int32, _ bytes: inout ArraySlice<UInt8>) -> Int {
    bytes.withUnsafeBytes { bytes in
      #if canImport(Glibc)
      Glibc.write(descriptor, bytes.baseAddress, bytes.count)
      #else
      Darwin.write(descriptor, bytes.baseAddress, bytes.count)
      #endif
    }
  }

  /// Removes the temporary files of runs that are no longer there to rename them.
  private static func removeLeftovers(of path: String, among names: [String]) {
    let folder = parent(of: path)
    let prefix = ".\(name(of: path))."
    for name in names where name.hasPrefix(prefix) {
      guard let owner = pid_t(name.dropFirst(prefix.count).dropLast(suffix.count)) else { continue }
      if kill(owner, 0) != 0, errno == ESRCH { unlink(join(folder, name)) }
    }
  }

  /// The names of the temporary files in a folder.
  private static func partialFiles(in folder: String) -> [String] {
    ((try? names(in: folder.isEmpty ? "." : folder)) ?? []).filter { $0.hasSuffix(suffix) }
  }
}
