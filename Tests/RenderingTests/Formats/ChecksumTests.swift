import Testing

@testable import Rendering

struct ChecksumTests {
  static let texts = [
    "<meta name=\"nabla-checksum\" content=\"0000000000000000\">\n<p>text</p>",
    "text\n[nabla-checksum]: # (0000000000000000)\n",
    "% nabla-checksum: 0000000000000000\ntext",
    "{\"nabla-checksum\": \"0000000000000000\", \"text\": 1}",
  ]

  @Test(arguments: texts)
  func `a sealed text is intact until a character changes`(text: String) {
    let sealed = sealing(text)
    #expect(sealed != text && sealed.count == text.count)
    #expect(Checksum.isIntact(sealed) == true)
    #expect(Checksum.isIntact(sealed.replacing("text", with: "test")) == false)
    #expect(sealing(sealed) == sealed)
  }

  @Test func `a text without a place for it has no checksum`() {
    #expect(sealing("text") == "text")
    #expect(Checksum.isIntact("text") == nil)
  }

  private func sealing(_ text: String) -> String {
    var text = text
    Checksum.seal(&text)
    return text
  }
}
