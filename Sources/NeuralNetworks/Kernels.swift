import CKernels

/// The C loops for one instruction set; each gives the same bits.
struct Kernels: @unchecked Sendable {
  let table: UnsafePointer<ck_kernels>

  /// The fastest that this processor can run.
  static let best: Kernels = {
    guard let table = ck_kernels_for_this_processor() else {
      preconditionFailure("there must be portable kernels")
    }
    return Kernels(table: table)
  }()

  /// All that this processor can run, the portable ones first.
  static let all: [Kernels] = {
    var tables: [Kernels] = []
    var next = ck_all_kernels()
    while let table = next?.pointee {
      tables.append(Kernels(table: table))
      next = next?.advanced(by: 1)
    }
    return tables
  }()

  /// The instruction set, such as `avx2`.
  var name: String { String(cString: table.pointee.name) }
}

extension Kernels {
  /// Returns the product of [rows, inner] and [inner, columns], summed from left to right.
  func multiply(
    _ left: [Double], _ right: [Double], rows: Int, inner: Int, columns: Int
  ) -> [Double] {
    Array(unsafeUninitializedCapacity: rows * columns) { product, count in
      table.pointee.multiply(left, right, product.baseAddress, rows, inner, columns)
      count = rows * columns
    }
  }

  /// An elementary function that has a kernel.
  enum Function: String, CaseIterable {
    case exponential
    case exponentialMinusOne
    case logarithm
    case logarithmOfOnePlus
    case hyperbolicTangent
  }

  /// Returns a function of each number.
  func map(_ numbers: [Double], _ function: Function) -> [Double] {
    Array(unsafeUninitializedCapacity: numbers.count) { results, count in
      let kernel =
        switch function {
        case .exponential: table.pointee.exponential
        case .exponentialMinusOne: table.pointee.exponential_minus_one
        case .logarithm: table.pointee.logarithm
        case .logarithmOfOnePlus: table.pointee.logarithm_of_one_plus
        case .hyperbolicTangent: table.pointee.hyperbolic_tangent
        }
      kernel?(numbers, results.baseAddress, numbers.count)
      count = numbers.count
    }
  }
}
