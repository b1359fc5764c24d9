private import CellWire

/// Makes a number available to the notebook's prose under a name.
///
///     publish("steps", 12)          // `{value} steps` in the text shows 12
///     publish("loss", 0.25)         // `{value} loss:.3f` shows 0.250, `{value} loss = 0.25` checks it
///
/// - Parameters:
///   - name: A letter followed by letters, digits, `-` and `_`.
///   - value: The number.
public func publish(_ name: String, _ value: Double) { publish(name, .number(value)) }

/// Makes a number available to the notebook's prose under a name.
public func publish(_ name: String, _ value: Float) { publish(name, .number(Double(value))) }

/// Makes a whole number available to the notebook's prose under a name.
public func publish(_ name: String, _ value: Int) { publish(name, .count(value)) }

/// Makes a text available to the notebook's prose under a name.
public func publish(_ name: String, _ value: String) { publish(name, .text(value)) }

/// Makes a truth value available to the notebook's prose, as the word `true` or `false`.
public func publish(_ name: String, _ value: Bool) { publish(name, .text(String(value))) }

/// Makes several numbers available under a name: `{value} losses[2]`.
public func publish(_ name: String, _ values: [Double]) { publish(name, .numbers(values)) }

private func publish(_ name: String, _ value: WireValue) {
  var message = FrameWriter(.publish)
  message.put(name)
  message.put(value)
  Channel.send(message)
}

/// Shows the value of an expression in the prose; the command writes these calls.
public func __nablaShow<Value>(_ index: Int, _ value: Value) {
  var message = FrameWriter(.show)
  message.put(index)
  switch value {
  case let number as Double: message.put(.number(number))
  case let count as Int: message.put(.count(count))
  default: message.put(.text(String(describing: value)))
  }
  Channel.send(message)
}
