/// The named, shaped tensors that lie one after another in a vector of parameters.
///
/// Each tensor is stored row by row, the last subscript varying fastest.
public struct ParameterLayout: Hashable, Sendable {
  /// One tensor of the vector.
  public struct Tensor: Hashable, Sendable {
    /// The name, such as `W1`.
    public let name: String
    /// The size of each dimension; empty for a single number.
    public let shape: [Int]
    /// Where its components lie in the vector.
    public let range: Range<Int>
  }

  /// The tensors in the order of the vector.
  public let tensors: [Tensor]

  /// The number of components of the whole vector.
  public var count: Int { tensors.last?.range.upperBound ?? 0 }

  /// Lays out tensors of the given names and shapes one after another.
  ///
  /// Names must differ, and sizes must be positive with a total that fits an `Int`.
  public init(_ shapes: [(name: String, shape: [Int])]) {
    precondition(Set(shapes.map(\.name)).count == shapes.count, "tensor names must differ")
    var tensors: [Tensor] = []
    var start = 0
    for (name, shape) in shapes {
      precondition(shape.allSatisfy { $0 > 0 }, "sizes of a tensor must be positive")
      let end = start + shape.reduce(1, *)
      tensors.append(Tensor(name: name, shape: shape, range: start..<end))
      start = end
    }
    self.tensors = tensors
  }
}

extension ParameterLayout {
  /// Returns the tensor of that name, if there is one.
  public func tensor(named name: String) -> Tensor? {
    tensors.first { $0.name == name }
  }

  /// Returns the name of a component with zero-based subscripts, as NumPy counts.
  ///
  ///     layout.componentName(at: 7)   // "W1[1,3]"
  ///     layout.componentName(at: 23)  // "b1[3]", though b1 is a column [5, 1]
  ///
  /// A tensor without dimensions is called by its name alone.
  public func componentName(at index: Int) -> String {
    guard let tensor = tensors.first(where: { $0.range.contains(index) }) else {
      preconditionFailure("index of a component must lie in the vector")
    }
    let subscripts = tensor.subscripts(at: index).prefix(tensor.significantDimensions)
    if tensor.shape.isEmpty { return tensor.name }
    return tensor.name + "[" + subscripts.map(String.init).joined(separator: ",") + "]"
  }

  /// Returns the place in the vector of one component, or nil if there is no such component.
  ///
  /// A column [n, 1] takes one subscript or two: `b1[3]` and `b1[3,0]` are the same.
  public func index(tensor name: String, subscripts: [Int]) -> Int? {
    guard
      let tensor = tensor(named: name),
      subscripts.count == tensor.shape.count || subscripts.count == tensor.significantDimensions,
      zip(subscripts, tensor.shape).allSatisfy({ 0..<$1 ~= $0 })
    else { return nil }
    let padded = subscripts + Array(repeating: 0, count: tensor.shape.count - subscripts.count)
    return zip(padded, tensor.shape).reduce(0) { $0 * $1.1 + $1.0 } + tensor.range.lowerBound
  }
}

extension ParameterLayout.Tensor {
  /// How many subscripts name a component: one for a column, else one for each dimension.
  fileprivate var significantDimensions: Int {
    shape.count == 2 && shape[1] == 1 ? 1 : shape.count
  }

  fileprivate func subscripts(at index: Int) -> [Int] {
    var rest = index - range.lowerBound
    var subscripts: [Int] = []
    for size in shape.reversed() {
      subscripts.append(rest % size)
      rest /= size
    }
    return subscripts.reversed()
  }
}
