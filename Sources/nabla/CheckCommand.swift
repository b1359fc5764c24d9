import ArgumentParser
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
    run.forEachNotebook { evaluated, _ in
      evaluated.editions.flatMap {
        renderer.page(
          for: $0, name: evaluated.file.name, surroundings: Surroundings(around: evaluated.file)
        ).diagnostics
      }
    }
    run.finish()
  }
}
