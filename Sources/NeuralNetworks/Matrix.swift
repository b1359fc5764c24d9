public import GradientChecking

/// A matrix stored row by row.
public struct Matrix<Element: Scalar>: Sendable, Equatable {
  /// How many rows.
  public let rows: Int
  /// How many columns.
  public let columns: Int
  /// The entries, the first row first.
  public private(set) var elements: [Element]

  /// Creates a matrix of shape [rows, columns] from its entries, row by row.
  public init(rows: Int, columns: Int, elements: [Element]) {
    precondition(elements.count == rows * columns, "entries must fill the matrix")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// The entry in a row and a column, counted from 0.
  public subscript(row: Int, column: Int) -> Element {
    get { elements[row * columns + column] }
    set { elements[row * columns + column] = newValue }
  }
}

extension Matrix {
  /// The matrix of shape [columns, rows] whose rows are the columns of this one.
  public var transposed: Matrix {
    let flipped = (0..<columns).flatMap { column in (0..<rows).map { self[$0, column] } }
    return Matrix(rows: columns, columns: rows, elements: flipped)
  }

  /// Returns the matrix with a function applied to each entry.
  public func map<Other: Scalar>(_ transform: (Element) -> Other) -> Matrix<Other> {
    Matrix<Other>(rows: rows, columns: columns, elements: elements.map(transform))
  }

  /// Returns the matrix that combines entries in the same place of two matrices of one shape.
  public func combined<Other: Scalar, Result: Scalar>(
    with other: Matrix<Other>, _ combine: (Element, Other) -> Result
  ) -> Matrix<Result> {
    precondition(
      rows == other.rows && columns == other.columns, "matrices must have the same shape")
    return Matrix<Result>(
      rows: rows, columns: columns, elements: zip(elements, other.elements).map(combine))
  }

  /// Returns the matrix with a column [rows, 1] added to each of its columns.
  func adding(column: Matrix) -> Matrix {
    precondition(column.rows == rows && column.columns == 1, "column must have as many rows")
    var result = self
    for row in 0..<rows {
      for place in row * columns..<(row + 1) * columns {
        result.elements[place] = result.elements[place] + column.elements[row]
      }
    }
    return result
  }

  /// Returns the matrix with a function applied to each row, which keeps the rows equally long.
  func mapRows(_ transform: ([Element]) -> [Element]) -> Matrix {
    let elements = (0..<rows).flatMap { transform(row($0)) }
    return Matrix(rows: rows, columns: rows == 0 ? 0 : elements.count / rows, elements: elements)
  }

  /// Returns the entries of one column.
  func column(_ column: Int) -> [Element] {
    (0..<rows).map { self[$0, column] }
  }

  /// Puts other entries into one row.
  mutating func setRow(_ row: Int, to entries: [Element]) {
    elements.replaceSubrange(row * columns..<(row + 1) * columns, with: entries)
  }

  /// Returns the entries of one row.
  func row(_ row: Int) -> [Element] {
    Array(elements[row * columns..<(row + 1) * columns])
  }
}

extension Matrix {
  /// Returns the matrix product [rows, inner] · [inner, columns].
  ///
  /// Each entry is summed over the inner index in the given order. The loop runs along rows of the
  /// right matrix, which changes neither that order nor, therefore, a single bit.
  public func multiplied(by other: Matrix, in arithmetic: Arithmetic) -> Matrix {
    precondition(columns == other.rows, "columns of the left must match rows of the right")
    if arithmetic == .sequential, let left = self as? Matrix<Double>,
      let right = other as? Matrix<Double>,
      let product = left.multipliedByKernel(right) as? Matrix
    {
      return product
    }
    let width = other.columns
    let zero = Element(real: 0)
    var product: [Element] = []
    product.reserveCapacity(rows * width)
    for row in 0..<rows {
      var even = Array(repeating: zero, count: width)
      var odd = arithmetic == .twoAccumulators ? even : []
      for inner in 0..<columns {
        let factor = self[row, inner]
        let start = inner * width
        switch arithmetic {
        case .fused:
          for j in 0..<width {
            even[j] = even[j].addingProduct(factor, other.elements[start + j])
          }
        case .twoAccumulators where !inner.isMultiple(of: 2):
          for j in 0..<width { odd[j] = odd[j] + factor * other.elements[start + j] }
        case .sequential, .twoAccumulators:
          for j in 0..<width { even[j] = even[j] + factor * other.elements[start + j] }
        }
      }
      product += arithmetic == .twoAccumulators ? zip(even, odd).map { $0 + $1 } : even
    }
    return Matrix(rows: rows, columns: width, elements: product)
  }
}

extension Matrix<Double> {
  /// Returns the product in sequential arithmetic.
  private func multipliedByKernel(_ other: Matrix) -> Matrix {
    Matrix(
      rows: rows, columns: other.columns,
      elements: Kernels.best.multiply(
        elements, other.elements, rows: rows, inner: columns, columns: other.columns))
  }
}

extension Matrix {
  /// Returns the sum of each row from left to right, [rows, 1].
  func rowSums() -> Matrix {
    let sums = (0..<rows).map { row($0).reduce(Element(real: 0), +) }
    return Matrix(rows: rows, columns: 1, elements: sums)
  }

  /// Returns `factor · self`.
  func scaled(by factor: Element) -> Matrix {
    map { factor * $0 }
  }
}
