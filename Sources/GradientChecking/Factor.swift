extension TensorComparison {
  /// The factor that the slope stands for: a simple fraction, else the shortest decimal number.
  ///
  /// It is nil where the slope isn't known well, where it could as well be 1, and where it says
  /// nothing: any number is a multiple of any other, so that a single component has always a factor.
  ///
  /// - Parameter evidence: How many components aren't 0.
  /// - Returns: The factor, if there is one.
  func factor(evidence: Int) -> Double? {
    guard slope.isFinite, slopeError <= 1e-3 * slope.magnitude, !allows(1) else { return nil }
    if let fraction { return fraction }
    guard evidence > 1 else { return nil }
    for digits in 1...15 {
      if let rounded = Double(slope.digits(digits)), allows(rounded, within: 0.25) {
        return rounded
      }
    }
    return slope
  }

  /// The simplest fraction that the slope's error allows, if it isn't there by accident.
  private var fraction: Double? {
    for denominator in 1...24 {
      let numerator = (slope * Double(denominator)).rounded()
      let fraction = numerator / Double(denominator)
      // Fractions of a large denominator are dense.
      let isTelling = slopeError * Double(denominator * denominator) <= 0.05
      if numerator != 0, isTelling, allows(fraction) { return fraction }
    }
    return nil
  }

  /// Whether the slope could be this one, by a part of its error.
  func allows(_ factor: Double, within part: Double = 1) -> Bool {
    (slope - factor).magnitude
      <= max(1, factor.magnitude) * (part * slopeError + 16 * unitRoundoff)
  }
}

extension Double {
  /// The number as a factor of a quantity, as in `dW2 is 2 times the true gradient`.
  func phrase(of quantity: String) -> String {
    if self == -1 { return "\(quantity) has the wrong sign" }
    let inverse = (1 / self).rounded()
    if magnitude < 1, 1 / inverse == self, self > 0 {
      return "\(quantity) is 1/\(inverse.shortest) of the true gradient"
    }
    return "\(quantity) is \(digits(10)) times the true gradient"
  }

  /// The shortest text that reads back to the same number, without `.0`.
  package var shortest: String { Int(exactly: self).map(String.init) ?? description }

  /// The number to so many significant digits, zeros at the end left out.
  package func digits(_ count: Int) -> String {
    guard isFinite, self != 0 else { return isNaN ? "not a number" : shortest }
    var exponent = 0
    var scaled = magnitude
    while scaled >= 10 { (scaled, exponent) = (scaled / 10, exponent + 1) }
    while scaled < 1 { (scaled, exponent) = (scaled * 10, exponent - 1) }
    // A power of ten is exact up to 10²², and dividing by it rounds once.
    let shift = count - 1 - exponent
    guard -22...22 ~= shift, shift.magnitude <= 22 else { return description }
    var power = 1.0
    for _ in 0..<Int(shift.magnitude) { power *= 10 }
    let rounded = shift >= 0 ? (self * power).rounded() / power : (self / power).rounded() * power
    return rounded.shortest
  }
}
