import Testing

@testable import CommonMark

struct BytesTests {
  @Test(arguments: [
    ("", ""), ("ab", "-"), ("aab", "a-"), ("abab", "--"), ("xabyabz", "x-y-z"), ("a", "a"),
    ("äaböab", "ä-ö-"), ("ba", "ba"),
  ])
  func `bytes are found and replaced wherever they are`(text: String, replaced: String) {
    #expect(text.replacingBytes("ab", with: "-") == replaced)
    #expect(text.containsBytes("ab") == (text != replaced))
  }
}
