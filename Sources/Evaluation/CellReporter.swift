import Cells
import Notebooks

/// Says what went wrong with cells, at the author's own lines.
struct CellReporter {
  let results: CellResults
  let edition: Edition

  private var cells: [Cell] { edition.cells }

  private func fail(_ message: String, _ index: Int?) -> Diagnostic {
    let range = index.map { cells[$0].range } ?? cells.last?.range ?? 0..<0
    return Diagnostic(message, at: range, in: edition.source, kind: .doesNotHold)
  }

  private func name(_ index: Int?) -> String { index.map { cells[$0].name } ?? "the program" }

  /// The line of a call in a cell.
  func place(ofLine line: Int, in cell: Cell) -> (SourceText, Range<Int>) {
    let file = cell.file?.value ?? CellProgram.fileName
    return results.program.place(file: file, line: line, column: nil)
      ?? (edition.source, cell.range)
  }

  // MARK: The compiler

  /// What the compiler says about the cells that have to compile.
  var compilerDiagnostics: [Diagnostic] {
    let diagnostics = results.messages.diagnostics(in: results.program)
    guard results.run == nil, !diagnostics.contains(where: { $0.kind == .doesNotHold }) else {
      return diagnostics
    }
    let first = results.messages.first { $0.severity == .error }
    return diagnostics + [
      fail("the cells do not compile: \(first?.text ?? "no reason given")", nil)
    ]
  }

  /// What is wrong with the cells that have to fail or crash.
  var outcomeDiagnostics: [Diagnostic] {
    cells.indices.compactMap { index in
      switch cells[index].outcome {
      case .success: return nil
      case .compilerError:
        guard failure(of: index) == nil else { return nil }
        return fail("\(cells[index].name) compiles, but it is marked 'fail'", index)
      case .crash:
        guard results.run != nil else { return nil }
        if let run = results.crashes[index], run.ending.cell == index, case .crashed = run.ending {
          return nil
        }
        return fail("\(cells[index].name) runs to its end, but it is marked 'crash'", index)
      }
    }
  }

  /// What the compiler says about a cell that must not compile.
  func failure(of index: Int) -> Diagnostic? {
    let cell = cells[index]
    let lines =
      edition.source.line(
        at: cell.extent.lowerBound)...edition.source.line(at: cell.extent.upperBound)
    let files = results.program.files
    let own = CellProgram(
      tangling: edition, including: { other, _ in other == index }, files: files,
      withExpressions: false)
    // Lines of a file are counted from 0 here, and another cell may show another part of it.
    let part = cell.file.flatMap { files[$0.value] }.flatMap { CellProgram.part(of: cell, in: $0) }
    return (results.failures[index] ?? [])
      .filter { message in
        guard message.severity == .error else { return false }
        guard let file = cell.file?.value else { return lines.contains(message.line) }
        return message.file == file && part?.contains(message.line - 1) == true
      }
      .diagnostics(in: own).first
  }

  // MARK: The run

  /// What is wrong with the end of the run.
  func endingDiagnostics(of run: ProgramRun) -> [Diagnostic] {
    switch run.ending {
    case .finished(let index):
      let missing = cells.indices.contains { index in
        cells[index].outcome == .success && run.cells[index]?.isComplete != true
      }
      guard index != nil || missing else { return [] }
      return [fail("\(name(index)) ended the program before its end, as 'exit(0)' does", index)]
    case .exited(let status, let index):
      return [fail("\(name(index)) ended the program with status \(status)", index)]
    case .crashed(let crash): return [diagnostic(crash)]
    case .stopped(let limit, let index): return [fail("\(name(index)) \(limit.words)", index)]
    }
  }

  /// A crash at the line where it happened.
  func diagnostic(_ crash: Crash) -> Diagnostic {
    let message = "\(name(crash.cell)) \(crash.words)"
    guard let line = crash.line,
      let (source, range) = results.program.place(
        file: line.file, line: line.line, column: line.column)
    else { return fail(message, crash.cell) }
    return Diagnostic(message, at: range, in: source, kind: .doesNotHold)
  }
}

extension Crash {
  /// What happened, after the name of the cell.
  var words: String {
    switch signal {
    case 31: return "started a process; a cell may start none"
    case 25: return "wrote a file that is larger than a cell's may be"
    default: break
    }
    guard let message else { return "was ended by \(signalName)" }
    let error = "fatal error: Error raised at top level: "
    if message.hasPrefix(error) {
      return "ended with an uncaught error: \(message.dropFirst(error.count))"
    }
    return "crashed: \(message)"
  }
}

extension Limit {
  /// What was exceeded, after the name of the cell.
  var words: String {
    switch self {
    case .time(let milliseconds):
      "ran longer than \(milliseconds / 1000) s, the limit for all cells together"
    case .memory(let bytes): "needed more than \(bytes >> 20) MB of memory, the limit"
    case .output(let bytes): "printed more than \(bytes >> 10) kB, the limit for all cells together"
    case .folder(let bytes): "wrote more than \(bytes >> 20) MB into its folder, the limit"
    case .computing(let seconds):
      "computed for longer than \(seconds) s, the limit for all cells and processors together"
    case .messages(let bytes): "told more than \(bytes >> 20) MB, the limit for all cells together"
    case .channel: "closed descriptor 3, by which a program tells its results"
    }
  }
}
