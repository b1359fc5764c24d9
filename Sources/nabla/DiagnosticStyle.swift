import ArgumentParser
import Notebooks
import Rendering

/// How diagnostics are written.
enum DiagnosticStyle: String, ExpressibleByArgument, CaseIterable {
  /// As compilers write them, with the line and a caret.
  case text
  /// One JSON object a line, for editors and scripts.
  case json

  func text(of diagnostic: Diagnostic, colour: Bool) -> String {
    switch self {
    case .text: diagnostic.formatted(colour: colour)
    case .json: diagnostic.json.line
    }
  }
}

extension Diagnostic {
  /// The diagnostic as an object; lines and columns begin at 1, columns count characters, and the
  /// end is the place after the last character.
  var json: JSON {
    let notes = notes.map { note in
      JSON.object([("message", .string(note.message)), ("range", json(of: note.range))])
    }
    let fix = fix.map { fix in
      JSON.object([("range", json(of: fix.range)), ("replacement", .string(fix.replacement))])
    }
    return .object([
      ("file", .string(source.name)),
      ("range", json(of: range)),
      ("severity", .string("error")),
      ("kind", .string(kind == .malformed ? "malformed" : "does-not-hold")),
      ("message", .string(message)),
      ("notes", .array(notes)),
      ("fix", fix ?? .null),
    ])
  }

  private func json(of range: Range<Int>) -> JSON {
    .object([("start", json(of: range.lowerBound)), ("end", json(of: range.upperBound))])
  }

  private func json(of offset: Int) -> JSON {
    .object([
      ("line", .int(source.line(at: offset))), ("column", .int(source.column(at: offset))),
      ("offset", .int(offset)),
    ])
  }
}
