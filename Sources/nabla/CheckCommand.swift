import ArgumentParser
import Notebooks
import Rendering
import Typesetting

/// `nabla check`: evaluates everything and writes nothing.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Evaluates notebooks and writes nothing.")

  @OptionGroup var common: CommonOptions

  func run() throws {
    var run = Run(common)
    run.reportProblemsOfUsage()
    let renderer = PageRenderer.forCommand()
    let cells = run.cellRunner
    run.forEachNotebook { evaluated, problems in
      let found = evaluated.editions.flatMap {
        renderer.page(
          for: $0, name: evaluated.file.name, surroundings: Surroundings(around: evaluated.file)
        ).diagnostics
      }
      let exercise = ExerciseOutputs(
        of: evaluated, runner: cells, pages: evaluated.studentPages(renderer),
        isSound: (problems + found).allSatisfy { $0.kind == .warning })
      return found + exercise.diagnostics
    }
    run.finish()
  }
}
