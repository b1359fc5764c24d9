/// Whether an info string is that of a formula: `math`, or `math id=eq:difference`.
func isMath(_ info: String) -> Bool {
  info.split(whereSeparator: \.isWhitespace).first == "math"
}

extension FormulaSource {
  /// Reads what stands after `math` in the info string of a block.
  ///
  /// - Parameters:
  ///   - info: The info string.
  ///   - range: The bytes of the line with the info string.
  ///   - source: The notebook.
  ///   - diagnostics: Takes what is wrong with the options.
  mutating func readOptions(
    of info: String, at range: Range<Int>, in source: SourceText, diagnostics: inout [Diagnostic]
  ) {
    let info = InfoString(info, at: range, in: source)
    diagnostics += info.doubledOptions(of: ["id"])
    for word in info.words.dropFirst() {
      let found = word.range
      if word.value.hasPrefix("id="), word.value.count > 3 {
        label = Located(
          String(word.value.dropFirst(3)), at: found.lowerBound + 3..<found.upperBound)
      } else {
        diagnostics.append(
          Diagnostic(
            "'\(word.value)' is not an option of a math block; the only one is 'id=LABEL'",
            at: found,
            in: source))
      }
    }
  }
}
