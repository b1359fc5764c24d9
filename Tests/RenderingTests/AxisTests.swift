import Testing

@testable import Rendering

/// Axes over whatever numbers a gradient may have.
struct AxisTests {
  private static let largest = Double.greatestFiniteMagnitude
  private static let smallest = Double.leastNonzeroMagnitude

  static let linear: [(Double, Double)] = [
    (-1, 1), (-smallest, smallest), (-2024 * smallest, 2024 * smallest), (-1e308, 1e308),
    (-largest, largest),
    (-8e307, 0), (0, largest), (0, 0), (largest, largest), (1, 1.0.nextUp), (-1, (-1.0).nextUp),
  ]

  static let logarithmic: [(Double, Double)] = [
    (smallest, 1), (0, 1), (1e-12, 0.1), (1, largest), (1, 1),
  ]

  @Test(arguments: linear)
  func `numbers of any size have a place on a linear axis`(low: Double, high: Double) {
    let axis = Axis(
      range: min(low, high)...max(low, high), start: 68, end: 624, scale: .linear)
    let ticks = axis.ticks
    #expect((1...13).contains(ticks.count), "\(ticks)")
    for number in ticks + [low, high, low / 2 + high / 2] {
      #expect(number.isFinite)
      #expect((68.0...624).contains(axis(number)))
      #expect(!axis.label(number).isEmpty)
    }
    if low < high { #expect(axis(low) == 68 && axis(high) == 624) }
  }

  @Test(arguments: logarithmic)
  func `numbers of any size have a place on a logarithmic axis`(low: Double, high: Double) {
    let axis = Axis(range: low...high, start: 68, end: 624, scale: .logarithmic)
    for number in axis.ticks + [low, high] { #expect((68.0...624).contains(axis(number))) }
  }

  @Test(arguments: [(0.0, "0"), (12.5, "12.5"), (-0.25, "-0.25"), (.nan, "0"), (.infinity, "0")])
  func `a coordinate has two digits at most, and is always one`(number: Double, text: String) {
    #expect(number.svg == text)
  }
}
