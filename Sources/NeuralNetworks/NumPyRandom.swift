#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The random numbers of NumPy's `RandomState(seed)`, bit for bit.
///
/// The Mersenne Twister MT19937 of Matsumoto and Nishimura (1998), seeded by one 32-bit number, and
/// normal numbers by Marsaglia's polar method.
public struct NumPyRandom: Sendable {
  private var state: [UInt32]
  private var position: Int
  /// The second of a pair of normal numbers, until it is asked for.
  private var spare: Double?

  /// Seeds the generator as `numpy.random.RandomState(seed)` does.
  public init(seed: UInt32) {
    state = [seed]
    for index in 1..<Self.size {
      let previous = state[index - 1]
      state.append(1_812_433_253 &* (previous ^ previous >> 30) &+ UInt32(index))
    }
    position = Self.size
    spare = nil
  }

  /// Returns the next number of `RandomState.randn()`.
  public mutating func standardNormal() -> Double {
    if let number = spare {
      spare = nil
      return number
    }
    while true {
      let x = 2 * uniform() - 1
      let y = 2 * uniform() - 1
      let square = x * x + y * y
      guard square < 1, square != 0 else { continue }
      let factor = (-2 * log(square) / square).squareRoot()
      // NumPy hands out the second of the pair first.
      spare = factor * x
      return factor * y
    }
  }

  /// Returns the next number of `RandomState.random_sample()`, in 0..<1 with 53 random bits.
  public mutating func uniform() -> Double {
    let high = Double(next() >> 5)
    let low = Double(next() >> 6)
    return (high * 67_108_864 + low) / 9_007_199_254_740_992
  }
}

extension NumPyRandom {
  private static let size = 624
  private static let shift = 397

  private mutating func next() -> UInt32 {
    if position == Self.size { refill() }
    var number = state[position]
    position += 1
    number ^= number >> 11
    number ^= number << 7 & 0x9D2C_5680
    number ^= number << 15 & 0xEFC6_0000
    return number ^ number >> 18
  }

  private mutating func refill() {
    for index in 0..<Self.size {
      let pair =
        state[index] & 0x8000_0000 | state[(index + 1) % Self.size] & 0x7FFF_FFFF
      let twist: UInt32 = pair.isMultiple(of: 2) ? 0 : 0x9908_B0DF
      state[index] = state[(index + Self.shift) % Self.size] ^ pair >> 1 ^ twist
    }
    position = 0
  }
}
