// Duktape's strings are those of JavaScript, UTF-16, with each unit encoded as UTF-8 by itself: a
// character beyond U+FFFF takes six bytes instead of four. Everything else is plain UTF-8.

/// The bytes of a string as Duktape wants them.
func cesu8(_ string: String) -> [UInt8] {
  var bytes = Array(string.utf8)
  guard bytes.contains(where: { $0 >= 0xF0 }) else { return bytes }
  bytes.removeAll(keepingCapacity: true)
  for scalar in string.unicodeScalars {
    guard scalar.value > 0xFFFF else {
      bytes.append(contentsOf: UTF8.encode(scalar).map(Array.init) ?? [])
      continue
    }
    for unit in UTF16.encode(scalar).map(Array.init) ?? [] {
      bytes.append(0xE0 | UInt8(unit >> 12))
      bytes.append(0x80 | UInt8(unit >> 6 & 0x3F))
      bytes.append(0x80 | UInt8(unit & 0x3F))
    }
  }
  return bytes
}

/// The string that Duktape means; half a surrogate pair becomes U+FFFD.
func string(cesu8 bytes: UnsafeRawBufferPointer) -> String {
  // Surrogates are the three-byte sequences that begin with ED A0 … ED BF.
  guard zip(bytes, bytes.dropFirst()).contains(where: { $0 == 0xED && $1 >= 0xA0 }) else {
    return String(decoding: bytes, as: UTF8.self)
  }
  var units: [UInt16] = []
  var index = 0
  while index < bytes.count {
    if bytes[index] == 0xED, index + 2 < bytes.count, bytes[index + 1] >= 0xA0 {
      units.append(
        0xD000 | UInt16(bytes[index + 1] & 0x3F) << 6 | UInt16(bytes[index + 2] & 0x3F))
      index += 3
      continue
    }
    var end = index + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    units += String(decoding: bytes[index..<end], as: UTF8.self).utf16
    index = end
  }
  return String(decoding: units, as: UTF16.self)
}
