#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The calls to the system that the runner needs.
enum System {
  /// What the system says about its last error, in lower case.
  static var lastError: String {
    let text = String(cString: strerror(errno))
    return text.prefix(1).lowercased() + text.dropFirst()
  }

  /// Milliseconds on a clock that never goes back; for limits, never for results.
  static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000
  }

  /// Waits.
  static func pause(milliseconds: UInt32) { usleep(milliseconds * 1000) }

  /// The path without links, or nil where nothing is there.
  static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// The path of the running executable.
  static func executablePath() -> String? {
    #if os(Linux)
    return realPath("/proc/self/exe")
    #else
    var size: UInt32 = 4096
    var buffer = [CChar](repeating: 0, count: Int(size))
    guard _NSGetExecutablePath(&buffer, &size) == 0 else { return nil }
    return realPath(String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self))
    #endif
  }

  /// The value of an environment variable.
  static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

  /// Whether a path leads to a regular file that may be executed.
  static func isExecutable(_ path: String) -> Bool {
    status(path).map { $0.st_mode & S_IFMT == S_IFREG } == true && access(path, X_OK) == 0
  }

  /// Whether files can be made in a folder.
  static func isWritable(_ folder: String) -> Bool { access(folder, W_OK) == 0 }

  static func isFolder(_ path: String) -> Bool {
    status(path).map { $0.st_mode & S_IFMT == S_IFDIR } == true
  }

  static func status(_ path: String) -> stat? {
    var status = stat()
    return stat(path, &status) == 0 ? status : nil
  }

  /// What tells one state of a file from another: path, size, time of change, place on the disk.
  static func identity(_ path: String) -> String {
    guard let status = status(path) else { return "\(path) missing" }
    #if canImport(Darwin)
    let time = status.st_mtimespec
    #else
    let time = status.st_mtim
    #endif
    return "\(path) \(status.st_size) \(time.tv_sec).\(time.tv_nsec) \(status.st_ino)"
  }

  /// Looks for a program in the folders of PATH.
  static func find(_ name: String) -> String? {
    searchFolders.lazy.map { "\($0)/\(name)" }.first(where: isExecutable)
  }

  /// The absolute folders of PATH.
  static var searchFolders: [String] {
    (environment("PATH") ?? "").split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
  }

  static func parent(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The names in a folder, sorted.
  static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
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

  /// How much disk space a folder takes, counting no further than a limit.
  ///
  /// Each entry counts as 16 kB at least, so that a great many of them end the count as well.
  static func size(ofFolder folder: String, limit: Int) -> Int {
    var size = 0
    var folders = [folder]
    while let next = folders.popLast() {
      for name in names(in: next) {
        var status = stat()
        guard lstat("\(next)/\(name)", &status) == 0 else { continue }
        size += max(Int(status.st_blocks) * 512, 16 << 10)
        if size > limit { return size }
        if status.st_mode & S_IFMT == S_IFDIR { folders.append("\(next)/\(name)") }
      }
    }
    return size
  }

  /// All bytes of a file, or nil where it cannot be read or is larger than a limit.
  static func read(_ path: String, limit: Int = 64 << 20) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    return readAvailable(file, into: &bytes, limit: limit) == .end ? bytes : nil
  }

  static func write(_ bytes: [UInt8], to path: String) -> Bool {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { return false }
    let isWritten = writeAll(bytes, to: file)
    return close(file) == 0 && isWritten
  }

  static func writeAll(_ bytes: [UInt8], to file: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        #if canImport(Darwin)
        let step = Darwin.write(
          file, buffer.baseAddress.map { $0 + written }, buffer.count - written)
        #else
        let step = Glibc.write(
          file, buffer.baseAddress.map { $0 + written }, buffer.count - written)
        #endif
        if step < 0 && errno == EINTR { continue }
        guard step > 0 else { return false }
        written += step
      }
      return true
    }
  }

  /// What comes after the bytes that were read.
  enum Availability { case more, end, tooMuch, failure }

  /// Reads what is there: to the end of a file, or until a pipe would make us wait.
  static func readAvailable(
    _ file: Int32, into bytes: inout [UInt8], limit: Int
  ) -> Availability {
    // Not filled with zeros first: a pipe is read after each message of a program.
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { buffer in
      while true {
        #if canImport(Darwin)
        let count = Darwin.read(file, buffer.baseAddress, buffer.count)
        #else
        let count = Glibc.read(file, buffer.baseAddress, buffer.count)
        #endif
        if count < 0 && errno == EINTR { continue }
        if count < 0 { return errno == EAGAIN ? .more : .failure }
        if count == 0 { return .end }
        bytes += buffer.prefix(count)
        if bytes.count > limit { return .tooMuch }
      }
    }
  }
}

extension System {
  /// Makes a folder unless it is there.
  static func makeFolder(_ path: String) -> Bool {
    mkdir(path, 0o700) == 0 || isFolder(path)
  }

  /// Makes a symbolic link in the place of one that may be there.
  static func makeLink(_ path: String, to target: String) -> Bool {
    unlink(path)
    return symlink(target, path) == 0
  }
}
