#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Returns the slope of the straight line that fits points best on logarithmic axes.
///
/// A quantity that grows like `xᵖ` has the slope p. Points that have no logarithm are left out; the
/// result is nil if fewer than three are left.
func logLogSlope(_ points: [(x: Double, y: Double)]) -> Double? {
  let logs = points.filter { $0.x > 0 && $0.y > 0 && $0.x.isFinite && $0.y.isFinite }
    .map { (x: log($0.x), y: log($0.y)) }
  guard logs.count >= 3 else { return nil }
  let count = Double(logs.count)
  let meanX = logs.reduce(0) { $0 + $1.x } / count
  let meanY = logs.reduce(0) { $0 + $1.y } / count
  let spread = logs.reduce(0) { $0 + ($1.x - meanX) * ($1.x - meanX) }
  guard spread > 0 else { return nil }
  return logs.reduce(0) { $0 + ($1.x - meanX) * ($1.y - meanY) } / spread
}
