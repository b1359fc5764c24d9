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
    let severity = kind == .warning ? "warning" : "error"
    let heading =
      "\(style.red)\(severity):\(style.plain) \(style.bold)\(message.visible)\(style.plain)"
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
    let heading = "\(style.bold)\(source.name.visible):\(line):\(column):\(style.plain) \(message)"
    let lineRange = source.range(ofLine: line)
    guard !lineRange.isEmpty else { return heading }

    let number = String(line)
    let gutter = String(repeating: " ", count: max(0, 5 - number.count)) + number
    let blank = String(repeating: " ", count: gutter.count)
    let shown = window(of: lineRange, around: range.lowerBound)
    let start = shown.lowerBound > lineRange.lowerBound ? "…" : ""
    let end = shown.upperBound < lineRange.upperBound ? "…" : ""
    // The caret's indentation repeats the line's tabs, so that it stands right whatever their width.
    let before = source[shown.lowerBound..<max(shown.lowerBound, range.lowerBound)]
    let indentation = (start + before).map { $0 == "\t" ? "\t" : " " }.joined()
    let marked = source[range.clamped(to: shown)]
    let tildes = String(repeating: "~", count: max(0, marked.count - 1))
    return """
      \(heading)
      \(gutter) | \(start)\(source[shown].visible)\(end)
      \(blank) | \(indentation)\(style.red)^\(tildes)\(style.plain)
      """
  }

  /// The part of a line that is shown: all of it, or of a very long one what is near the place.
  private func window(of line: Range<Int>, around offset: Int) -> Range<Int> {
    guard line.count > 1000 else { return line }
    func isBoundary(_ offset: Int) -> Bool {
      !line.contains(offset) || source.bytes[offset] & 0xC0 != 0x80
    }
    let place = min(offset, line.upperBound)
    var start = max(line.lowerBound, place - 100)
    var end = min(line.upperBound, place + 100)
    while !isBoundary(start) { start -= 1 }
    while !isBoundary(end) { end += 1 }
    return start..<end
  }
}

extension String {
  /// The text with its control characters made visible: a notebook comes from a stranger, and must
  /// neither send commands to the terminal through an error message nor turn the message around.
  fileprivate var visible: String {
    guard unicodeScalars.contains(where: \.isUnseen) else { return self }
    return unicodeScalars.map { scalar in
      guard scalar.isUnseen, scalar != "\t" else { return String(scalar) }
      // The Unicode block of control pictures shows the first 32 in their order.
      let picture = scalar.value < 32 ? Unicode.Scalar(0x2400 + scalar.value) : nil
      return String(picture ?? "\u{FFFD}")
    }.joined()
  }
}

extension Unicode.Scalar {
  /// Whether the character is a control, ends a line, or changes the direction of what follows.
  fileprivate var isUnseen: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    case .format:
      (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
        || [0x061C, 0x200E, 0x200F].contains(value)
    default: false
    }
  }
}
