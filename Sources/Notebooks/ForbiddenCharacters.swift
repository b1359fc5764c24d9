private import CommonMark

extension Notebook {
  /// Reports the first character of each kind that a notebook may not hold: control characters, which
  /// no HTML page may hold either, and those that Nabla uses as placeholders.
  static func forbiddenCharacters(in source: SourceText) -> [Diagnostic] {
    var seen: Set<Unicode.Scalar> = []
    var diagnostics: [Diagnostic] = []
    var offset = 0
    for scalar in source.text.unicodeScalars {
      let width = UTF8.width(scalar)
      defer { offset += width }
      let isControl = isControl(scalar)
      guard isControl || Placeholder.characters ~= scalar, seen.insert(scalar).inserted else {
        continue
      }
      let code = String(scalar.value, radix: 16, uppercase: true)
      let name = "U+" + String(repeating: "0", count: max(0, 4 - code.count)) + code
      diagnostics.append(
        Diagnostic(
          isControl
            ? "control character \(name) can't stand in a notebook; remove it"
            : "private-use character \(name) can't stand in a notebook; use an assigned character",
          at: offset..<offset + width, in: source))
    }
    return diagnostics
  }

  /// A text without the characters that a notebook may not hold.
  public static func withoutForbiddenCharacters(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    scalars.append(
      contentsOf: text.unicodeScalars.filter { !isControl($0) && !(Placeholder.characters ~= $0) })
    return String(scalars)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    (scalar.value < 32 && !"\t\n\r".unicodeScalars.contains(scalar))
      || 0x7F...0x9F ~= scalar.value
  }
}
