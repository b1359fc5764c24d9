import CellWire

/// Bytes that have come in over the channel, cut into messages.
struct Inbox {
  private var bytes: [UInt8] = []
  private var position = 0
  /// How many bytes have come in altogether.
  private(set) var total = 0
  /// Whether a message says that it is longer than one may be; no other can be told apart after it.
  private(set) var isBroken = false

  /// Adds what has come in.
  mutating func append(_ new: [UInt8]) {
    total += new.count
    // No more is moved than has been taken out, so that each byte is moved once on average.
    if position > bytes.count / 2 {
      bytes.removeFirst(position)
      position = 0
    }
    bytes += new
  }

  /// Takes out the first message; nil where it is not there as a whole.
  mutating func next() -> FrameReader? {
    let available = bytes.count - position
    guard !isBroken, available >= 8 else { return nil }
    let count = (0..<8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64(bytes[position + $1]) }
    guard count <= UInt64(largestMessage) else {
      isBroken = true
      return nil
    }
    guard available - 8 >= Int(count) else { return nil }
    let start = position + 8
    position = start + Int(count)
    return FrameReader(Array(bytes[start..<position]))
  }
}
