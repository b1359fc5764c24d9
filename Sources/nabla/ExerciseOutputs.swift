import CellRunner
import Cells
import Evaluation
import Exercises
import Notebooks
import Rendering

/// What belongs to an exercise beside its pages: the student's notebook, and the proof.
struct ExerciseOutputs {
  /// The notebook that students get to work in; nil where there is none, or it was not asked for.
  var studentNotebook: String?
  /// What keeps the exercise from being handed out.
  var diagnostics: [Diagnostic] = []

  /// Proves that an exercise can be handed out.
  ///
  /// - Parameters:
  ///   - evaluated: The notebook.
  ///   - runner: What runs cells.
  ///   - handouts: Makes everything that students get beside their notebook.
  ///   - isSound: Whether nothing else is wrong with the notebook; else nothing is run.
  init(
    of evaluated: EvaluatedNotebook, runner: CellRunner, handouts: Handouts, isSound: Bool
  ) {
    let notebook = evaluated.notebook
    guard let teachers = notebook.editions.first(where: { $0.isExercise && !$0.isForStudents }),
      notebook.editions.contains(where: \.isForStudents)
    else { return }
    let folder = NotebookFolder(of: evaluated.file.path)
    let results = isSound ? runner.results(of: teachers, files: folder) : nil
    let text = notebook.studentText(files: ExerciseOutputs.includedLines(results, teachers))
    if evaluated.editions.contains(where: \.edition.isForStudents) { studentNotebook = text }
    let name = evaluated.file.studentName
    diagnostics = Secrets(of: notebook)
      .leaks(
        into: evaluated.studentArtefacts(handouts) + [StudentArtefact(name: name, contents: text)])
    guard let results, let proof = ExerciseProof(of: notebook, results: results) else { return }
    let inputs = runner.inputs(of: teachers, files: folder)
    diagnostics += proof.failuresWithoutSolutions(runner: runner, inputs: inputs)
  }

  /// The code that cells take from files, by the place of the cell.
  private static func includedLines(
    _ results: CellResults?, _ edition: Edition
  ) -> [Range<Int>: [String]] {
    var lines: [Range<Int>: [String]] = [:]
    for cell in edition.cells {
      guard let file = cell.file, let source = results?.program.files[file.value],
        let part = CellProgram.part(of: cell, in: source)
      else { continue }
      lines[cell.range] = Array(source.lines[part])
    }
    return lines
  }
}

extension NotebookFile {
  /// The name of the notebook that students get.
  var studentName: String { output + ".\(Variant.student).md" }
}

extension EvaluatedNotebook {
  /// What students get in each format that is text, whatever was asked for.
  func studentArtefacts(_ handouts: Handouts) -> [StudentArtefact] {
    var forStudents = self
    forStudents.editions = editions.filter(\.edition.isForStudents)
    let (files, _) = handouts.with([.html, .json, .markdown, .latex, .ipynb])
      .files(of: forStudents, [], in: "")
    return files.map { file in
      StudentArtefact(name: file.path, contents: String(decoding: file.bytes, as: UTF8.self))
    }
  }
}
