#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#else
private import Darwin
#endif

/// Returns what changes when a file is replaced: its path, number, size, and when it was last written.
///
/// - Parameter path: The path, which may be that of a link to the file.
/// - Returns: Nil where there is no file.
func fileIdentity(_ path: String) -> String? {
  var status = stat()
  guard stat(path, &status) == 0 else { return nil }
  #if canImport(Darwin)
  let time = status.st_mtimespec
  #else
  let time = status.st_mtim
  #endif
  return "\(path) \(status.st_ino) \(status.st_size) \(time.tv_sec).\(time.tv_nsec)"
}
