extension YAMLValue {
  /// The value as a finite number, where it is one.
  public var number: Double? {
    guard case .scalar(let text, isPlain: true) = content, text.first?.isLetter == false,
      let number = Double(text), number.isFinite
    else { return nil }
    return number
  }

  /// The value as a whole number, where it is one.
  public var integer: Int? {
    guard case .scalar(let text, isPlain: true) = content else { return nil }
    return Int(text)
  }

  /// Whether the value is written as a whole number, however large.
  fileprivate var isDigits: Bool {
    guard case .scalar(let text, isPlain: true) = content, !text.isEmpty else { return false }
    return text.utf8.allSatisfy(\.isDigit) && integer != 0
  }

  /// The elements of a list; a single value counts as a list of one.
  public var elements: [YAMLValue] {
    switch content {
    case .sequence(let elements): elements
    case .scalar("", isPlain: true): []
    case .scalar, .mapping: [self]
    }
  }
}

extension KeyReader {
  /// The number of a key, or nil where it is missing or not a finite number.
  public mutating func number(_ key: String) -> Double? {
    guard let value = value(key) else { return nil }
    return number(value, named: key)
  }

  /// A value as a number; anything else is reported.
  ///
  /// - Parameters:
  ///   - value: The value.
  ///   - name: What the message calls it.
  /// - Returns: A finite number.
  public mutating func number(_ value: YAMLValue, named name: String) -> Double? {
    if value.number == nil {
      report("\(name) is \(value.description); it must be a finite number", at: value)
    }
    return value.number
  }

  /// A number that has to be above zero, or nil where it is missing or is not.
  public mutating func positiveNumber(_ key: String) -> Double? {
    guard let value = value(key) else { return nil }
    guard let number = value.number, number > 0 else {
      report("\(key) is \(value.description); it must be a positive, finite number", at: value)
      return nil
    }
    return number
  }

  /// A value as a whole number in a range; anything else is reported.
  ///
  /// - Parameters:
  ///   - value: The value.
  ///   - name: What the message calls it.
  ///   - limits: The numbers it may be.
  /// - Returns: A number within the limits.
  public mutating func integer(
    _ value: YAMLValue, named name: String, in limits: ClosedRange<Int>
  ) -> Int? {
    guard let number = value.integer, limits ~= number else {
      let rule =
        limits.upperBound == .max && value.isDigits
        ? "of at most \(limits.upperBound)"
        : limits.upperBound == .max
          ? "of at least \(limits.lowerBound)"
          : "from \(limits.lowerBound) to \(limits.upperBound)"
      report("\(name) is \(value.description); it must be a whole number \(rule)", at: value)
      return nil
    }
    return number
  }

  /// One of the names that a type is written with, or nil where the key is missing or names none.
  ///
  /// - Parameters:
  ///   - key: The key.
  ///   - choices: What may be chosen, by name.
  ///   - noun: What they are, in the plural.
  /// - Returns: The choice.
  public mutating func choice<Choice>(
    _ key: String, of choices: [(name: String, value: Choice)], noun: String
  ) -> Choice? {
    guard let value = value(key) else { return nil }
    guard let name = value.scalar else {
      let names = choices.map(\.name).joined(separator: ", ")
      report("\(key) is \(value.description); it must be one of the \(noun) \(names)", at: value)
      return nil
    }
    guard let choice = choices.first(where: { $0.name == name }) else {
      report(
        value.diagnostic(
          "\(key) '\(name)' is unknown"
            + Suggestion.phrase(for: name, among: choices.map(\.name), noun: noun)
        ).correcting(name, among: choices.map(\.name)))
      return nil
    }
    return choice.value
  }
}
