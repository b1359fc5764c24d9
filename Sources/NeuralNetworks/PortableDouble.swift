/// A double whose exponentials and logarithms have the same bits on every processor.
///
/// The system's library picks others where the processor has fused multiply-add.
struct PortableDouble: Scalar {
  var real: Double

  init(real: Double) { self.real = real }

  static func + (a: Self, b: Self) -> Self { Self(real: a.real + b.real) }
  static func - (a: Self, b: Self) -> Self { Self(real: a.real - b.real) }
  static func * (a: Self, b: Self) -> Self { Self(real: a.real * b.real) }
  static func / (a: Self, b: Self) -> Self { Self(real: a.real / b.real) }
  static prefix func - (a: Self) -> Self { Self(real: -a.real) }

  func addingProduct(_ a: Self, _ b: Self) -> Self {
    Self(real: real.addingProduct(a.real, b.real))
  }

  func exponential() -> Self { applying(.exponential) }
  func logarithm() -> Self { applying(.logarithm) }
  func logarithmOfOnePlus() -> Self { applying(.logarithmOfOnePlus) }
  func hyperbolicTangent() -> Self { applying(.hyperbolicTangent) }

  private func applying(_ function: Kernels.Function) -> Self {
    Self(real: Kernels.best.map([real], function)[0])
  }
}
