import Cells

extension ResultArchive {
  /// The archive for a notebook in which the same code stands on other lines.
  ///
  /// - Parameters:
  ///   - new: The lines that hold code now, as many as before.
  ///   - fromFiles: The cells whose code, and so the lines of its calls, are those of a file.
  /// - Returns: The archive with the numbers of lines that go with them.
  func moved(to new: [ClosedRange<Int>], fromFiles: Set<Int> = []) -> ResultArchive {
    guard new != anchors, new.count == anchors.count else { return self }
    let old = anchors
    func line(_ line: Int) -> Int {
      guard let index = old.firstIndex(where: { $0.contains(line) }) else { return line }
      return line - old[index].lowerBound + new[index].lowerBound
    }
    func moved(_ message: CompilerMessage) -> CompilerMessage {
      var message = message
      if message.file == CellProgram.fileName { message.line = line(message.line) }
      return message
    }
    func moved(_ run: ProgramRun) -> ProgramRun {
      var run = run
      for (cell, record) in run.cells where !fromFiles.contains(cell) {
        var record = record
        for index in record.claims.indices {
          record.claims[index].line = line(record.claims[index].line)
        }
        for index in record.checks.indices {
          record.checks[index].line = line(record.checks[index].line)
        }
        run.cells[cell] = record
      }
      if case .crashed(var crash) = run.ending, let place = crash.line,
        place.file == CellProgram.fileName
      {
        crash.line?.line = line(place.line)
        run.ending = .crashed(crash)
      }
      return run
    }
    var archive = self
    archive.anchors = new
    archive.messages = messages.map(moved)
    archive.run = run.map(moved)
    archive.failures = failures.mapValues { $0.map(moved) }
    archive.crashes = crashes.mapValues(moved)
    return archive
  }
}
