import GradientChecking

extension EvaluatedCheck {
  /// Looks up a value by its name.
  ///
  /// `root`, `bug` and `diagnosis` come from what is known of the code, everything else from the
  /// report.
  ///
  /// - Parameters:
  ///   - path: The names after the check's id: a quantity, and for some a tensor.
  ///   - subscripts: The position in the tensor, or without a tensor in the vector of parameters.
  /// - Returns: The value.
  /// - Throws: An error that names the nearest known name.
  public func value(_ path: [String], subscripts: [Int] = []) throws(ValueError) -> Value {
    let value = try report.value(path, subscripts: subscripts)
    switch Quantity(rawValue: path[0]) {
    case .some(let quantity) where [.root, .bug, .diagnosis].contains(quantity):
      return .word(diagnosis.text(of: quantity))
    default: return value
    }
  }
}

extension Diagnosis {
  /// The tensor where the error begins, the bugs' names, or all sentences; `none` if nothing is wrong.
  func text(of quantity: Quantity) -> String {
    let text =
      switch quantity {
      case .root: root ?? ""
      case .bug: names.joined(separator: ", ")
      default: sentences.joined(separator: " ")
      }
    return text.isEmpty ? "none" : text
  }
}

extension GradientCheckReport {
  /// Returns slope and cosine of a tensor of the layout.
  func comparison(of tensor: String) -> TensorComparison {
    guard let comparison = comparisons.first(where: { $0.tensor == tensor }) else {
      preconditionFailure("tensor must belong to the layout")
    }
    return comparison
  }
}
