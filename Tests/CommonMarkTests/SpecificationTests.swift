import Testing

@testable import CommonMark

private let isThere = !SpecificationExample.commonMark.isEmpty
private let reason: Comment = "the specifications' examples are not in ../shared/spec"

@Suite struct SpecificationTests {
  /// GFM's extensions that Nabla has; bare addresses as links and the filter of tags it has not: an
  /// author writes `<https://…>`, and raw HTML is dropped unless the front matter allows it.
  private static let sections = [
    "Tables (extension)", "Task list items (extension)", "Strikethrough (extension)",
  ]

  @Test(
    .enabled(if: isThere, reason),
    arguments: SpecificationExample.gitHub.filter { sections.contains($0.section) })
  func `GitHub's own examples come out as its specification says`(example: SpecificationExample) {
    #expect(Document(extended: example.markdown).html() == example.html)
  }

  @Test(.enabled(if: isThere, reason))
  func `CommonMark's own examples come out as before, but for GitHub's syntax`() {
    #expect(SpecificationExample.commonMark.count == 652)
    let changed = SpecificationExample.commonMark.filter { example in
      Document(extended: example.markdown).html() != Document(plain: example.markdown).html()
    }
    #expect(changed.map(\.description) == [])
  }
}
