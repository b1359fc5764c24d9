public import GradientChecking

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A number that a forward pass can be run on: real, complex, and whatever else carries a real part.
///
/// Branches, such as ReLU's, look at the real part alone, so that a function stays analytic on
/// each side of its kinks.
public protocol Scalar: Sendable, Equatable {
  /// Creates the number from a real one.
  init(real: Double)
  /// The real part.
  var real: Double { get }

  /// Returns the sum.
  static func + (a: Self, b: Self) -> Self
  /// Returns the difference.
  static func - (a: Self, b: Self) -> Self
  /// Returns the product.
  static func * (a: Self, b: Self) -> Self
  /// Returns the quotient.
  static func / (a: Self, b: Self) -> Self
  /// Returns the number with its sign turned.
  static prefix func - (a: Self) -> Self

  /// Returns `self + a·b`, rounded once where the number can do that.
  func addingProduct(_ a: Self, _ b: Self) -> Self
  /// Returns `eˣ`.
  func exponential() -> Self
  /// Returns `ln x`.
  func logarithm() -> Self
  /// Returns `ln(1 + x)`, accurate for small x.
  func logarithmOfOnePlus() -> Self
  /// Returns `tanh x`.
  func hyperbolicTangent() -> Self
}

extension Double: Scalar {
  /// Returns the number itself.
  public init(real: Double) { self = real }
  /// The number itself.
  public var real: Double { self }
  /// Returns `eˣ`.
  public func exponential() -> Double { exp(self) }
  /// Returns `ln x`.
  public func logarithm() -> Double { log(self) }
  /// Returns `ln(1 + x)`.
  public func logarithmOfOnePlus() -> Double { log1p(self) }
  /// Returns `tanh x`.
  public func hyperbolicTangent() -> Double { tanh(self) }
}

extension Complex: Scalar {
  /// Creates a number without imaginary part.
  public init(real: Double) { self.init(real, 0) }

  /// Returns `self + a·b`, with each product rounded.
  public func addingProduct(_ a: Complex, _ b: Complex) -> Complex { self + a * b }

  /// Returns `eˣ(cos y + i sin y)`.
  public func exponential() -> Complex {
    let length = exp(real)
    return Complex(length * cos(imaginary), length * sin(imaginary))
  }

  /// Returns `ln |z| + i arg z`.
  public func logarithm() -> Complex {
    Complex(log(hypot(real, imaginary)), atan2(imaginary, real))
  }

  /// Returns `½ ln(1 + 2x + x² + y²) + i arg(1 + z)`.
  public func logarithmOfOnePlus() -> Complex {
    Complex(
      0.5 * log1p(real * (2 + real) + imaginary * imaginary), atan2(imaginary, 1 + real))
  }

  /// Returns `(t + iT) / (1 + itT)` with `t = tanh x` and `T = tan y`, its parts written out.
  public func hyperbolicTangent() -> Complex {
    let t = tanh(real)
    let T = tan(imaginary)
    let denominator = 1 + t * t * T * T
    // 1 − t² as 1/cosh², which keeps its digits where t is nearly 1.
    let slope = 1 / (cosh(real) * cosh(real))
    return Complex(t * (1 + T * T) / denominator, T * slope / denominator)
  }
}
