extension Cell {
  /// Whether an info string makes a block a cell; a plain `swift` block is only shown.
  static func isCell(info: String) -> Bool {
    guard info.hasPrefix("swift") else { return false }
    return info.split(whereSeparator: \.isWhitespace).prefix(2) == ["swift", "run"]
  }

  /// Reads a fenced block if its info string makes it a cell.
  ///
  /// - Parameters:
  ///   - info: The info string.
  ///   - range: The bytes of the line with the info string.
  ///   - extent: The bytes of the whole block.
  ///   - lines: The bytes of the lines between the fences.
  ///   - source: The notebook.
  ///   - diagnostics: Takes what is wrong with the block.
  /// - Returns: Nil where the block is not to be run.
  static func parsing(
    info: String, at range: Range<Int>, extent: Range<Int>, lines: [Range<Int>],
    in source: SourceText, diagnostics: inout [Diagnostic]
  ) -> Cell? {
    guard isCell(info: info) else { return nil }
    let info = InfoString(info, at: range, in: source)
    var reader = CellOptionReader(source: source)
    var cell = Cell(lines: lines, range: range, extent: extent)
    for word in info.words.dropFirst(2) { reader.read(word, into: &cell) }
    reader.diagnostics += info.doubledOptions(of: CellOptionReader.names)
    if cell.part != nil, cell.file == nil {
      reader.fail("'part' needs a file, as in 'file=Sources/Network.swift part=forward'", range)
    }
    if let file = cell.file, lines.contains(where: { !$0.trimmed(in: source).isEmpty }) {
      reader.fail("a cell with a file has no code of its own; leave the block empty", file.range)
    }
    if cell.isCheck, cell.outcome != .success {
      reader.fail("a cell that has to fail can't check others; drop 'hidden' and 'points'", range)
    }
    diagnostics += reader.diagnostics
    let (solutions, problems) = SolutionRegion.finding(in: lines, of: source)
    cell.solutions = solutions
    diagnostics += problems
    if cell.isCheck, let solution = solutions.first {
      diagnostics.append(
        Diagnostic(
          "a cell that checks can't hold a solution; put it in a cell of its own",
          at: lines[solution.lines.lowerBound].trimmed(in: source), in: source))
    }
    return cell
  }
}

/// Reads the words after `swift run`.
private struct CellOptionReader {
  let source: SourceText
  var diagnostics: [Diagnostic] = []

  static let names = [
    "id", "echo", "output", "fail", "crash", "hidden", "points", "of", "file", "part",
  ]

  mutating func fail(_ message: String, _ range: Range<Int>) {
    diagnostics.append(Diagnostic(message, at: range, in: source))
  }

  mutating func read(_ word: Located<String>, into cell: inout Cell) {
    let place = word.range
    let parts = word.value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    let value = parts.count == 2 ? String(parts[1]) : nil
    switch (name, value) {
    case ("fail", nil): cell.outcome = .compilerError
    case ("crash", nil): cell.outcome = .crash
    case ("hidden", nil): cell.isHidden = true
    case ("echo", let value?): cell.showsCode = truth(value, name, place)
    case ("output", let value?): cell.showsOutput = truth(value, name, place)
    case ("points", let value?):
      guard let points = Int(value), 0...1000 ~= points else {
        return fail("points is '\(value)'; it must be a whole number from 0 to 1000", place)
      }
      cell.points = Located(points, at: place)
    case ("id", let value?): cell.id = self.name(value, name, place)
    case ("of", let value?): cell.subject = self.name(value, name, place)
    case ("part", let value?): cell.part = self.name(value, name, place)
    case ("file", let value?): cell.file = Located(value, at: place)
    case (let name, nil) where Self.names.contains(name):
      fail("option '\(name)' has no value; it is written '\(name)=VALUE'", place)
    case (let name, _?) where Self.names.contains(name):
      fail("option '\(name)' takes no value; write '\(name)' alone", place)
    default:
      fail(
        "'\(word.value)' is not an option of a cell"
          + Suggestion.phrase(for: name, among: Self.names, noun: "options"),
        place)
    }
  }

  private mutating func truth(_ value: String, _ name: String, _ place: Range<Int>) -> Bool {
    if value != "true", value != "false" {
      fail("\(name) is '\(value)'; it must be true or false", place)
    }
    return value != "false"
  }

  private mutating func name(
    _ value: String, _ option: String, _ place: Range<Int>
  ) -> Located<String>? {
    if value.wholeMatch(of: /[A-Za-z][\w\-]*/) == nil {
      fail(
        "\(option) '\(value)' can't be used as a name; a name is a letter followed by letters, "
          + "digits, '-' and '_'",
        place)
      return nil
    }
    return Located(value, at: place)
  }
}
