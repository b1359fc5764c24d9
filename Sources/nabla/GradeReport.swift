import CellRunner
import Evaluation
import Exercises
import Notebooks
import Rendering

/// What a grading run prints, writes, and ends with.
struct GradeReport {
  private var diagnostics: [Diagnostic]
  private let terminal = Terminal.standardError

  init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = []
    for diagnostic in diagnostics { add(diagnostic) }
  }

  /// Whether there is more than warnings.
  var hasErrors: Bool { diagnostics.contains { $0.kind > .warning } }

  mutating func add(_ diagnostic: Diagnostic) {
    let diagnostic = diagnostic.resolved
    terminal.write(diagnostic.formatted(colour: terminal.showsColour) + "\n")
    diagnostics.append(diagnostic)
  }

  /// Reads and runs the notebook that judges; nil where something is wrong with it.
  mutating func exercise(at path: String, runner: CellRunner) -> (Exercise, Notebook)? {
    let file = NotebookFile(path: path, output: Files.name(of: path))
    do throws(Diagnostic) {
      let (source, unread) = try file.readWithIncludedFiles()
      let (notebook, found) = Notebook.parsing(source)
      let problems = unread + found
      problems.sortedByPlace().forEach { add($0) }
      guard problems.allSatisfy({ $0.kind == .warning }) else { return nil }
      guard let edition = notebook.editions.first(where: { $0.isExercise && !$0.isForStudents })
      else {
        add(.about(path, "the notebook has no solutions, so that there is nothing to grade"))
        return nil
      }
      let folder = NotebookFolder(of: path)
      let results = runner.results(of: edition, files: folder)
      let evaluated = EvaluatedEdition(evaluating: edition, cells: results)
      let failures = evaluated.diagnostics.filter { $0.kind > .warning }
      failures.forEach { add($0) }
      guard failures.isEmpty, let results else { return nil }
      let exercise = Exercise(
        edition: edition, results: results, inputs: runner.inputs(of: edition, files: folder))
      guard !exercise.checks.isEmpty else {
        add(
          .about(path, "the notebook checks nothing; a check is a cell with 'hidden' or 'points=1'")
        )
        return nil
      }
      return (exercise, notebook)
    } catch {
      add(error)
      return nil
    }
  }

  /// Writes the feedback and the tables.
  mutating func write(_ table: PointsTable, to folder: String) {
    var files = table.submissions.map { submission in
      OutputFile(
        path: Files.join(folder, submission.name + Feedback.ending),
        contents: submission.feedback.page())
    }
    let pages = Set(files.map(\.path))
    files += [
      OutputFile(path: Files.join(folder, "grades.html"), contents: table.page()),
      OutputFile(path: Files.join(folder, "grades.csv"), contents: table.csv()),
      OutputFile(path: Files.join(folder, "grades.json"), contents: table.json()),
    ]
    do throws(WriteError) {
      try Files.replace(files)
      for file in files { print(file.path) }
    } catch {
      add(.about(error.path, "can't be written: \(error.reason)"))
    }
    // They may hold an instructor's own remarks, so they are not removed.
    let others = GradeReport.pages(in: folder).filter { !pages.contains($0) }
    if !others.isEmpty {
      add(
        Diagnostic(
          about: folder,
          warning: "holds feedback of an earlier run on what was not graded now: "
            + GradeReport.list(others) + "; remove it if nobody needs it"))
    }
  }

  /// The pages of feedback in a folder and below it.
  private static func pages(in folder: String) -> [String] {
    let names = (try? Files.names(in: folder)) ?? []
    return names.filter { !$0.hasPrefix(".") }.flatMap { name -> [String] in
      let path = Files.join(folder, name)
      if name.hasSuffix(Feedback.ending) { return [path] }
      // A link may lead in circles.
      let isOwn = Files.resolved(path) == Files.place(of: path)
      return isOwn && Files.kind(of: path) == .folder ? pages(in: path) : []
    }
  }

  private static func list(_ paths: [String]) -> String {
    paths.prefix(5).joined(separator: ", ")
      + (paths.count > 5 ? " and \(paths.count - 5) more" : "")
  }

  /// Prints how many submissions there were, and how they did.
  ///
  /// - Parameters:
  ///   - table: The points.
  ///   - passedOver: Files that were found beside the submissions.
  func summarise(_ table: PointsTable, without passedOver: [String]) {
    var lines = [table.summary]
    lines += table.checks.map { part, fulfilled in
      "  \(part.name): fulfilled by \(fulfilled) of \(table.submissions.count)"
    }
    if !passedOver.isEmpty {
      lines.append("not graded, since no notebook is handed in so: " + GradeReport.list(passedOver))
    }
    terminal.write(lines.map { $0 + "\n" }.joined())
  }

  /// Ends the process with the status that the diagnostics call for.
  func finish() -> Never {
    let worst = diagnostics.map(\.kind).max() ?? .warning
    switch worst {
    case .warning: endProcess(0)
    case .doesNotHold: endProcess(ExitStatus.doesNotHold)
    case .malformed: endProcess(ExitStatus.malformed)
    }
  }
}
