public import GradientChecking

/// A gradient check that a cell asked for, with the values that its functions gave.
///
/// The program only answers questions; the check itself is carried out by the command, and can be
/// carried out again from the record, to the same bits, when the program does not run.
public struct RecordedCheck: Sendable, Hashable {
  /// The name of the check.
  public var id: String
  /// The names and shapes of the tensors.
  public var tensors: [Tensor]
  /// The point.
  public var point: [Double]
  /// The step, where the cell gives one.
  public var step: Double?
  /// The threshold, where the cell gives one.
  public var threshold: Double?
  /// The scheme, where the cell gives one.
  public var scheme: String?
  /// What the cell expects of the result.
  public var expectations: [String]
  /// The line of the call.
  public var line: Int
  /// Every question with its answers; those to the same question are in the order in which they came.
  public var answers: [PointKey: [[Double]]] = [:]
  /// Whether all questions were answered.
  public var isComplete = false

  /// A tensor of the point.
  public struct Tensor: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The size of each dimension.
    public var shape: [Int]

    /// Names a tensor.
    public init(name: String, shape: [Int]) {
      self.name = name
      self.shape = shape
    }
  }

  /// Describes a check that is asked for.
  public init(
    id: String, tensors: [Tensor], point: [Double], step: Double?, threshold: Double?,
    scheme: String?, expectations: [String], line: Int
  ) {
    self.id = id
    self.tensors = tensors
    self.point = point
    self.step = step
    self.threshold = threshold
    self.scheme = scheme
    self.expectations = expectations
    self.line = line
  }

  /// The most components that a point may have: J is asked for twice for each, and takes at least as
  /// long as it takes to read them all.
  public static let mostComponents = 100_000

  /// The layout of the point, or nil where names repeat, sizes do not fit the point, or it is too large.
  public var layout: ParameterLayout? {
    guard point.count <= RecordedCheck.mostComponents else { return nil }
    guard Set(tensors.map(\.name)).count == tensors.count, !tensors.isEmpty,
      tensors.allSatisfy({ $0.shape.count <= 8 && $0.shape.allSatisfy { 1...1 << 24 ~= $0 } })
    else { return nil }
    let sizes = tensors.map { $0.shape.reduce(1.0) { $0 * Double($1) } }
    guard sizes.reduce(0, +) == Double(point.count) else { return nil }
    return ParameterLayout(tensors.map { (name: $0.name, shape: $0.shape) })
  }

  /// The record as a function, which gives its answers in the order in which they were recorded.
  public var objective: (any Objective)? {
    layout.map { RecordedObjective(layout: $0, answers: answers) }
  }
}

/// A question: what is asked for, and a fingerprint of the point.
public struct PointKey: Sendable, Hashable {
  /// Whether the gradient is asked for, rather than J.
  public var isGradient: Bool
  /// The fingerprint, the same whatever way leads to the point.
  public var fingerprint: UInt64

  /// Names a question about a point.
  public init(isGradient: Bool, fingerprint: UInt64) {
    self.isGradient = isGradient
    self.fingerprint = fingerprint
  }

  /// The fingerprint of a point: a sum over its components, so that one of them can be exchanged.
  public static func fingerprint(of point: [Double]) -> UInt64 {
    point.indices.reduce(0) { $0 &+ term($1, point[$1]) }
  }

  /// What a component adds to the fingerprint (the finalizer of SplitMix64, twice).
  public static func term(_ index: Int, _ value: Double) -> UInt64 {
    mix(mix(UInt64(truncatingIfNeeded: index) &+ 0x9E37_79B9_7F4A_7C15) ^ value.bitPattern)
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
