import Foundation
import Testing

struct GuideTests {
  private static let guide: String? = {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Notebooks/guide.md").standardizedFileURL
    return try? String(contentsOf: url, encoding: .utf8)
  }()

  @Test func `the guide shows each source right before its result`() throws {
    let guide = try #require(Self.guide)
    let sources = guide.matches(
      of: /(?:^|\n)`````markdown\n(?<source>.*?)\n`````\n\n/.dotMatchesNewlines())
    #expect(sources.count > 12)
    let others = sources.filter { match in
      !guide[match.range.upperBound...].hasPrefix(match.output.source)
    }
    // The first source is a whole notebook, front matter included.
    #expect(others.map { $0.output.source.prefix(3) } == ["---"])
  }
}
