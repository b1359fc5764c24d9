#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#else
private import Darwin
#endif

/// A folder that keeps from one run to the next what takes long to make: KaTeX's bytecode, typeset
/// formulas, colours of code, and what came of cells.
///
/// It can only save time. Whatever is wrong with it or in it, the work is done again and gives the
/// same result. Duktape runs bytecode unverified, so nothing is read that another user could
/// have written: the folder and its files must belong to the effective user, must not be symbolic
/// links, and nobody else may have the right to write to them. Files carry a checksum against
/// damage, and are replaced as a whole, so that two runs at once only lose each other's additions.
public struct TypesettingCache: Hashable, Sendable {
  /// The path of the folder, which is made, readable by its owner only, when first written to.
  public let directory: String

  /// Creates a cache in the folder given.
  public init(directory: String) {
    self.directory = directory
  }

  /// Returns the cache of the user who runs the process.
  ///
  /// - Parameter environment: The environment variables; `nil` for those of the process.
  /// - Returns: The folder `nabla` in `$XDG_CACHE_HOME`, else in `~/.cache`, or on macOS in
  ///   `~/Library/Caches`; `nil` where the environment names no home.
  public static func standard(
    environment: [String: String]? = nil
  ) -> TypesettingCache? {
    let environment = environment ?? ProcessInfo.processInfo.environment
    // The XDG specification has relative paths ignored.
    if let caches = environment["XDG_CACHE_HOME"], caches.hasPrefix("/") {
      return TypesettingCache(directory: "\(caches)/nabla")
    }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    #if os(macOS)
    return TypesettingCache(directory: "\(home)/Library/Caches/nabla")
    #else
    return TypesettingCache(directory: "\(home)/.cache/nabla")
    #endif
  }
}

extension TypesettingCache {
  /// What no file may exceed.
  static let sizeLimit = 8 << 20

  private static let magic = Array("nabla cache 1\n".utf8)
  private static let headerCount = magic.count + 32 + 32

  /// What was last written under this name with this key, or `nil` if there is any doubt.
  package func read(_ name: String, key: [UInt8]) -> [UInt8]? {
    guard let folder = openDirectory() else { return nil }
    defer { close(folder) }
    // Not blocking: somebody's named pipe must not stop us before we have seen that it is one.
    let file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    guard let status = trustedStatus(of: file, type: S_IFREG),
      (Self.headerCount...Self.headerCount + Self.sizeLimit).contains(Int(status.st_size)),
      let bytes = readAll(file, count: Int(status.st_size))
    else { return nil }

    var rest = bytes[...]
    guard rest.starts(with: Self.magic) else { return nil }
    rest = rest.dropFirst(Self.magic.count)
    guard rest.starts(with: key) else { return nil }
    let payload = rest.dropFirst(64)
    guard rest.dropFirst(32).starts(with: sha256(payload)) else { return nil }
    return Array(payload)
  }

  /// Keeps the bytes under a name, in place of what was there, if that is possible.
  package func write(_ payload: [UInt8], to name: String, key: [UInt8]) {
    precondition(key.count == 32, "a key must be a SHA-256 digest")
    guard payload.count <= Self.sizeLimit else { return }
    makeDirectory()
    guard let folder = openDirectory() else { return }
    defer { close(folder) }
    let temporary = ".\(name).\(getpid()).\(UInt32.random(in: 0 ... .max))"
    let file = openat(folder, temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    let isWritten = writeAll(Self.magic + key + sha256(payload) + payload, to: file)
    let isClosed = close(file) == 0
    guard isWritten, isClosed, renameat(folder, temporary, folder, name) == 0 else {
      unlinkat(folder, temporary, 0)
      return
    }
  }

  private func makeDirectory() {
    if let slash = directory.lastIndex(of: "/"), slash > directory.startIndex {
      mkdir(String(directory[..<slash]), 0o700)
    }
    mkdir(directory, 0o700)
  }

  /// All else goes through this descriptor: the path may come to mean another folder meanwhile.
  private func openDirectory() -> Int32? {
    let folder = open(directory, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard folder >= 0 else { return nil }
    guard trustedStatus(of: folder, type: S_IFDIR) != nil else {
      close(folder)
      return nil
    }
    return folder
  }

  private func trustedStatus(of descriptor: Int32, type: mode_t) -> stat? {
    var status = stat()
    guard fstat(descriptor, &status) == 0,
      status.st_mode & S_IFMT == type,
      status.st_uid == geteuid(),
      status.st_mode & (S_IWGRP | S_IWOTH) == 0
    else { return nil }
    return status
  }
}

private func readAll(_ file: Int32, count: Int) -> [UInt8]? {
  let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
    while filled < count {
      let step = read(file, buffer.baseAddress.map { $0 + filled }, count - filled)
      if step < 0 && errno == EINTR { continue }
      guard step > 0 else { return }
      filled += step
    }
  }
  return bytes.count == count ? bytes : nil
}

private func writeAll(_ bytes: [UInt8], to file: Int32) -> Bool {
  bytes.withUnsafeBytes { buffer in
    var written = 0
    while written < buffer.count {
      let step = write(file, buffer.baseAddress.map { $0 + written }, buffer.count - written)
      if step < 0 && errno == EINTR { continue }
      guard step > 0 else { return false }
      written += step
    }
    return true
  }
}
