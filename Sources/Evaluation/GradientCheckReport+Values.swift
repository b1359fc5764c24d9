public import GradientChecking

/// Why a name does not lead to a value: one phrase, without its place.
public struct ValueError: Error, Hashable, Sendable {
  /// The part of a value's name that something is wrong with.
  public enum Part: Hashable, Sendable {
    /// All of it.
    case whole
    /// One of the names, counted from 0 at the quantity.
    case name(Int)
    /// The position.
    case subscripts
  }

  /// What is unknown, and what would be known.
  public var message: String
  /// The part of the name that it is about.
  public var part: Part = .whole
  /// The name that is unknown and those that are not, where that is what is wrong.
  public var unknown: Unknown?

  /// A name that nothing has.
  public struct Unknown: Hashable, Sendable {
    /// What was written.
    public var name: String
    /// What could have been meant.
    public var known: [String]
  }
}

/// A value that every check publishes, under the name the course gives it.
public enum Quantity: String, CaseIterable, Sendable {
  case difference, J
  case costPlus = "J_plus"
  case costMinus = "J_minus"
  case gradapprox, grad
  case thetaPlus = "thetaplus"
  case thetaMinus = "thetaminus"
  case numerator, denominator, step, threshold, verdict, parameters, tolerance, noise
  case slope, cosine, root, bug, diagnosis
}

extension GradientCheckReport {
  /// Whether the check is about a single number θ, so that its vectors are published as numbers.
  public var isOneParameter: Bool { layout.tensors.count == 1 && layout.tensors[0].shape.isEmpty }

  /// The entries of a quantity that has one for each parameter, or nil where it has not.
  ///
  /// A one-sided scheme has no θ⁻ and no J⁻; they are empty.
  public func components(of quantity: Quantity) -> [Double]? {
    switch quantity {
    case .costPlus: costPlus
    case .costMinus: costMinus
    case .gradapprox: gradapprox
    case .grad: grad
    case .thetaPlus: thetaPlus
    case .thetaMinus: thetaMinus
    case .tolerance: tolerance
    default: nil
    }
  }

  /// Looks up a value by its name.
  ///
  /// - Parameters:
  ///   - path: The names after the check's id: a quantity, and for some a tensor.
  ///   - subscripts: The position in the tensor, or without a tensor in the vector of parameters.
  /// - Returns: The value.
  /// - Throws: An error that names the nearest known name.
  public func value(_ path: [String], subscripts: [Int] = []) throws(ValueError) -> Value {
    guard let name = path.first, let quantity = Quantity(rawValue: name) else {
      throw .unknown(
        "value", path.first ?? "", among: Quantity.allCases.map(\.rawValue), part: .name(0))
    }
    guard path.count <= 2 else {
      throw ValueError(
        message: "'\(path.joined(separator: "."))' goes too deep; a value is "
          + "'QUANTITY', 'QUANTITY.TENSOR' or 'QUANTITY.TENSOR[INDEX]'")
    }
    let tensor = path.count == 2 ? path[1] : nil
    if let tensor, layout.tensor(named: tensor) == nil {
      throw .unknown("parameter", tensor, among: layout.tensors.map(\.name), part: .name(1))
    }
    if let components = components(of: quantity) {
      guard !components.isEmpty else {
        throw ValueError(message: "scheme '\(scheme.rawValue)' has no '\(name)'", part: .name(0))
      }
      return try component(of: name, components, tensor: tensor, subscripts: subscripts)
    }
    guard subscripts.isEmpty else {
      throw ValueError(
        message: "'\(path.joined(separator: "."))' is one value and has no index",
        part: .subscripts)
    }
    return try whole(quantity, tensor: tensors.first { $0.name == tensor })
  }

  private func whole(_ quantity: Quantity, tensor: TensorReport?) throws(ValueError) -> Value {
    switch (quantity, tensor) {
    case (.difference, let tensor?): return .number(tensor.difference)
    case (.verdict, let tensor?): return .word(tensor.verdict.rawValue)
    case (.parameters, let tensor?): return .count(tensor.shape.reduce(1, *))
    case (.slope, let tensor?): return .number(comparison(of: tensor.name).slope)
    case (.cosine, let tensor?): return .number(comparison(of: tensor.name).cosine)
    case (_, .some):
      throw ValueError(
        message: "'\(quantity.rawValue)' belongs to the whole check, not to a tensor",
        part: .name(1))
    case (.difference, nil): return .number(difference)
    case (.J, nil): return .number(cost)
    case (.numerator, nil): return .number(numerator)
    case (.denominator, nil): return .number(denominator)
    case (.step, nil): return .number(step)
    case (.threshold, nil): return .number(threshold)
    case (.noise, nil): return .number(noise)
    case (.verdict, nil): return .word(verdict.rawValue)
    case (.parameters, nil): return .count(layout.count)
    case (.root, nil), (.bug, nil), (.diagnosis, nil): return .word(diagnosis.text(of: quantity))
    case (.slope, nil), (.cosine, nil):
      if isOneParameter { return try whole(quantity, tensor: tensors[0]) }
      throw ValueError(
        message: "'\(quantity.rawValue)' belongs to a tensor, as in "
          + "'\(quantity.rawValue).\(layout.tensors[0].name)'")
    case (.costPlus, nil), (.costMinus, nil), (.gradapprox, nil), (.grad, nil), (.thetaPlus, nil),
      (.thetaMinus, nil), (.tolerance, nil):
      preconditionFailure("a quantity with components must be looked up among them")
    }
  }

  private func component(
    of name: String, _ components: [Double], tensor: String?, subscripts: [Int]
  ) throws(ValueError) -> Value {
    guard let tensorName = tensor, let tensor = layout.tensor(named: tensorName) else {
      switch subscripts.count {
      case 0: return isOneParameter ? .number(components[0]) : .vector(components)
      case 1 where components.indices ~= subscripts[0]: return .number(components[subscripts[0]])
      case 1:
        throw ValueError(
          message: "index \(subscripts[0]) is outside '\(name)', which has "
            + (components.count == 1
              ? "one entry, at 0"
              : "\(components.count) entries, from 0 to \(components.count - 1)"),
          part: .subscripts)
      default:
        throw ValueError(
          message: "'\(name)' takes one index; for two, name the tensor, as in "
            + "'\(name).\(layout.tensors[0].name)[0,0]'",
          part: .subscripts)
      }
    }
    guard !subscripts.isEmpty else {
      let part = Array(components[tensor.range])
      return tensor.shape.isEmpty ? .number(part[0]) : .vector(part)
    }
    guard let index = layout.index(tensor: tensorName, subscripts: subscripts) else {
      let shape = tensor.shape.map(String.init).joined(separator: ", ")
      let place = subscripts.map(String.init).joined(separator: ",")
      throw ValueError(
        message: "index [\(place)] is outside '\(tensorName)', whose shape is [\(shape)]",
        part: .subscripts)
    }
    return .number(components[index])
  }
}
