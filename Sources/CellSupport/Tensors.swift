public import NeuralNetworks

/// Matrices by name, in an order: the parameters of a model, or their gradients.
///
///     let parameters: Tensors = ["W1": W1, "b1": b1]
///     parameters["W1"][0, 2]       // the entry in row 0, column 2
///     parameters.vector            // all entries, W1 row by row, then b1
public struct Tensors: ExpressibleByDictionaryLiteral, Sendable {
  /// The names, in the order of `vector`.
  public private(set) var names: [String]
  private var matrices: [String: Matrix<Double>]

  /// Names matrices; no name may stand twice.
  public init(dictionaryLiteral elements: (String, Matrix<Double>)...) {
    names = elements.map(\.0)
    matrices = Dictionary(elements, uniquingKeysWith: { first, _ in first })
    precondition(matrices.count == names.count, "a name may stand once")
  }

  /// The matrix of a name, which must be one of `names`.
  public subscript(name: String) -> Matrix<Double> {
    get {
      guard let matrix = matrices[name] else {
        preconditionFailure(
          "no tensor is called '\(name)'; there are \(names.joined(separator: ", "))")
      }
      return matrix
    }
    set {
      if matrices.updateValue(newValue, forKey: name) == nil { names.append(name) }
    }
  }

  /// Whether there is a matrix of that name.
  public func contains(_ name: String) -> Bool { matrices[name] != nil }

  /// All entries in one list: matrix by matrix in the order of the names, each row by row.
  public var vector: [Double] { names.flatMap { self[$0].elements } }

  /// Returns matrices of the same names and shapes with other entries.
  ///
  /// - Parameter vector: As many numbers as `self.vector` has, in its order.
  /// - Returns: The tensors.
  public func with(vector: [Double]) -> Tensors {
    precondition(
      vector.count == self.vector.count, "the vector must have an entry for each of ours")
    var result = self
    var start = 0
    for name in names {
      let shape = self[name]
      let end = start + shape.rows * shape.columns
      result[name] = Matrix(
        rows: shape.rows, columns: shape.columns, elements: Array(vector[start..<end]))
      start = end
    }
    return result
  }
}
