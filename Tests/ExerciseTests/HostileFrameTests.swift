import Testing

@testable import Exercises

/// Numbers of cells that a submission makes up.
struct HostileFrameTests {
  @Test(arguments: [Int.min, -1, 0, Int.max])
  func `a number that names no cell is that of no segment`(number: Int) {
    let segment = GradingProgram.Segment(
      origin: .notebook(0), lines: ["print(1)"], isScoped: true, name: "cell 1", stub: nil)
    #expect(GradingProgram([segment]).index(of: number) == nil)
  }
}
