import Testing

@testable import Notebooks

struct NumberFormatTests {
  @Test func `formats agree with Python's`() throws {
    for row in pythonFormats {
      let format = try #require(NumberFormat(row.format))
      #expect(format.string(row.number) == row.text, "\(row.number) as \(row.format)")
    }
  }

  @Test(arguments: [
    "", ".", "3", ".3", ".3E", ".3d", ".e3", ".51e", ".100f", "+.3e", " .3e", ".3e ", "%.3e",
    ".-1f",
    ".3ee", "é", ".٣e",
  ])
  func `anything else is no format`(text: String) {
    #expect(NumberFormat(text) == nil)
  }

  @Test func `what is not finite has a name`() {
    let format = NumberFormat(style: .e, digits: 3)
    #expect([.nan, .infinity, -.infinity].map(format.string) == ["nan", "inf", "-inf"])
    #expect([Double.nan, .infinity, -.infinity].map(\.notation) == ["nan", "inf", "-inf"])
  }

  @Test func `the shortest form reads back to the same bits`() {
    for number in randomDoubles(2000) {
      #expect(Double(number.notation)?.bitPattern == number.bitPattern)
    }
  }
}

/// Finite numbers of all magnitudes, the same ones each time.
func randomDoubles(_ count: Int) -> [Double] {
  var state: UInt64 = 1
  var numbers: [Double] = []
  while numbers.count < count {
    // Knuth's linear congruential generator; the middle bits go into the exponent.
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let number = Double(bitPattern: state ^ state >> 29)
    if number.isFinite { numbers.append(number) }
  }
  return numbers
}
