#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A copy of KaTeX on this machine: its script, its style sheet and its fonts.
public struct KaTeXInstallation: Hashable, Sendable {
  /// The path of `katex.min.js` or `katex.js`.
  public let script: String

  /// The path of `katex.min.css` or `katex.css`.
  public let styleSheet: String

  /// The folder that holds `KaTeX_Main-Regular.woff2` and the others.
  public let fonts: String

  /// Finds KaTeX where package managers put it.
  ///
  /// If the environment variable `NABLA_KATEX` is set, only the folder it names is searched. It
  /// must hold `katex.min.js` and `katex.min.css`, and the fonts in `fonts`.
  ///
  /// - Parameter environment: The environment variables; `nil` for those of the process.
  /// - Returns: Where the script, the style sheet and the fonts are.
  /// - Throws: `TypesettingError.notFound`, which says where it looked and what to install.
  public static func locate(
    environment: [String: String]? = nil
  ) throws(TypesettingError) -> KaTeXInstallation {
    let environment = environment ?? ProcessInfo.processInfo.environment
    if let folder = environment["NABLA_KATEX"], !folder.isEmpty {
      return try locate(in: [folder], fontFolders: [])
    }
    return try locate(in: folders, fontFolders: fontFolders)
  }

  static func locate(
    in folders: [String], fontFolders: [String]
  ) throws(TypesettingError) -> KaTeXInstallation {
    let script = try find(["katex.min.js", "katex.js"], in: folders)
    let home = String(script[..<(script.lastIndex(of: "/") ?? script.startIndex)])
    let styleSheet = try find(["katex.min.css", "katex.css"], in: [home])
    let probe = ["woff2", "woff", "ttf"].map { "KaTeX_Main-Regular.\($0)" }
    let font = try find(probe, in: ["\(home)/fonts"] + fontFolders)
    return KaTeXInstallation(
      script: script, styleSheet: styleSheet,
      fonts: String(font[..<(font.lastIndex(of: "/") ?? font.startIndex)]))
  }

  private static let folders = [
    "/usr/share/javascript/katex",
    "/usr/share/nodejs/katex/dist",
    "/usr/lib/node_modules/katex/dist",
    "/usr/local/lib/node_modules/katex/dist",
    "/opt/homebrew/lib/node_modules/katex/dist",
    "node_modules/katex/dist",
  ]

  private static let fontFolders = [
    "/usr/share/fonts/truetype/katex", "/usr/share/fonts/katex", "/usr/local/share/fonts/katex",
  ]

  private static func find(
    _ names: [String], in folders: [String]
  ) throws(TypesettingError) -> String {
    for folder in folders {
      for name in names where FileManager.default.fileExists(atPath: "\(folder)/\(name)") {
        return "\(folder)/\(name)"
      }
    }
    throw .notFound(file: names[0], searched: folders)
  }
}

/// The bytes of a file of KaTeX.
func contents(ofFile path: String) throws(TypesettingError) -> [UInt8] {
  guard let data = FileManager.default.contents(atPath: path) else { throw .unreadable(path: path) }
  return [UInt8](data)
}

/// The bytes as base64, on one line.
func base64(_ bytes: [UInt8]) -> String {
  Data(bytes).base64EncodedString()
}
