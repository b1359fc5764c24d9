public import Notebooks

/// The cells of an edition as one Swift program, whose line *n* is line *n* of the notebook.
///
/// Prose gives way to empty lines. A fence calls the command: the one that opens a cell says that it
/// begins, the one that closes it that it ends. A cell that takes part in some runs only is a block
/// of its own. Code from a file stands under `#sourceLocation`, so that its lines are the file's.
public struct CellProgram: Sendable {
  /// The text of the program.
  public private(set) var text = ""
  /// The cells in it, by their index among those of the edition.
  public private(set) var cells: [Int: Cell] = [:]
  /// The notebook.
  public let notebook: SourceText
  /// The files that cells take code from, by the path that the notebook gives.
  public private(set) var files: [String: SourceText] = [:]
  private var places: [Int: LinePlaces] = [:]
  private var ranges: [Int: [ClosedRange<Int>]] = [:]

  /// The name that the compiler knows the notebook by.
  public static let fileName = "main.swift"

  /// Where the pieces of a generated line come from.
  private struct LinePlaces {
    var pieces: [(column: Int, source: Range<Int>)] = []
  }

  /// Tangles cells.
  ///
  /// - Parameters:
  ///   - edition: The edition that they belong to.
  ///   - included: Which of its cells take part, by their index.
  ///   - files: The contents of the files that cells name; cells whose file is missing are left out.
  ///   - withExpressions: Whether the expressions of the prose take part.
  public init(
    tangling edition: Edition, including included: (Int, Cell) -> Bool,
    files: [String: SourceText] = [:], withExpressions: Bool = true
  ) {
    notebook = edition.source
    self.files = files
    var lines = [String](repeating: "", count: edition.source.lineCount)
    lines[0] = "import CellSupport; __nablaStart(); "
    for (index, cell) in edition.cells.enumerated() where included(index, cell) {
      add(cell, index, to: &lines)
    }
    if withExpressions {
      for (index, expression) in edition.expressions.enumerated() {
        add(expression, index, to: &lines)
      }
    }
    text = lines.joined(separator: "\n") + "\n"
  }

  private mutating func add(_ cell: Cell, _ index: Int, to lines: inout [String]) {
    let first = notebook.line(at: cell.extent.lowerBound)
    let last = notebook.line(at: cell.extent.upperBound)
    var code: (path: String, first: Int, text: [String])?
    if let file = cell.file {
      guard let source = files[file.value], let part = CellProgram.part(of: cell, in: source)
      else { return }
      code = (file.value, part.lowerBound + 1, Array(source.lines[part]))
    }
    cells[index] = cell
    ranges[index] = [first...last]
    lines[first - 1] += cell.isScoped ? "if __nablaBegin(\(index)) {" : "__nablaBegin(\(index))"
    for line in cell.lines {
      let number = notebook.line(at: line.lowerBound)
      append(notebook[line], from: line, to: &lines[number - 1], line: number)
    }
    if let code {
      // The line after `#sourceLocation` has the number that it gives.
      lines[first - 1] +=
        "\n#sourceLocation(file: \"\(code.path)\", line: \(code.first))\n"
        + code.text.joined(separator: "\n")
        + "\n#sourceLocation(file: \"\(CellProgram.fileName)\", line: \(first + 1))"
    }
    guard last > first else { return }
    lines[last - 1] += cell.isScoped ? "}; __nablaEnd(\(index)); " : "__nablaEnd(\(index)); "
  }

  private mutating func add(
    _ expression: SwiftExpression, _ index: Int, to lines: inout [String]
  ) {
    guard let start = expression.lines.first?.lowerBound else { return }
    let number = notebook.line(at: start)
    lines[number - 1] += "__nablaShow(\(index), "
    for (piece, range) in expression.lines.enumerated() {
      if piece > 0 { lines[number - 1] += " " }
      append(notebook[range], from: range, to: &lines[number - 1], line: number)
    }
    lines[number - 1] += "); "
  }

  private mutating func append(
    _ text: String, from range: Range<Int>, to line: inout String, line number: Int
  ) {
    places[number, default: LinePlaces()].pieces.append((line.utf8.count + 1, range))
    line += text
  }

  /// The lines of a file that a cell takes, or nil where the file has no such part.
  public static func part(of cell: Cell, in source: SourceText) -> Range<Int>? {
    let lines = source.lines
    guard let name = cell.part?.value else { return lines.indices }
    return Snippet.part(name, of: lines)
  }
}

extension CellProgram {
  /// Where something that the compiler or the program reports stands in what the author wrote.
  ///
  /// - Parameters:
  ///   - file: The name of the file, as the compiler prints it.
  ///   - line: The 1-based line.
  ///   - column: The 1-based column in bytes; without one, the whole line is meant.
  /// - Returns: The text and the bytes that are meant; nil for what the author did not write.
  public func place(file: String, line: Int, column: Int?) -> (SourceText, Range<Int>)? {
    let name = file.hasPrefix("./") ? String(file.dropFirst(2)) : file
    if name != CellProgram.fileName {
      guard let source = files[name], 1...source.lineCount ~= line else { return nil }
      let range = source.range(ofLine: line)
      guard let column else { return (source, trimmed(range, of: source)) }
      return (source, word(at: range.lowerBound + column - 1, of: source))
    }
    guard let pieces = places[line]?.pieces, let first = pieces.first else { return nil }
    guard let column else { return (notebook, trimmed(first.source, of: notebook)) }
    let piece = pieces.last { $0.column <= column } ?? first
    let offset = min(
      piece.source.lowerBound + max(0, column - piece.column), piece.source.upperBound)
    return (notebook, word(at: offset, of: notebook))
  }

  /// The cell that holds a line of the notebook.
  public func cell(atLine line: Int) -> Int? {
    ranges.first { $0.value.contains { $0.contains(line) } }?.key
  }

  /// The identifier or number that begins at an offset, else the one character there.
  private func word(at offset: Int, of source: SourceText) -> Range<Int> {
    let line = source.range(ofLine: source.line(at: min(offset, source.bytes.count)))
    guard offset < line.upperBound else { return line.upperBound..<line.upperBound }
    let end = source.bytes[offset..<line.upperBound].firstIndex { byte in
      !(byte == UInt8(ascii: "_") || byte >= 0x80 || (byte | 0x20).isASCIILetter
        || byte.isASCIIDigit)
    }
    return offset..<max(offset + 1, end ?? line.upperBound)
  }

  private func trimmed(_ range: Range<Int>, of source: SourceText) -> Range<Int> {
    let start = source.bytes[range].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? range.lowerBound
    return start..<range.upperBound
  }
}

extension UInt8 {
  fileprivate var isASCIILetter: Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= self }
  fileprivate var isASCIIDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }
}
