import GradientChecking
import Testing

@Suite struct ArithmeticTests {
  /// (1 + 2⁻³⁰)² = 1 + 2⁻²⁹ + 2⁻⁶⁰, whose last bit only an unrounded product keeps.
  @Test func `differ in what they round`() {
    let a = [1.0, 1 + 0x1p-30]
    let b = [-1 - 0x1p-29, 1 + 0x1p-30]
    #expect(Arithmetic.sequential.dot(a, b) == 0)
    #expect(Arithmetic.twoAccumulators.dot(a, b) == 0)
    #expect(Arithmetic.fused.dot(a, b) == 0x1p-60)
  }

  @Test func `differ in the order of sums`() {
    let a = [1, 0x1p60, 1, -0x1p60]
    let ones = [1.0, 1, 1, 1]
    #expect(Arithmetic.sequential.dot(a, ones) == 0)
    #expect(Arithmetic.twoAccumulators.dot(a, ones) == 2)
  }

  @Test(arguments: Arithmetic.allCases)
  func `measure vectors too long or too short for their squares`(arithmetic: Arithmetic) {
    #expect(arithmetic.norm([3, 4]) == 5)
    #expect(arithmetic.norm([0x3p-600, 0x4p-600]) == 0x5p-600)
    #expect(arithmetic.norm([0x3p600, -0x4p600]) == 0x5p600)
    #expect(arithmetic.norm([0, 0]) == 0 && arithmetic.norm([]) == 0)
    #expect(arithmetic.norm([1, .infinity]) == .infinity)
    #expect(arithmetic.norm([1, .nan]).isNaN)
  }
}
