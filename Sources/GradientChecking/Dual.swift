/// A number `a + b·ε` with ε² = 0, whose second part is a derivative, exact but for rounding.
public struct Dual: Hashable, Sendable {
  /// The value.
  public var real: Double
  /// The derivative of the value along whatever direction was begun with.
  public var tangent: Double

  /// Creates `real + tangent·ε`.
  public init(_ real: Double, _ tangent: Double = 0) {
    self.real = real
    self.tangent = tangent
  }
}

extension Dual {
  /// Returns the sum.
  public static func + (a: Dual, b: Dual) -> Dual {
    Dual(a.real + b.real, a.tangent + b.tangent)
  }

  /// Returns the difference.
  public static func - (a: Dual, b: Dual) -> Dual {
    Dual(a.real - b.real, a.tangent - b.tangent)
  }

  /// Returns the product, `ab + (a′b + ab′)ε`.
  public static func * (a: Dual, b: Dual) -> Dual {
    Dual(a.real * b.real, a.tangent * b.real + a.real * b.tangent)
  }

  /// Returns the quotient `q = a/b` with the derivative `(a′ − q·b′)/b`.
  public static func / (a: Dual, b: Dual) -> Dual {
    let quotient = a.real / b.real
    return Dual(quotient, (a.tangent - quotient * b.tangent) / b.real)
  }

  /// Returns the number with both signs turned.
  public static prefix func - (a: Dual) -> Dual {
    Dual(-a.real, -a.tangent)
  }
}
