/// A complex number, for derivatives by the complex step.
public struct Complex: Hashable, Sendable {
  /// The real part.
  public var real: Double
  /// The imaginary part, which carries the derivative.
  public var imaginary: Double

  /// Creates `real + i·imaginary`.
  public init(_ real: Double, _ imaginary: Double = 0) {
    self.real = real
    self.imaginary = imaginary
  }
}

extension Complex {
  /// Returns the sum.
  public static func + (a: Complex, b: Complex) -> Complex {
    Complex(a.real + b.real, a.imaginary + b.imaginary)
  }

  /// Returns the difference.
  public static func - (a: Complex, b: Complex) -> Complex {
    Complex(a.real - b.real, a.imaginary - b.imaginary)
  }

  /// Returns the product.
  public static func * (a: Complex, b: Complex) -> Complex {
    Complex(
      a.real * b.real - a.imaginary * b.imaginary,
      a.real * b.imaginary + a.imaginary * b.real)
  }

  /// Returns the quotient by Smith's formula, which squares no large number.
  public static func / (a: Complex, b: Complex) -> Complex {
    if b.real.magnitude >= b.imaginary.magnitude {
      let ratio = b.imaginary / b.real
      let scale = b.real + b.imaginary * ratio
      return Complex(
        (a.real + a.imaginary * ratio) / scale, (a.imaginary - a.real * ratio) / scale)
    }
    let ratio = b.real / b.imaginary
    let scale = b.real * ratio + b.imaginary
    return Complex(
      (a.real * ratio + a.imaginary) / scale, (a.imaginary * ratio - a.real) / scale)
  }

  /// Returns the number with both signs turned.
  public static prefix func - (a: Complex) -> Complex {
    Complex(-a.real, -a.imaginary)
  }
}
