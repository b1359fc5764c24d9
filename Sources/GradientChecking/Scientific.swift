/// Returns a number with three significant digits, such as `1.19e-07`, for sentences.
func scientific(_ number: Double) -> String {
  // The sign of what is not a number means nothing.
  if number.isNaN { return "nan" }
  guard number.isFinite, number != 0 else { return number == 0 ? "0" : "\(number)" }
  var mantissa = number.magnitude
  var exponent = 0
  while mantissa >= 10 {
    mantissa /= 10
    exponent += 1
  }
  while mantissa < 1 {
    mantissa *= 10
    exponent -= 1
  }
  var digits = Int((mantissa * 100).rounded())
  if digits == 1000 { (digits, exponent) = (100, exponent + 1) }
  let fraction = String(digits % 100)
  let power = String(exponent.magnitude)
  return (number < 0 ? "-" : "") + "\(digits / 100)." + (fraction.count < 2 ? "0" : "") + fraction
    + (exponent < 0 ? "e-" : "e+") + (power.count < 2 ? "0" : "") + power
}
