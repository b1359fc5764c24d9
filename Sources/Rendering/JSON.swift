private import Notebooks

/// A JSON value whose objects keep the order of their keys.
///
/// Foundation's encoder writes keys in the order of their hashes or of the alphabet, and knows no
/// way to write a number that is not finite.
public indirect enum JSON: Sendable {
  /// The absence of a value.
  case null
  /// A truth value.
  case bool(Bool)
  /// A whole number.
  case int(Int)
  /// A number; one that is not finite is written as a string.
  case double(Double)
  /// A text.
  case string(String)
  /// A list.
  case array([JSON])
  /// A list of numbers, of which there may be millions.
  case numbers([Double])
  /// Names with their values, in this order.
  case object([(key: String, value: JSON)])

  /// The value on one line.
  public var line: String {
    switch self {
    case .array(let elements): "[" + elements.map(\.line).joined(separator: ", ") + "]"
    case .object(let entries):
      "{" + entries.map { "\($0.key.quotedForJSON): \($0.value.line)" }.joined(separator: ", ")
        + "}"
    default: text
    }
  }

  /// The value as text, indented by two spaces; arrays of numbers and short strings on one line.
  var text: String {
    var text = ""
    text.reserveCapacity(24 * numberCount)
    write(to: &text, indentation: 0)
    return text
  }

  /// How many numbers there are in lists of numbers, which is nearly all of a large value.
  private var numberCount: Int {
    switch self {
    case .numbers(let numbers): numbers.count
    case .array(let elements): elements.reduce(0) { $0 + $1.numberCount }
    case .object(let entries): entries.reduce(0) { $0 + $1.value.numberCount }
    default: 0
    }
  }

  private func write(to text: inout String, indentation: Int) {
    switch self {
    case .null: text += "null"
    case .bool(let bool): text += String(bool)
    case .int(let int): text += String(int)
    case .double(let double): text.appendJSON(double)
    case .string(let string): text += string.quotedForJSON
    case .numbers(let numbers):
      text += "["
      for (index, number) in numbers.enumerated() {
        if index > 0 { text += ", " }
        text.appendJSON(number)
      }
      text += "]"
    case .array(let elements):
      let isOneLine = elements.allSatisfy(\.isScalar) && !elements.contains(where: \.isLine)
      text.appendJSON(
        elements, in: ("[", "]"), indentation: isOneLine ? nil : indentation
      ) { text, element in
        element.write(to: &text, indentation: indentation + 2)
      }
    case .object(let entries):
      text.appendJSON(
        entries, in: ("{", "}"), indentation: entries.isEmpty ? nil : indentation
      ) { text, entry in
        text += "\(entry.key.quotedForJSON): "
        entry.value.write(to: &text, indentation: indentation + 2)
      }
    }
  }

  /// Whether the value is a line of text, which wants a line of its own.
  private var isLine: Bool {
    if case .string(let text) = self { text.hasSuffix("\n") } else { false }
  }

  private var isScalar: Bool {
    switch self {
    case .array, .object, .numbers: false
    default: true
    }
  }
}

extension String {
  fileprivate mutating func appendJSON(_ number: Double) {
    if number.isFinite {
      self += number.notation
    } else {
      self += "\"\(number.notation)\""
    }
  }

  /// Appends a list, on one line or with a line for each of its elements.
  fileprivate mutating func appendJSON<Element>(
    _ elements: [Element], in brackets: (opening: String, closing: String), indentation: Int?,
    write: (inout String, Element) -> Void
  ) {
    self += brackets.opening
    for (index, element) in elements.enumerated() {
      if index > 0 { self += indentation == nil ? ", " : "," }
      startLine(indentation.map { $0 + 2 })
      write(&self, element)
    }
    startLine(indentation)
    self += brackets.closing
  }

  private mutating func startLine(_ indentation: Int?) {
    guard let indentation else { return }
    self += "\n" + String(repeating: " ", count: indentation)
  }

  /// The text as a JSON string (RFC 8259, section 7).
  fileprivate var quotedForJSON: String {
    var result = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case _ where scalar.value < 0x20:
        let code = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - code.count) + code
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
