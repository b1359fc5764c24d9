// Typeset formulas as bytes:
//
//     archive -> formula*
//     formula -> display tex-count html-count tex html
//     display -> one byte, 0 or 1
//     count   -> four bytes, the lowest first, of the UTF-8 that follows

/// Encodes typeset formulas, sorted, so that equal contents are equal bytes.
func archive(_ formulas: [Formula: String]) -> [UInt8] {
  var bytes: [UInt8] = []
  for (formula, html) in formulas.sorted(by: { Formula.precedes($0.key, $1.key) }) {
    bytes.append(formula.display ? 1 : 0)
    for text in [formula.tex, html] {
      withUnsafeBytes(of: UInt32(text.utf8.count).littleEndian) { bytes.append(contentsOf: $0) }
    }
    bytes.append(contentsOf: formula.tex.utf8)
    bytes.append(contentsOf: html.utf8)
  }
  return bytes
}

/// Decodes what `archive` returned; `nil` if it can't have.
func unarchive(_ bytes: [UInt8]) -> [Formula: String]? {
  var formulas: [Formula: String] = [:]
  var rest = bytes[...]
  while let display = rest.popFirst() {
    guard display <= 1, let texCount = count(at: &rest), let htmlCount = count(at: &rest),
      texCount <= rest.count, htmlCount <= rest.count - texCount
    else { return nil }
    let tex = String(decoding: rest.prefix(texCount), as: UTF8.self)
    let html = String(decoding: rest.dropFirst(texCount).prefix(htmlCount), as: UTF8.self)
    formulas[Formula(tex: tex, display: display == 1)] = html
    rest = rest.dropFirst(texCount + htmlCount)
  }
  return formulas
}

private func count(at rest: inout ArraySlice<UInt8>) -> Int? {
  guard rest.count >= 4 else { return nil }
  defer { rest = rest.dropFirst(4) }
  return rest.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
}
