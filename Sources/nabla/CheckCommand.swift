import ArgumentParser
import GradientChecking
import Notebooks
import Rendering

/// `nabla check`: evaluates everything and writes nothing.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Evaluates notebooks and writes nothing.",
    discussion: """
      A notebook whose executed Markdown is in the output folder is compared with it as well, so \
      that what is committed there can't be stale.
      """)

  @OptionGroup var common: CommonOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where Markdown is that must not be stale.", valueName: "dir"))
  var output = "Output"

  func run() throws {
    var run = Run(common)
    run.reportProblemsOfUsage()
    let handouts = Handouts(formats: [.markdown], workers: Workers(jobs: common.jobs))
    let cells = run.cellRunner
    run.forEachNotebook { evaluated, problems in
      var (files, found) = handouts.files(of: evaluated, problems, in: output)
      let exercise = ExerciseOutputs(
        of: evaluated, runner: cells, handouts: handouts,
        isSound: (problems + found).allSatisfy { $0.kind == .warning })
      found += exercise.diagnostics
      // What students get as Markdown is the notebook that they work in.
      files.removeAll { Files.name(of: $0.path) == evaluated.file.studentName }
      if let text = exercise.studentNotebook {
        let path = Files.join(output, evaluated.file.studentName)
        files.append(OutputFile(path: path, contents: text))
      }
      // Where something does not hold already, the output has no reason to agree.
      return found + ((problems + found).areWarnings ? stale(files) : [])
    }
    run.finish()
  }

  /// Executed notebooks that are kept beside their sources must say what these come to.
  private func stale(_ files: [OutputFile]) -> [Diagnostic] {
    // With a key replaced for this run, the results are meant to differ.
    guard common.overrides.isEmpty else { return [] }
    return files.filter { Files.kind(of: $0.path) == .file }.compactMap {
      OutputComparison(expected: $0).diagnostic(remedy: "nabla render --to markdown")
    }
  }
}
