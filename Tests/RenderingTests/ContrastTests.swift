import Foundation
import Testing

/// The colours of the style sheets, read from their custom properties.
struct ContrastTests {
  private enum Mode: String, CaseIterable {
    case light, dark, print
  }

  private static let styles: String = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Rendering").standardizedFileURL
    return ["style.css", "structure.css"]
      .map { (try? String(contentsOf: folder.appending(path: $0), encoding: .utf8)) ?? "" }
      .joined(separator: "\n")
  }()

  /// The properties that count in a mode: a later one replaces an earlier one.
  private static func colours(in mode: Mode) -> [String: String] {
    var colours: [String: String] = [:]
    let blocks = styles.matches(
      of: /(?<media>@media [^{]*\{\s*)?:root \{(?<body>[^}]*)\}/)
    for block in blocks {
      let media = block.output.media.map(String.init) ?? ""
      let counts = media.isEmpty || media.contains(mode.rawValue)
      guard counts else { continue }
      for match in block.output.body.matches(of: /--([a-z-]+):\s*(#[0-9a-f]{3,6})\b/) {
        colours[String(match.output.1)] = String(match.output.2)
      }
    }
    return colours
  }

  /// The relative luminance of a colour (WCAG 2.2).
  private static func luminance(_ colour: String) -> Double {
    var digits = Array(colour.dropFirst())
    if digits.count == 3 { digits = digits.flatMap { [$0, $0] } }
    let channels = stride(from: 0, to: 6, by: 2).map { index -> Double in
      let value = Double(Int(String(digits[index...index + 1]), radix: 16) ?? 0) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
  }

  @Test(arguments: [
    "text", "muted", "link", "good", "bad", "open", "purple", "code-comment", "code-keyword",
    "code-string", "code-number", "code-name", "code-type",
  ])
  func `a colour of text stands out from the page and from panels`(name: String) throws {
    for mode in Mode.allCases {
      let colours = Self.colours(in: mode)
      let text = Self.luminance(try #require(colours[name], "\(name) in \(mode)"))
      for ground in ["page", "panel"] {
        let behind = Self.luminance(try #require(colours[ground]))
        let contrast = (max(text, behind) + 0.05) / (min(text, behind) + 0.05)
        #expect(contrast >= 4.5, "\(name) on \(ground) in \(mode)")
      }
    }
  }

  @Test func `the modes have different colours`() {
    #expect(Self.colours(in: .light)["page"] != Self.colours(in: .dark)["page"])
    #expect(Self.colours(in: .light)["code-type"] != Self.colours(in: .print)["code-type"])
  }
}
