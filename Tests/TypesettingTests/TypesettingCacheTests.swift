import Foundation
import Testing

@testable import Typesetting

@Suite struct TypesettingCacheTests {
  let key = sha256("key".utf8)
  let payload = Array("what is kept".utf8)

  @Test func `what is written is read again`() throws {
    try withTemporaryFolder { folder in
      let cache = TypesettingCache(directory: "\(folder)/a/nabla")
      cache.write(payload, to: "f", key: key)
      #expect(cache.read("f", key: key) == payload)
      let attributes = try FileManager.default.attributesOfItem(atPath: cache.directory)
      #expect(attributes[.posixPermissions] as? Int == 0o700)
      #expect(try FileManager.default.contentsOfDirectory(atPath: cache.directory) == ["f"])
    }
  }

  @Test(arguments: 0..<90) func `a file with any byte changed is ignored`(index: Int) throws {
    try withFile { cache, path in
      var bytes = try #require(FileManager.default.contents(atPath: path))
      bytes[index] ^= 1
      try bytes.write(to: URL(filePath: path))
      #expect(cache.read("f", key: key) == nil)
    }
  }

  @Test(arguments: [0, 5, 14, 46, 77, 78, 89]) func `a truncated file is ignored`(count: Int) throws
  {
    try withFile { cache, path in
      let bytes = try #require(FileManager.default.contents(atPath: path))
      try bytes.prefix(count).write(to: URL(filePath: path))
      #expect(cache.read("f", key: key) == nil)
    }
  }

  @Test func `a file of another version is ignored and replaced`() throws {
    try withFile { cache, _ in
      let other = sha256("other".utf8)
      #expect(cache.read("f", key: other) == nil)
      cache.write([1], to: "f", key: other)
      #expect(cache.read("f", key: other) == [1])
    }
  }

  @Test func `a file that others can write to is ignored`() throws {
    try withFile { cache, path in
      try FileManager.default.setAttributes([.posixPermissions: 0o620], ofItemAtPath: path)
      #expect(cache.read("f", key: key) == nil)
    }
  }

  @Test func `a folder that others can write to is ignored`() throws {
    try withFile { cache, path in
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o777], ofItemAtPath: cache.directory)
      #expect(cache.read("f", key: key) == nil)
      cache.write([1], to: "g", key: key)
      #expect(!FileManager.default.fileExists(atPath: "\(cache.directory)/g"))
    }
  }

  @Test(.enabled(if: getuid() == 0, "only root can give files away"))
  func `a file or a folder of another user is ignored`() throws {
    try withFile { cache, path in
      try #require(chown(path, 65534, 65534) == 0)
      #expect(cache.read("f", key: key) == nil)
      cache.write(payload, to: "f", key: key)
      #expect(cache.read("f", key: key) == payload)
      try #require(chown(cache.directory, 65534, 65534) == 0)
      #expect(cache.read("f", key: key) == nil)
    }
  }

  @Test func `a symbolic link is ignored, be it folder or file`() throws {
    try withFile { cache, path in
      let link = TypesettingCache(directory: cache.directory + "-link")
      try FileManager.default.createSymbolicLink(
        atPath: link.directory, withDestinationPath: cache.directory)
      #expect(link.read("f", key: key) == nil)
      try FileManager.default.createSymbolicLink(
        atPath: "\(cache.directory)/g", withDestinationPath: path)
      #expect(cache.read("g", key: key) == nil)
    }
  }

  @Test func `what isn't a file or can't be made is ignored`() throws {
    try withFile { cache, path in
      try #require(mkfifo("\(cache.directory)/pipe", 0o600) == 0)
      #expect(cache.read("pipe", key: key) == nil)
      let impossible = TypesettingCache(directory: "\(path)/nabla")
      impossible.write(payload, to: "f", key: key)
      #expect(impossible.read("f", key: key) == nil)
    }
  }

  @Test func `what is too large is not kept`() throws {
    try withFile { cache, _ in
      cache.write([UInt8](repeating: 0, count: TypesettingCache.sizeLimit + 1), to: "g", key: key)
      #expect(cache.read("g", key: key) == nil)
    }
  }

  @Test func `writers at once leave one whole file`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "nabla-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let cache = TypesettingCache(directory: folder)
    let key = key
    await withTaskGroup(of: Void.self) { group in
      for writer in UInt8(0)..<4 {
        group.addTask {
          for _ in 0..<20 {
            cache.write([UInt8](repeating: writer, count: 5000), to: "f", key: key)
            let read = cache.read("f", key: key)
            #expect(read?.count == 5000)
            #expect(Set(read ?? []).count == 1)
          }
        }
      }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["f"])
  }

  @Test(
    arguments: [
      (["XDG_CACHE_HOME": "/x", "HOME": "/h"], "/x/nabla"),
      (["XDG_CACHE_HOME": "relative"], nil),
      ([:], nil),
    ] as [([String: String], String?)])
  func `the user's cache is where the environment says`(
    environment: [String: String], directory: String?
  ) {
    #expect(TypesettingCache.standard(environment: environment)?.directory == directory)
  }

  private func withFile(_ body: (TypesettingCache, String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let cache = TypesettingCache(directory: "\(folder)/nabla")
      cache.write(payload, to: "f", key: key)
      try #require(cache.read("f", key: key) == payload)
      try body(cache, "\(cache.directory)/f")
    }
  }
}
