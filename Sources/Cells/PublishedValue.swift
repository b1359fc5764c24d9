/// A value that a program gave away.
public enum PublishedValue: Sendable, Hashable {
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

extension PublishedValue {
  /// Whether the value agrees with another one.
  ///
  /// Numbers agree that lie no further apart than the tolerance, everything else that is equal. NaN
  /// agrees with nothing, and a whole number only with a whole one.
  ///
  /// - Parameters:
  ///   - expected: The other value.
  ///   - tolerance: How far numbers may lie apart.
  /// - Returns: Whether they agree.
  public func agrees(with expected: PublishedValue, within tolerance: Double) -> Bool {
    func near(_ left: Double, _ right: Double) -> Bool {
      left == right || (left - right).magnitude <= tolerance
    }
    return switch (self, expected) {
    case (.number(let left), .number(let right)): near(left, right)
    case (.numbers(let left), .numbers(let right)):
      left.count == right.count && zip(left, right).allSatisfy(near)
    default: self == expected
    }
  }
}
