/// What the engine's answer to a formula says: HTML, or what is wrong.
///
/// The grammar of an answer is at `katexProgram`.
func result(
  of formula: Formula, from answer: Result<String, ScriptEngine.Failure>
) -> Result<String, FormulaError> {
  switch answer {
  case .success(let answer) where answer.first == "H":
    let html = String(answer.dropFirst())
    return oversizedLength(in: html).map { .failure($0) } ?? .success(html)
  case .success(let answer):
    return .failure(parseError(answer.dropFirst(), in: formula.tex))
  case .failure(.exhausted), .failure(.outOfMemory):
    return .failure(
      FormulaError(
        message: """
          the formula takes more than \(FormulaError.Limit.work >> 20) MB of work; \
          split it, or look for a macro that grows without end
          """))
  // Duktape's words when functions call each other too deeply, from script or from C.
  case .failure(.script(let text)) where text.hasPrefix("RangeError"):
    return .failure(
      FormulaError(message: "the formula nests too deeply; take a part of it out of its braces"))
  case .failure(.script(let text)):
    return .failure(FormulaError(message: "KaTeX failed on this formula (\(text))"))
  }
}

/// Takes KaTeX's message apart: `KaTeX parse error: WORDS at position N: EXCERPT`, or
/// `… at end of input: EXCERPT`, or without a place.
private func parseError(_ answer: Substring, in tex: String) -> FormulaError {
  let parts = answer.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
  var message = parts.count == 2 ? parts[1] : answer
  let prefix = "KaTeX parse error: "
  if message.hasPrefix(prefix) { message = message.dropFirst(prefix.count) }
  guard let position = Int(parts[0]) else { return FormulaError(message: String(message)) }

  // By bytes: KaTeX underlines the excerpt with combining characters, and these would join with
  // the space before them.
  let bytes = Array(message.utf8)
  for tail in [" at position \(position + 1): ", " at end of input: "] {
    guard let start = firstIndex(of: Array(tail.utf8), in: bytes) else { continue }
    let words = String(decoding: bytes[..<start], as: UTF8.self)
    let excerpt = String(decoding: bytes[(start + tail.utf8.count)...], as: UTF8.self)
    return FormulaError(
      message: words,
      offset: isExcerpt(excerpt, of: tex, at: position) ? offset(of: position, in: tex) : nil)
  }
  return FormulaError(message: String(message), offset: offset(of: position, in: tex))
}

/// Whether the excerpt is cut from the formula itself.
///
/// A command may be defined by other TeX, KaTeX's own or the author's; an error in the definition
/// has its position there.
private func isExcerpt(_ excerpt: String, of tex: String, at position: Int) -> Bool {
  let underline: UInt16 = 0x332
  let ellipsis: UInt16 = 0x2026
  var units = Array(excerpt.utf16)[...]
  if position > 15, units.first == ellipsis { units.removeFirst() }
  let source = tex.utf16.dropFirst(max(0, position - 15)).filter { $0 != underline }
  units.removeAll { $0 == underline }
  if units.last == ellipsis, !source.elementsEqual(units) { units.removeLast() }
  return source.starts(with: units)
}

/// The number of bytes before the given UTF-16 unit.
private func offset(of position: Int, in tex: String) -> Int {
  let units = tex.utf16
  let index = units.index(units.startIndex, offsetBy: max(0, position), limitedBy: units.endIndex)
  return tex.utf8.distance(from: tex.startIndex, to: index ?? tex.endIndex)
}

private func firstIndex(of pattern: [UInt8], in bytes: [UInt8]) -> Int? {
  guard bytes.count >= pattern.count else { return nil }
  return (0...(bytes.count - pattern.count)).first { bytes[$0...].starts(with: pattern) }
}

/// An error if the HTML has a length of 1000 em or more in a tag.
///
/// KaTeX clamps what is longer than `maxSize` to it and says nothing, so a clamped length is one
/// that reaches the limit. Lengths that add up to as much are no formula of a handout either.
private func oversizedLength(in html: String) -> FormulaError? {
  var inTag = false
  var digits = 0
  var inFraction = false
  var isLength = false
  var previous: UInt8 = 0
  for byte in html.utf8 {
    switch byte {
    case UInt8(ascii: "<"): inTag = true
    case UInt8(ascii: ">"): inTag = false
    default: break
    }
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      if !isLength { (digits, inFraction, isLength) = (0, false, true) }
      if !inFraction { digits += 1 }
    case UInt8(ascii: ".") where isLength:
      inFraction = true
    case UInt8(ascii: "e") where isLength:
      break
    case UInt8(ascii: "m") where isLength && previous == UInt8(ascii: "e") && inTag && digits > 3:
      return FormulaError(
        message: """
          a length in the formula reaches \(FormulaError.Limit.length) em; \
          lengths must stay below that
          """)
    default:
      isLength = false
    }
    previous = byte
  }
  return nil
}
