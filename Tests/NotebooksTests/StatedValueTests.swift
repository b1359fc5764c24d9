import Testing

@testable import Notebooks

struct StatedValueTests {
  private func stated(_ text: String) throws -> StatedValue {
    try #require(StatedValue(text, at: 0..<text.utf8.count))
  }

  @Test func `a number stated in its shortest form holds`() throws {
    for number in randomDoubles(2000) {
      #expect(try stated(number.notation).agrees(with: number), "\(number)")
    }
  }

  @Test func `what accept writes holds, and is accepted as it is`() throws {
    let notations = [
      "1", "1.5", "-3.14159", "1e-7", "2.50e+10", "1.234567890123456789e5", "0.000", "31.0e-2",
      ".5",
    ]
    for (index, number) in randomDoubles(1000).enumerated() {
      let before = try stated(notations[index % notations.count])
      let after = try stated(before.rewritten(for: number))
      #expect(after.agrees(with: number), "\(number) as \(after.text)")
      #expect(after.rewritten(for: number) == after.text)
    }
  }

  @Test(arguments: [
    ("0.2850932", 0.285093156780699, true), ("0.2850931", 0.285093156780699, false),
    ("0.285", 0.285093156780699, true), ("0.28", 0.285093156780699, false),
    ("0.29", 0.285093156780699, true), ("1.189e-07", 1.189041787877932e-07, true),
    ("1.189e-7", 1.189041787877932e-07, true), ("1.188e-07", 1.189041787877932e-07, false),
    ("0.0000001", 1.189041787877932e-07, true), ("2", 2.0000000011677344, true),
    ("2.0", 2.0000000011677344, true), ("2.000000001", 2.0000000011677344, true),
    ("28.5e-2", 0.285093156780699, true), ("285e-3", 0.285093156780699, true),
    ("2851e-4", 0.285093156780699, true), ("28.6e-2", 0.285093156780699, false),
    ("1.0000e1", 9.9996, true), ("10.000", 9.9996, true), ("1.0001e1", 9.9996, false),
    (".285", 0.285093156780699, true), ("+0.2850932", 0.285093156780699, true),
    ("1e5", 60000, true), ("1e5", 50000, false), ("0e5", 50000, true), ("-1e5", -60000, true),
    ("1e5", 4000, false), ("0e-3", 1e-300, true),
    ("2.", 2.0, true), ("−1.5", -1.5, true), ("-1.5", 1.5, false), ("47", 47, true),
    ("1e400", .infinity, false), ("1", .infinity, false), ("inf", .infinity, true),
    ("nan", .nan, true), ("-inf", -.infinity, true), ("0.28509 ± 1e-5", 0.285093156780699, true),
    ("0.28508 ± 1e-5", 0.285093156780699, false), ("0.28509 +- 1e-5", 0.285093156780699, true),
    ("0.28509 +/- 1e-5", 0.285093156780699, true), ("0.3±0.02", 0.285093156780699, true),
    ("1 ± 0", 1, true), ("1 ± 1", .nan, false),
  ])
  func `a stated value agrees to its last digit, or within its tolerance`(
    text: String, computed: Double, holds: Bool
  ) throws {
    #expect(try stated(text).agrees(with: computed) == holds)
  }

  @Test(arguments: [
    "1 ± -1", "1 ± x", "1 ±", "± 1", "x ± 1", "1 ± inf", "1 ± nan", "1 ± 1 ± 1", "",
  ])
  func `a tolerance is a number of at least zero`(text: String) {
    let value = StatedValue(text, at: 0..<0)
    #expect(value == nil || value?.text == "")
  }

  @Test(arguments: [
    ("0.28", 0.2850931, "0.29"), ("1.188e-07", 1.18904e-07, "1.189e-07"), ("3", 2.6, "3"),
    ("1E-7", 2.3e-7, "2e-07"), ("12", .nan, "nan"), ("x", 0.5, "0.5"), ("0.10", -0.25, "-0.25"),
    ("31.0e-2", 0.285093, "28.5e-2"), ("310E-3", 0.285093, "285E-3"), (".31", 0.285093, "0.29"),
    ("31.0e-2", 0.0285093, "2.85e-02"), ("31.0e-2", 99.96, "1.00e+02"),
    ("-31e-2", -0.285, "-28e-2"),
    ("1.1e-7 ± 1e-12", 2.919335883e-10, "2.92e-10"), ("0.3 ± 1e-4", 0.285093, "0.285"),
    ("1 ± 0", 0.1, "0.1"), ("2.4 ± 1", 3.14159, "3.1"),
  ])
  func `accept keeps the digits`(text: String, computed: Double, rewritten: String) throws {
    #expect(try stated(text).rewritten(for: computed) == rewritten)
  }
}
