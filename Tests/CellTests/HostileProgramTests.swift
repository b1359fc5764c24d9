import CellRunner
import Testing

/// Programs that say on the channel what no cell says.
struct HostileProgramTests {
  /// A cell that sends messages word by word.
  private static let saying = cell(
    """
    #if canImport(Glibc)
    import Glibc
    #else
    import Darwin
    #endif
    func say(_ words: Int...) {
      let bytes = ([words.count * 8] + words).flatMap { word in
        withUnsafeBytes(of: Int64(word).littleEndian) { Array($0) }
      }
      _ = write(3, bytes, bytes.count)
    }
    """)

  @Test(arguments: [
    ("counts of frames below zero", "say(8, 11, -1, -1)\nexit(3)"),
    ("more frames than there are", "say(8, 11, .max, 1, .max)\nexit(3)"),
    ("a cell that is not there", "__nablaBegin(9999)\nexit(3)"),
    ("a cell below zero", "__nablaBegin(.min)\nexit(3)"),
    ("an expression below zero", "say(4, .min, 1, 5)\nexit(3)"),
  ])
  func `a message that no cell sends is left out, and the cell is named that ran`(
    name: String, code: String
  ) {
    let notebook = TestNotebook(Self.saying + cell(code, "id=it"))
    #expect(
      notebook.errors
        == ["cell 'it' ended the program with status 3"])
  }

  @Test func `a program that tells too much is stopped`() {
    var limits = Limits()
    limits.messages = 8 << 20
    let notebook = TestNotebook(
      cell(
        "let much = [Double](repeating: 1, count: 1 << 17)\n"
          + "for number in 0... { publish(\"x\\(number)\", much) }", "id=it"), limits: limits)
    #expect(
      notebook.errors == ["cell 'it' told more than 8 MB, the limit for all cells together"])
  }
}
