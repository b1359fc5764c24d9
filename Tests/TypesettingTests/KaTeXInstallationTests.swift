import Foundation
import Testing

@testable import Typesetting

@Suite struct KaTeXInstallationTests {
  @Test func `KaTeX is found where Debian puts it`() throws {
    let installation = try KaTeXInstallation.locate(environment: [:])
    for path in [installation.script, installation.styleSheet, installation.fonts] {
      #expect(FileManager.default.fileExists(atPath: path))
    }
  }

  @Test func `an override is searched alone`() throws {
    let error = #expect(throws: TypesettingError.self) {
      try KaTeXInstallation.locate(environment: ["NABLA_KATEX": "/nowhere"])
    }
    #expect(error == .notFound(file: "katex.min.js", searched: ["/nowhere"]))
  }

  @Test func `the error says where KaTeX was looked for and what to install`() throws {
    let error = #expect(throws: TypesettingError.self) {
      try KaTeXInstallation.locate(in: ["/a", "/b"], fontFolders: [])
    }
    #expect(
      error?.description == """
        'katex.min.js' of KaTeX is in none of '/a', '/b'; install the packages libjs-katex and \
        fonts-katex (Debian), or npm's katex and let NABLA_KATEX name its folder 'dist'
        """)
  }
}
