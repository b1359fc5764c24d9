/// A line of a pipe table, cut into its cells (GFM 0.29, 4.10).
///
/// ```
/// row        ->  [ "|" ] cell { "|" cell } [ "|" ]
/// delimiter  ->  [ "|" ] rule { "|" rule } [ "|" ]
/// rule       ->  [ ":" ] "-" { "-" } [ ":" ]
/// ```
/// A backslash keeps a pipe from ending its cell, in code as well, and is then left out.
struct TableRow {
  /// How the cells of a column are set.
  enum Alignment: String {
    case left, center, right
  }

  /// The cells, without the spaces around them.
  var cells: [String]

  init(_ line: Substring) {
    var bytes = Array(line.utf8).trimmed
    if bytes.first == UInt8(ascii: "|") { bytes.removeFirst() }
    cells = []
    var cell: [UInt8] = []
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\"), index + 1 < bytes.count {
        if bytes[index + 1] != UInt8(ascii: "|") { cell.append(byte) }
        cell.append(bytes[index + 1])
        index += 2
        continue
      }
      if byte == UInt8(ascii: "|") {
        cells.append(String(decoding: cell.trimmed, as: UTF8.self))
        cell = []
      } else {
        cell.append(byte)
      }
      index += 1
    }
    // What follows the last pipe is a cell unless there is nothing.
    if !cell.trimmed.isEmpty || cells.isEmpty {
      cells.append(String(decoding: cell.trimmed, as: UTF8.self))
    }
  }

  /// The alignments that a delimiter row gives, or nil where the line is none.
  static func alignments(in line: Substring) -> [Alignment?]? {
    let bytes = Array(line.utf8)
    guard bytes.contains(UInt8(ascii: "|")), bytes.contains(UInt8(ascii: "-")),
      bytes.allSatisfy({ Array("|:- \t".utf8).contains($0) })
    else { return nil }
    var alignments: [Alignment?] = []
    for cell in TableRow(line).cells {
      let dashes = cell.drop { $0 == ":" }.prefix { $0 == "-" }
      let colons = (cell.hasPrefix(":"), cell.hasSuffix(":"))
      guard !dashes.isEmpty,
        cell.count == dashes.count + (colons.0 ? 1 : 0) + (colons.1 ? 1 : 0)
      else { return nil }
      switch colons {
      case (true, true): alignments.append(.center)
      case (true, false): alignments.append(.left)
      case (false, true): alignments.append(.right)
      case (false, false): alignments.append(nil)
      }
    }
    return alignments
  }
}

extension [UInt8] {
  fileprivate var trimmed: [UInt8] {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }
    guard let start = firstIndex(where: { !isSpace($0) }),
      let end = lastIndex(where: { !isSpace($0) })
    else { return [] }
    return Array(self[start...end])
  }
}
