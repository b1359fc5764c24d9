import GradientChecking
import Testing

@testable import NeuralNetworks

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#endif

/// A function with the one that the system's library has, and how many units in the last place the
/// two may differ: our own error and 1 for theirs.
private struct FunctionRow: Sendable, CustomTestStringConvertible {
  let function: Kernels.Function
  let library: @Sendable (Double) -> Double
  let ulps: Double

  var testDescription: String { function.rawValue }
}

private let functionRows = [
  FunctionRow(function: .exponential, library: { exp($0) }, ulps: 2),
  FunctionRow(function: .exponentialMinusOne, library: { expm1($0) }, ulps: 3),
  FunctionRow(function: .logarithm, library: { log($0) }, ulps: 2),
  FunctionRow(function: .logarithmOfOnePlus, library: { log1p($0) }, ulps: 2),
  FunctionRow(function: .hyperbolicTangent, library: { tanh($0) }, ulps: 4),
]

private let ends: [Double] = [
  0, .infinity, -.infinity, .nan, 1, -1, 0x1p-1074, -0x1p-1074, 0x1.8p-1060, 709.78, 709.79, 710,
  -745, -746,
  -2, 1e308, 0x1p-10, -0x1p-10, (-1.0).nextUp,
]

/// Numbers of all sizes, and many between −2 and 2.
private func samples(_ count: Int) -> [Double] {
  var random = NumPyRandom(seed: 4)
  return (0..<count).map { index in
    let number = 4 * random.uniform() - 2
    return index.isMultiple(of: 2) ? number : number * pow(2, 50 * random.uniform() - 40)
  }
}

@Suite struct KernelTests {
  @Test(arguments: functionRows)
  fileprivate func `agree with the library within a few units in the last place`(row: FunctionRow) {
    let numbers = samples(4000) + ends
    for (x, y) in zip(numbers, Kernels.best.map(numbers, row.function)) {
      let expected = row.library(x)
      if expected.isNaN {
        #expect(y.isNaN, "at \(x)")
      } else if expected.isFinite {
        #expect((y - expected).magnitude <= row.ulps * expected.ulp, "at \(x)")
      } else {
        #expect(y == expected, "at \(x)")
      }
    }
  }

  @Test(arguments: Kernels.Function.allCases)
  func `give the same bits with every instruction set, and one by one`(
    function: Kernels.Function
  ) {
    let numbers = samples(501) + ends
    let expected = Kernels.all[0].map(numbers, function).map(\.bitPattern)
    for kernels in Kernels.all {
      #expect(kernels.map(numbers, function).map(\.bitPattern) == expected)
      #expect(numbers.map { kernels.map([$0], function)[0].bitPattern } == expected)
    }
  }

  @Test(arguments: [(1, 1, 1), (5, 7, 3), (4, 16, 16), (9, 20, 37), (3, 0, 20)])
  func `multiply matrices in the order of a dot product`(rows: Int, inner: Int, columns: Int) {
    let left = samples(rows * inner)
    let right = samples(inner * columns)
    let expected = (0..<rows).flatMap { row in
      (0..<columns).map { column in
        Arithmetic.sequential.dot(
          Array(left[row * inner..<(row + 1) * inner]),
          (0..<inner).map { right[$0 * columns + column] })
      }
    }
    for kernels in Kernels.all {
      let product = kernels.multiply(left, right, rows: rows, inner: inner, columns: columns)
      #expect(product.map(\.bitPattern) == expected.map(\.bitPattern), "\(kernels.name)")
    }
  }
}
