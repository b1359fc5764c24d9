import CKernels

/// What the loops need to know of hidden units, derived from their sums z.
struct DerivedUnits {
  /// z for piecewise-linear units, else the activations.
  let values: [Double]
  /// The slopes of the activation.
  private(set) var slopes: [Double]
  /// `1/|z|` for piecewise-linear units: how near a unit is to its kink.
  private(set) var inverses: [Double]

  init(of z: [Double], activation: Activation) {
    switch activation {
    case .relu, .leakyReLU:
      values = z
      slopes = z.map { activation.derivative(z: $0, a: $0) }
      // A unit at its kink is nearer than anything can be far.
      inverses = z.map { min(1 / $0.magnitude, 0x1p1000) }
    case .identity:
      // Infinity is on the side of the slope 1 wherever it moves.
      values = z.map { _ in .infinity }
      slopes = z.map { _ in 1 }
      inverses = z.map { _ in 0 }
    case .tanh:
      values = activation.portable(z)
      // 1 − a² as 4e/(1 + e)² with e = e^−2|z|, which loses no digits near ±1.
      slopes = Kernels.best.map(z.map { -2 * $0.magnitude }, .exponential)
        .map { 4 * $0 / ((1 + $0) * (1 + $0)) }
      inverses = []
    case .sigmoid:
      values = activation.portable(z)
      slopes = zip(values, portableSigmoid(z.map(-))).map { $0 * $1 }
      inverses = []
    case .softplus:
      values = activation.portable(z)
      slopes = portableSigmoid(z)
      inverses = []
    }
  }
}

extension DerivedUnits {
  /// The same where activations are multiplied by masks, which are part of the slope of a line.
  func masked(by factors: [Double]?, activation: Activation) -> DerivedUnits {
    guard let factors, activation.isMadeOfLines else { return self }
    var masked = self
    masked.slopes = zip(slopes, factors).map { $0 * $1 }
    // Nobody notices on which side a dropped unit is.
    masked.inverses = zip(inverses, factors).map { $1 == 0 ? 0 : $0 }
    return masked
  }
}

extension Activation {
  var kernel: ck_activation {
    switch self {
    case .relu, .leakyReLU, .identity: CK_PIECEWISE_LINEAR
    case .tanh: CK_TANH
    case .sigmoid: CK_SIGMOID
    case .softplus: CK_SOFTPLUS
    }
  }

  /// Whether the function is made of straight lines, one of them at least.
  var isMadeOfLines: Bool { kernel == CK_PIECEWISE_LINEAR }
}
