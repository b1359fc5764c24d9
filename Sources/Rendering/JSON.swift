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
  /// Names with their values, in this order.
  case object([(key: String, value: JSON)])

  /// The value on one line.
  public var line: String {
    switch self {
    case .array(let elements): "[" + elements.map(\.line).joined(separator: ", ") + "]"
    case .object(let entries):
      "{" + entries.map { "\($0.key.quotedForJSON): \($0.value.line)" }.joined(separator: ", ")
        + "}"
    default: text()
    }
  }

  /// The value as text, indented by two spaces; arrays of numbers and short strings on one line.
  func text(indentation: Int = 0) -> String {
    let inner = String(repeating: " ", count: indentation + 2)
    let outer = String(repeating: " ", count: indentation)
    switch self {
    case .null: return "null"
    case .bool(let bool): return String(bool)
    case .int(let int): return String(int)
    case .double(let double): return double.isFinite ? double.notation : "\"\(double.notation)\""
    case .string(let string): return string.quotedForJSON
    case .array(let elements):
      if elements.allSatisfy(\.isScalar), !elements.contains(where: \.isLine) {
        return "[" + elements.map { $0.text() }.joined(separator: ", ") + "]"
      }
      let lines = elements.map { inner + $0.text(indentation: indentation + 2) }
      return "[\n" + lines.joined(separator: ",\n") + "\n\(outer)]"
    case .object(let entries):
      guard !entries.isEmpty else { return "{}" }
      let lines = entries.map { entry in
        "\(inner)\(entry.key.quotedForJSON): \(entry.value.text(indentation: indentation + 2))"
      }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(outer)}"
    }
  }

  /// Whether the value is a line of text, which wants a line of its own.
  private var isLine: Bool {
    if case .string(let text) = self { text.hasSuffix("\n") } else { false }
  }

  private var isScalar: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }
}

extension String {
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
