import CellWire
public import CellRunner
public import Cells
public import Notebooks

/// The proof that an exercise can be handed out: with its solutions every check holds, without them
/// none does, and nothing of them is in what students get.
public struct ExerciseProof: Sendable {
  private let notebook: Notebook
  private let edition: Edition
  private let results: CellResults

  /// Prepares the proof.
  ///
  /// - Parameters:
  ///   - notebook: The notebook.
  ///   - results: What came of the cells of its edition with the solutions.
  public init?(of notebook: Notebook, results: CellResults) {
    guard
      let edition = notebook.editions.first(where: { $0.isExercise && !$0.isForStudents })
    else { return nil }
    self.notebook = notebook
    self.edition = edition
    self.results = results
  }

  /// Shows that the checks notice when the solutions are missing.
  ///
  /// - Parameters:
  ///   - runner: What runs programs.
  ///   - inputs: Files that the cells read.
  /// - Returns: An error for each check that holds all the same, and for what does not compile.
  public func failuresWithoutSolutions(
    runner: CellRunner, inputs: [(path: String, contents: [UInt8])]
  ) -> [Diagnostic] {
    let solutions = edition.cells.firstIndex { !$0.solutions.isEmpty }
    guard let solutions, results.run != nil else { return [] }
    let exercise = Exercise(edition: edition, results: results, inputs: inputs)
    guard !exercise.checks.isEmpty else {
      return [
        diagnostic(
          solutions,
          "nothing checks the solutions; add a cell with 'hidden' or 'points=1' that does")
      ]
    }
    var failure: String?
    let findings = runner.remembered(Findings.self, about: results, as: "proof") {
      let judged = Grader(exercise: exercise, runner: runner).judge(nil)
      failure = judged.failure
      guard failure == nil else { return nil }
      let holding = zip(exercise.checks, judged.grade.checks).filter { $1.holds }.map { $0.0.index }
      return Findings(
        messages: judged.messages.map { Findings.Message(cell: $0.cell, text: $0.text) },
        holding: holding)
    }
    if let failure {
      return [
        diagnostic(
          solutions, "it can't be shown that the checks notice a missing solution: \(failure)")
      ]
    }
    guard let findings else { return [] }
    return findings.messages.map { message in
      diagnostic(message.cell, "without its solution the cell does not compile: \(message.text)")
    }
      + findings.holding.map {
        diagnostic($0, "the check holds without the solution, so that it checks nothing")
      }
  }

  private func diagnostic(_ cell: Int, _ message: String) -> Diagnostic {
    Diagnostic(message, at: edition.cells[cell].range, in: edition.source, kind: .doesNotHold)
  }
}

/// What the notebook without its solutions came to, by the index of the cell.
private struct Findings: Archivable {
  struct Message {
    var cell: Int
    var text: String
  }

  /// What does not compile.
  var messages: [Message]
  /// The checks that hold.
  var holding: [Int]

  init(messages: [Message], holding: [Int]) {
    self.messages = messages
    self.holding = holding
  }

  init(reading reader: inout FrameReader) {
    messages = reader.list { Message(cell: $0.int(), text: $0.string()) }
    holding = reader.list { $0.int() }
  }

  func write(to writer: inout FrameWriter) {
    writer.put(messages) { writer, message in
      writer.put(message.cell)
      writer.put(message.text)
    }
    writer.put(holding) { $0.put($1) }
  }
}
