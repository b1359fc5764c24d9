import Foundation
import Testing

struct DiagnosticsJSONTests {
  private struct Line: Decodable, Equatable {
    struct Place: Decodable, Equatable { var line, column, offset: Int }
    struct Range: Decodable, Equatable { var start, end: Place }
    struct Note: Decodable, Equatable {
      var message: String
      var range: Range
    }
    struct Fix: Decodable, Equatable {
      var range: Range
      var replacement: String
    }
    var file: String
    var range: Range
    var severity, kind, message: String
    var notes: [Note]
    var fix: Fix?
  }

  private func lines(_ notebook: String, command: String = "check") throws -> [Line] {
    let workspace = try Workspace(["x.md": notebook])
    let outcome = try workspace.nabla(command, "x.md", "--diagnostics", "json")
    return try outcome.errorLines.map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
  }

  @Test func `a stale value has its range in lines and columns, and a fix`() throws {
    let lines = try lines(
      "θ: `{value} line.grad = 2.1`\n\n```gradcheck id=line\nmodel: linear\nx: 2\ntheta: 4\n```\n")
    #expect(lines.count == 1)
    let line = try #require(lines.first)
    #expect(line.file == "x.md" && line.severity == "error" && line.kind == "does-not-hold")
    // Columns count characters, offsets bytes.
    #expect(line.range.start == .init(line: 1, column: 25, offset: 25))
    #expect(line.range.end == .init(line: 1, column: 28, offset: 28))
    #expect(line.fix == .init(range: line.range, replacement: "2.0"))
  }

  @Test func `a second id has a note about the first`() throws {
    let check = "```gradcheck id=line\nmodel: linear\nx: 2\ntheta: 4\n```\n"
    let line = try #require(try lines(check + "\n" + check).first)
    #expect(line.kind == "malformed" && line.range.start.line == 7)
    #expect(line.notes.map(\.range.start.line) == [1])
    #expect(line.fix == nil)
  }

  @Test(arguments: ["render", "check", "accept", "fix"])
  func `every command that reads notebooks can write JSON`(command: String) throws {
    let lines = try lines("`{value} deep.J`\n", command: command)
    #expect(lines.map(\.message) == ["check 'deep' is unknown; the notebook has no checks"])
  }

  @Test func `a notebook that is not there is an object too`() throws {
    let workspace = try Workspace()
    let outcome = try workspace.nabla("check", "y.md", "--diagnostics", "json")
    let line = try JSONDecoder().decode(Line.self, from: Data(outcome.errors.utf8))
    #expect(line.file == "y.md" && line.range.start == .init(line: 1, column: 1, offset: 0))
    #expect(outcome.status == 2)
  }
}
