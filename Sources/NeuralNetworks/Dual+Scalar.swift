public import GradientChecking

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Each function f takes `a + bε` to `f(a) + b·f′(a)ε`.
extension Dual: Scalar {
  /// Creates a number whose derivative is 0.
  public init(real: Double) { self.init(real, 0) }

  /// Returns `self + a·b`, the value rounded once.
  public func addingProduct(_ a: Dual, _ b: Dual) -> Dual {
    Dual(
      real.addingProduct(a.real, b.real),
      tangent.addingProduct(a.tangent, b.real).addingProduct(a.real, b.tangent))
  }

  /// Returns `eˣ`, whose derivative is `eˣ`.
  public func exponential() -> Dual {
    let value = exp(real)
    return Dual(value, tangent * value)
  }

  /// Returns `ln x`, whose derivative is `1/x`.
  public func logarithm() -> Dual {
    Dual(log(real), tangent / real)
  }

  /// Returns `ln(1 + x)`, whose derivative is `1/(1 + x)`.
  public func logarithmOfOnePlus() -> Dual {
    Dual(log1p(real), tangent / (1 + real))
  }

  /// Returns `tanh x`, whose derivative is `1/cosh² x`.
  public func hyperbolicTangent() -> Dual {
    let cosine = cosh(real)
    return Dual(tanh(real), tangent / cosine / cosine)
  }
}
