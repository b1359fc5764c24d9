import Cells
import Testing

@testable import CellRunner

/// Results that are taken over when cells stand on other lines.
struct ResultArchiveTests {
  @Test func `lines of the notebook move with its cells, those of a file do not`() {
    let claim = ValueClaim(
      label: "x", actual: .count(1), expected: .count(2), tolerance: 0, line: 4)
    let check = RecordedCheck(
      id: "c", tensors: [], point: [], step: nil, threshold: nil, scheme: nil, expectations: [],
      line: 4)
    var record = CellRecord()
    record.claims = [claim]
    record.checks = [check]
    var archive = ResultArchive(anchors: [3...5, 7...9])
    archive.run = ProgramRun()
    archive.run?.cells = [0: record, 1: record]
    archive.crashes = [1: archive.run ?? ProgramRun()]
    let moved = archive.moved(to: [13...15, 27...29], fromFiles: [1])
    for run in [moved.run, moved.crashes[1]] {
      let lines = [0, 1].map { cell in
        [run?.cells[cell]?.claims.first?.line, run?.cells[cell]?.checks.first?.line]
      }
      #expect(lines == [[14, 14], [4, 4]])
    }
  }
}
