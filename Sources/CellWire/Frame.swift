/// A message in the making, for the channel between a notebook's program and the command.
///
/// Integers and doubles take eight bytes, the lowest first; texts and lists begin with their count.
/// The format is private to one build of Nabla: both ends come from the same package.
public struct FrameWriter: Sendable {
  /// What has been written.
  public private(set) var bytes: [UInt8] = []

  /// Begins an empty message.
  public init() {}

  /// Begins a message of a kind.
  public init(_ kind: MessageKind) { put(Int(kind.rawValue)) }

  /// Appends a whole number.
  public mutating func put(_ value: Int) {
    withUnsafeBytes(of: Int64(value).littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Appends a number, bit for bit.
  public mutating func put(_ value: Double) {
    withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Appends a text in UTF-8.
  public mutating func put(_ value: String) { put(Array(value.utf8)) }

  /// Appends bytes.
  public mutating func put(_ value: [UInt8]) {
    put(value.count)
    bytes += value
  }

  /// Appends numbers.
  public mutating func put(_ values: [Double]) {
    put(values.count)
    for value in values { put(value) }
  }

  /// Appends a list, each element by its own rule.
  public mutating func put<Element>(
    _ values: [Element], _ element: (inout FrameWriter, Element) -> Void
  ) {
    put(values.count)
    for value in values { element(&self, value) }
  }

  /// Appends a value that may be missing.
  public mutating func put<Value>(
    optional value: Value?, _ element: (inout FrameWriter, Value) -> Void
  ) {
    put(value == nil ? 0 : 1)
    if let value { element(&self, value) }
  }
}

/// A message being read; whatever does not fit makes it invalid, and reads as zero from then on.
public struct FrameReader: Sendable {
  private let bytes: [UInt8]
  private var position = 0
  /// Whether everything read so far was there.
  public private(set) var isValid = true

  /// Begins to read a message.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Whether everything has been read, and was there.
  public var isFinished: Bool { isValid && position == bytes.count }

  /// Reads the kind of a message.
  public mutating func kind() -> MessageKind? {
    let value = int()
    return UInt8(exactly: value).flatMap(MessageKind.init(rawValue:))
  }

  /// Reads a whole number.
  public mutating func int() -> Int { Int(truncatingIfNeeded: word()) }

  /// Reads a number.
  public mutating func double() -> Double { Double(bitPattern: word()) }

  /// Reads a text; bytes that are not UTF-8 are replaced.
  public mutating func string() -> String { String(decoding: data(), as: UTF8.self) }

  /// Reads bytes.
  public mutating func data() -> [UInt8] {
    let count = self.count(size: 1)
    defer { position += count }
    return Array(bytes[position..<position + count])
  }

  /// Reads numbers.
  public mutating func doubles() -> [Double] {
    (0..<count(size: 8)).map { _ in double() }
  }

  /// Reads a list, each element by its own rule.
  public mutating func list<Element>(_ element: (inout FrameReader) -> Element) -> [Element] {
    let count = self.count(size: 1)
    var values: [Element] = []
    for _ in 0..<count where isValid { values.append(element(&self)) }
    return values
  }

  /// Reads a value that may be missing.
  public mutating func optional<Value>(_ element: (inout FrameReader) -> Value) -> Value? {
    int() == 0 ? nil : element(&self)
  }

  /// A count of elements that the rest of the message can hold.
  private mutating func count(size: Int) -> Int {
    let count = int()
    guard count >= 0, count <= (bytes.count - position) / size else {
      isValid = false
      return 0
    }
    return count
  }

  private mutating func word() -> UInt64 {
    guard isValid, bytes.count - position >= 8 else {
      isValid = false
      return 0
    }
    defer { position += 8 }
    return (0..<8).reversed().reduce(0) { $0 << 8 | UInt64(bytes[position + $1]) }
  }
}
