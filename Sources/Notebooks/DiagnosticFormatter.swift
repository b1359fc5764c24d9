extension Diagnostic {
  /// The diagnostic as compilers print it.
  ///
  /// ```
  /// Notebooks/x.md:12:5: error: step is 0; a step must be positive and finite
  ///    12 | step: 0
  ///       |       ^
  /// ```
  ///
  /// - Parameter colour: Whether to colour it with the terminal's escape sequences.
  /// - Returns: Lines without a final line feed.
  public func formatted(colour: Bool = false) -> String {
    let style = Style(hasColour: colour)
    let heading = "\(style.red)error:\(style.plain) \(style.bold)\(message.visible)\(style.plain)"
    let parts =
      [excerpt(heading, at: range, style)]
      + notes.map { excerpt("note: \($0.message.visible)", at: $0.range, style) }
    return parts.joined(separator: "\n")
  }

  /// The escape sequences of a message; empty without colour.
  private struct Style {
    var bold = ""
    var red = ""
    var plain = ""

    init(hasColour: Bool) {
      if hasColour { (bold, red, plain) = ("\u{1B}[1m", "\u{1B}[1;31m", "\u{1B}[0m") }
    }
  }

  /// A message with its place, and the line it is about with a caret under it.
  private func excerpt(_ message: String, at range: Range<Int>, _ style: Style) -> String {
    let line = source.line(at: range.lowerBound)
    let column = source.column(at: range.lowerBound)
    let heading = "\(style.bold)\(source.name):\(line):\(column):\(style.plain) \(message)"
    let lineRange = source.range(ofLine: line)
    guard !lineRange.isEmpty else { return heading }

    let number = String(line)
    let gutter = String(repeating: " ", count: max(0, 5 - number.count)) + number
    let blank = String(repeating: " ", count: gutter.count)
    // The caret's indentation repeats the line's tabs, so that it stands right whatever their width.
    let before = source[lineRange.lowerBound..<max(lineRange.lowerBound, range.lowerBound)]
    let indentation = before.map { $0 == "\t" ? "\t" : " " }.joined()
    let marked = source[range.clamped(to: lineRange)]
    let tildes = String(repeating: "~", count: max(0, marked.count - 1))
    return """
      \(heading)
      \(gutter) | \(source[lineRange].visible)
      \(blank) | \(indentation)\(style.red)^\(tildes)\(style.plain)
      """
  }
}

extension String {
  /// The text with its control characters made visible: a notebook comes from a stranger, and must
  /// not send commands to the terminal through an error message.
  fileprivate var visible: String {
    guard unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      return self
    }
    return unicodeScalars.map { scalar in
      guard scalar.properties.generalCategory == .control, scalar != "\t" else {
        return String(scalar)
      }
      // The Unicode block of control pictures shows the first 32 in their order.
      let picture = scalar.value < 32 ? Unicode.Scalar(0x2400 + scalar.value) : nil
      return String(picture ?? "\u{FFFD}")
    }.joined()
  }
}
