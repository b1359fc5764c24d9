/// An address that holds a picture itself: `data:image/png;base64,…`.
enum DataAddress {
  /// What an address holds.
  ///
  /// - Parameter address: The address.
  /// - Returns: The ending that its file would have, and the bytes; nil where it holds no picture.
  static func contents(of address: String) -> (ending: String, bytes: [UInt8])? {
    guard
      let match = address.wholeMatch(
        of: /data:image\/([a-z]+)(?:\+xml)?;base64,([A-Za-z0-9+\/]+)=*/)
    else { return nil }
    let ending = match.output.1 == "jpeg" ? "jpg" : String(match.output.1)
    return (ending, decoding(match.output.2))
  }

  /// Base64 (RFC 4648, section 4), without the padding.
  private static func decoding(_ text: Substring) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count * 3 / 4)
    var (buffer, count): (UInt32, UInt32) = (0, 0)
    for byte in text.utf8 {
      buffer = buffer << 6 | UInt32(value(of: byte))
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: buffer >> count))
      }
    }
    return bytes
  }

  private static func value(of byte: UInt8) -> UInt8 {
    switch byte {
    case 0x41...0x5A: byte - 0x41
    case 0x61...0x7A: byte - 0x61 + 26
    case 0x30...0x39: byte - 0x30 + 52
    case UInt8(ascii: "+"): 62
    default: 63
    }
  }
}
