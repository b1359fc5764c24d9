import Foundation
import Testing

@testable import Typesetting

@Suite struct CachedTypesettingTests {
  let formulas = [#"\theta"#, #"J^{+}"#, #"\frac{1}{m}"#, "}"].map {
    Formula(tex: $0, display: true)
  }

  @Test func `the cache changes no byte`() throws {
    let installation = try KaTeXInstallation.locate()
    let plain = try sharedTypesetter.get().typeset(formulas)
    try withTemporaryFolder { folder in
      let cache = TypesettingCache(directory: "\(folder)/nabla")
      for _ in 0..<2 {
        #expect(try Typesetter(installation: installation, cache: cache).typeset(formulas) == plain)
      }
      // Bytecode alone, then both damaged.
      try FileManager.default.removeItem(atPath: "\(cache.directory)/formulas")
      #expect(try Typesetter(installation: installation, cache: cache).typeset(formulas) == plain)
      for name in ["formulas", "katex.bytecode"] {
        let path = "\(cache.directory)/\(name)"
        var bytes = try #require(FileManager.default.contents(atPath: path))
        bytes[bytes.count / 2] ^= 0xFF
        try bytes.write(to: URL(filePath: path))
      }
      #expect(try Typesetter(installation: installation, cache: cache).typeset(formulas) == plain)
    }
  }

  @Test func `a cached formula is really taken from the cache`() throws {
    let installation = try KaTeXInstallation.locate()
    let formula = Formula(tex: "x", display: false)
    try withTemporaryFolder { folder in
      let cache = TypesettingCache(directory: folder)
      let program = katexProgram(wrapping: try contents(ofFile: installation.script))
      cache.write(archive([formula: "kept"]), to: "formulas", key: sha256(program))
      let result = try Typesetter(installation: installation, cache: cache).typeset([formula])
      #expect(result == [formula: .success("kept")])
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/katex.bytecode"))
    }
  }

  @Test func `an archive can be read back and depends on the contents alone`() {
    let formulas = [
      Formula(tex: "é", display: true): "<é>", Formula(tex: "é", display: false): "",
      Formula(tex: "", display: false): "𝔸", Formula(tex: "e\u{301}", display: true): "other",
    ]
    let bytes = archive(formulas)
    #expect(unarchive(bytes) == formulas)
    #expect(archive(Dictionary(uniqueKeysWithValues: formulas.shuffled())) == bytes)
    for count in 1..<bytes.count {
      if let shorter = unarchive(Array(bytes.prefix(count))) { #expect(shorter.count < 4) }
    }
  }
}
