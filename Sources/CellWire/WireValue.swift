/// A value as it travels over the channel.
public enum WireValue: Sendable, Hashable {
  /// A number.
  case number(Double)
  /// A whole number.
  case count(Int)
  /// A text.
  case text(String)
  /// Yes or no.
  case truth(Bool)
  /// Several numbers.
  case numbers([Double])
}

extension FrameWriter {
  /// Appends a value.
  public mutating func put(_ value: WireValue) {
    switch value {
    case .number(let number):
      put(0)
      put(number)
    case .count(let count):
      put(1)
      put(count)
    case .text(let text):
      put(2)
      put(text)
    case .truth(let truth):
      put(3)
      put(truth ? 1 : 0)
    case .numbers(let numbers):
      put(4)
      put(numbers)
    }
  }
}

extension FrameReader {
  /// Reads a value.
  public mutating func value() -> WireValue {
    switch int() {
    case 0: .number(double())
    case 1: .count(int())
    case 2: .text(string())
    case 3: .truth(int() != 0)
    default: .numbers(doubles())
    }
  }
}
