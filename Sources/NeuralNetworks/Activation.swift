/// A function that a hidden layer applies to each of its units.
public enum Activation: String, CaseIterable, Sendable {
  /// `max(0, z)`.
  case relu
  /// `z` where z > 0, else `0.01 z`.
  case leakyReLU = "leaky-relu"
  /// `tanh z`.
  case tanh
  /// `1 / (1 + e⁻ᶻ)`.
  case sigmoid
  /// `ln(1 + eᶻ)`.
  case softplus
  /// `z`.
  case identity
}

extension Activation {
  /// The slope of leaky ReLU on the left.
  static let leak = 0.01

  /// Returns the value at z.
  public func callAsFunction<S: Scalar>(_ z: S) -> S {
    switch self {
    case .relu: z.real > 0 || z.real.isNaN ? z : S(real: 0)
    case .leakyReLU: z.real > 0 ? z : S(real: Activation.leak) * z
    case .tanh: z.hyperbolicTangent()
    case .sigmoid: NeuralNetworks.sigmoid(z)
    case .softplus: NeuralNetworks.softplus(z)
    case .identity: z
    }
  }

  /// Returns the derivative at z, where a = activation(z).
  ///
  /// At a kink it is the slope on the left, as in the course, whose mask is `A > 0`.
  public func derivative(z: Double, a: Double) -> Double {
    switch self {
    case .relu: z > 0 ? 1 : 0
    case .leakyReLU: z > 0 ? 1 : Activation.leak
    // 1 − a² as a product, which loses fewer digits near ±1.
    case .tanh: (1 - a) * (1 + a)
    case .sigmoid: a * (1 - a)
    case .softplus: NeuralNetworks.sigmoid(z)
    case .identity: 1
    }
  }
}

/// Returns `1 / (1 + e⁻ᶻ)`, as the course writes it.
func sigmoid<S: Scalar>(_ z: S) -> S {
  S(real: 1) / (S(real: 1) + (-z).exponential())
}

/// Returns `ln(1 + eᶻ)` as `max(z, 0) + ln(1 + e^−|z|)`, which neither overflows nor cancels.
func softplus<S: Scalar>(_ z: S) -> S {
  z.real > 0 ? z + (-z).exponential().logarithmOfOnePlus() : z.exponential().logarithmOfOnePlus()
}

/// Returns `e^zₖ / Σ e^zⱼ`, shifted by the largest so that nothing overflows.
func softmax<S: Scalar>(_ z: [S]) -> [S] {
  let shift = S(real: z.reduce(-.infinity) { max($0, $1.real) })
  let powers = z.map { ($0 - shift).exponential() }
  let sum = powers.reduce(S(real: 0), +)
  return powers.map { $0 / sum }
}

/// Returns `ln Σ e^zⱼ` as `zₖ + ln(1 + Σ_{j≠k} e^(zⱼ − zₖ))`, where zₖ is the largest.
func logSumExp<S: Scalar>(_ z: [S]) -> S {
  guard let largest = z.indices.max(by: { z[$0].real < z[$1].real }) else {
    return S(real: -.infinity)
  }
  let others = z.indices.filter { $0 != largest }.map { (z[$0] - z[largest]).exponential() }
  return z[largest] + others.reduce(S(real: 0), +).logarithmOfOnePlus()
}
