#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A file operation that failed: what the system says about it.
struct FileError: Error {
  /// One phrase in lower case: "no such file or directory".
  var reason: String

  /// The system's last error.
  static var last: FileError {
    let text = String(cString: strerror(errno))
    return FileError(reason: text.prefix(1).lowercased() + text.dropFirst())
  }
}

/// The few file operations that the command needs.
enum Files {
  /// The largest file that is read, in bytes.
  static let largestSize = 64 << 20

  enum Kind {
    case missing, folder, file, other
  }

  static func kind(of path: String) -> Kind {
    var status = stat()
    guard stat(path, &status) == 0 else { return .missing }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return .folder
    case S_IFREG: return .file
    default: return .other
    }
  }

  /// The path of a file behind all symbolic links; the path itself where there is no such file.
  static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  /// The path of a file itself, not of what it may lead to, behind the links above it.
  static func place(of path: String) -> String {
    let folder = parent(of: path)
    return join(resolved(folder.isEmpty ? "." : folder), name(of: path))
  }

  /// The permissions of a file.
  static func mode(of path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
  }

  /// The names in a folder, sorted by their bytes so that no locale has a say in the order.
  static func names(in folder: String) throws(FileError) -> [String] {
    guard let stream = opendir(folder) else { throw .last }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// All bytes of a regular file.
  static func read(_ path: String) throws(FileError) -> [UInt8] {
    // Opening a pipe that nobody writes to would wait for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .last }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .last }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileError(reason: "not a regular file") }
    guard status.st_size <= largestSize else {
      throw FileError(
        reason: "\(status.st_size) bytes are too many; a notebook has at most \(largestSize)")
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= largestSize {
      let count = Self.read(descriptor, &buffer)
      guard count >= 0 else { throw .last }
      if count == 0 { break }
      bytes += buffer.prefix(count)
    }
    return bytes
  }

  private static func read(_ descriptor: Int32, _ buffer: inout [UInt8]) -> Int {
    #if canImport(Glibc)
    Glibc.read(descriptor, &buffer, buffer.count)
    #else
    Darwin.read(descriptor, &buffer, buffer.count)
    #endif
  }

  /// Makes a folder and those above it, where they are missing.
  static func makeFolder(_ path: String) throws(FileError) {
    if path.isEmpty || kind(of: path) == .folder { return }
    try makeFolder(parent(of: path))
    if [.file, .other].contains(kind(of: path)) {
      throw FileError(reason: "'\(path)' is not a folder")
    }
    guard mkdir(path, 0o777) == 0 || kind(of: path) == .folder else { throw .last }
  }

  /// The part of a path before its last component.
  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last component of a path.
  static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// A path below a folder.
  static func join(_ folder: String, _ name: String) -> String {
    folder.isEmpty || folder == "."
      ? name : folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }
}

extension Files {
  /// The path from the root of the file system, with links resolved.
  static func absolute(_ path: String) throws(FileError) -> String {
    guard let resolved = realpath(path, nil) else { throw .last }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The path of the program that is running.
  static func ownExecutable() throws(FileError) -> String {
    #if os(Linux)
    return try absolute("/proc/self/exe")
    #else
    var size: UInt32 = 0
    _NSGetExecutablePath(nil, &size)
    var buffer = [CChar](repeating: 0, count: Int(size))
    guard _NSGetExecutablePath(&buffer, &size) == 0 else { throw .last }
    return try absolute(String(cString: buffer))
    #endif
  }
}
