public import Notebooks

/// Something that was computed and has a name in the notebook.
public enum Value: Sendable, Hashable {
  /// A number.
  case number(Double)
  /// A count.
  case count(Int)
  /// A word, such as a verdict.
  case word(String)
  /// A number for each of several parameters.
  case vector([Double])

  /// The value as a single number, where it is one.
  public var number: Double? {
    switch self {
    case .number(let number): number
    case .count(let count): Double(count)
    case .word, .vector: nil
    }
  }

  /// The value as text in ASCII.
  ///
  /// - Parameter format: The notation for a number; without one, the shortest form that reads back to
  ///   the same bits.
  /// - Returns: The text; a vector is not written as a whole and has none.
  public func text(format: NumberFormat? = nil) -> String? {
    switch self {
    case .number(let number): format?.string(number) ?? number.notation
    case .count(let count): format?.string(Double(count)) ?? String(count)
    case .word(let word): word
    case .vector: nil
    }
  }
}
