import Foundation
import Testing

@testable import CellRunner

#if os(Linux)
struct ObjectFileTests {
  @Test
  func `the code of a module is the same in every folder, and another if it says another thing`()
    throws
  {
    let compiler = try #require(System.find("swiftc"))
    let root = FileManager.default.temporaryDirectory.appending(path: "nabla-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    let contents = try ["x + 1", "x + 1", "x + 2"].enumerated().map { number, body in
      let folder = root.appending(path: "folder-\(number)").path
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let source = "public struct S { public func f(_ x: Int) -> Int { \(body) } }\n"
      try source.write(toFile: folder + "/m.swift", atomically: true, encoding: .utf8)
      let result = Subprocess.run(
        [
          compiler, "-c", "-g", "-parse-as-library", "-module-name", "M", folder + "/m.swift", "-o",
          folder + "/m.o",
        ],
        environment: Toolchain.environment(temporary: folder), time: 120_000)
      #expect(result.isSuccess, "\(String(decoding: result.errors, as: UTF8.self))")
      let file = try #require(System.read(folder + "/m.o"))
      #expect(ELFFile(file)?.definedNames.contains("$s1M1SV1fyS2iF") == true)
      return ObjectFile.loadedContents(of: file)
    }
    #expect(contents[0] == contents[1])
    #expect(contents[0] != contents[2])
  }
}
#endif

struct DamagedFileTests {
  @Test(arguments: [0x28, 0x2F, 0x3A, 0x3C, 0x3E], [UInt8(0xFF), 0x7F, 0x80])
  func `a damaged header is no file, and nothing to end for`(offset: Int, byte: UInt8) {
    var bytes = [UInt8](repeating: 0, count: 256)
    bytes.replaceSubrange(0..<6, with: [0x7F, 0x45, 0x4C, 0x46, 2, 1])
    for place in offset..<min(offset + 8, 0x40) { bytes[place] = byte }
    #expect(ELFFile(bytes)?.definedNames ?? [] == [])
    // The highest bit alone makes the largest numbers that are not below zero.
    bytes[0x2F] = 0x7F
    #expect(ELFFile(bytes)?.definedNames ?? [] == [])
  }
}
