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
    for file in files {
      do throws(FileError) {
        let folder = parent(of: file.path)
        try makeFolder(folder)
        if kind(of: file.path) == .folder {
          throw FileError(reason: "a folder of that name is in its place")
        }
        removeLeftovers(of: file.path)
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
    defer { close(descriptor) }
    var bytes = contents[...]
    while !bytes.isEmpty {
      let count = write(descriptor, &bytes)
      guard count >= 0 else { throw .last }
      bytes = bytes.dropFirst(count)
    }
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
  private static func removeLeftovers(of path: String) {
    let folder = parent(of: path)
    let prefix = ".\(name(of: path))."
    for name in (try? names(in: folder.isEmpty ? "." : folder)) ?? []
    where name.hasPrefix(prefix) && name.hasSuffix(suffix) {
      guard let owner = pid_t(name.dropFirst(prefix.count).dropLast(suffix.count)) else { continue }
      if kill(owner, 0) != 0, errno == ESRCH { unlink(join(folder, name)) }
    }
  }
}
