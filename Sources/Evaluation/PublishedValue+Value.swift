import Cells
import Notebooks

extension Value {
  /// A value that a cell published.
  init(_ published: PublishedValue) {
    self =
      switch published {
      case .number(let number): .number(number)
      case .count(let count): .count(count)
      case .text(let text): .word(text)
      case .truth(let truth): .word(String(truth))
      case .numbers(let numbers): .vector(numbers)
      }
  }

  /// The entry of a published value that a reference names.
  func entry(_ reference: ValueReference) throws(ValueError) -> Value {
    guard let index = reference.subscripts.first else {
      if case .vector(let numbers) = self {
        throw ValueError(
          message: "'\(reference.name)' has \(numbers.count) entries; "
            + "give an index, as in '\(reference.name)[0]'")
      }
      return self
    }
    guard case .vector(let numbers) = self, reference.subscripts.count == 1 else {
      throw ValueError(
        message: "'\(reference.path.joined(separator: "."))' is one value and has no index")
    }
    guard numbers.indices ~= index else {
      throw ValueError(
        message: "index \(index) is outside '\(reference.path.joined(separator: "."))', which has "
          + "\(numbers.count) entries, from 0 to \(numbers.count - 1)")
    }
    return .number(numbers[index])
  }
}

extension PublishedValue {
  /// The value as messages show it.
  var text: String {
    switch self {
    case .text(let text): "'\(text)'"
    case .numbers(let numbers): "[" + numbers.map(\.notation).joined(separator: ", ") + "]"
    default: Value(self).text() ?? ""
    }
  }
}
