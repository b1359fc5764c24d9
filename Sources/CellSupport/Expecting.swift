private import CellWire

/// Expects a number to have a value; the command compares the two.
///
///     expect("J(4)", forwardPropagation(x: 2, theta: 4), equals: 8)
///     expect("the slope", slope, equals: 0.333, within: 1e-3)
///
/// - Parameters:
///   - label: What the number is, for the message if it is another.
///   - actual: The number.
///   - expected: What it has to be.
///   - tolerance: How far the two may lie apart.
///   - line: The line of the call.
public func expect(
  _ label: String, _ actual: Double, equals expected: Double, within tolerance: Double = 0,
  line: Int = #line
) {
  expect(label, .number(actual), .number(expected), tolerance, line)
}

/// Expects a whole number to have a value.
public func expect(_ label: String, _ actual: Int, equals expected: Int, line: Int = #line) {
  expect(label, .count(actual), .count(expected), 0, line)
}

/// Expects a text to be another.
public func expect(_ label: String, _ actual: String, equals expected: String, line: Int = #line) {
  expect(label, .text(actual), .text(expected), 0, line)
}

/// Expects several numbers to have values.
public func expect(
  _ label: String, _ actual: [Double], equals expected: [Double], within tolerance: Double = 0,
  line: Int = #line
) {
  expect(label, .numbers(actual), .numbers(expected), tolerance, line)
}

/// Expects something to be true.
public func expect(_ label: String, _ condition: Bool, line: Int = #line) {
  expect(label, .truth(condition), .truth(true), 0, line)
}

private func expect(
  _ label: String, _ actual: WireValue, _ expected: WireValue, _ tolerance: Double, _ line: Int
) {
  var message = FrameWriter(.expect)
  message.put(label)
  message.put(actual)
  message.put(expected)
  message.put(tolerance)
  message.put(line)
  Channel.send(message)
}
