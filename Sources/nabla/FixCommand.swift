import ArgumentParser
import Notebooks

/// `nabla fix`: makes the changes that are sure to put right what is wrong.
struct FixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fix",
    abstract:
      "Corrects misspelled names and stale stated values where only one change can be meant.")

  /// A corrected name can bring to light what was wrong behind it.
  private static let rounds = 8

  @OptionGroup var common: CommonOptions

  func run() throws {
    var run = Run(common, hasOutputs: false)
    run.reportProblemsOfUsage()
    for file in run.files {
      for _ in 1...Self.rounds {
        let (evaluated, problems) = run.evaluate(file)
        guard let evaluated else { break }
        let fixes = sureFixes(of: problems, in: evaluated)
        guard !fixes.isEmpty else { break }
        let failures = file.apply(fixes, to: evaluated.notebook.source)
        run.report(failures)
        if !failures.isEmpty { break }
      }
      run.report(run.evaluate(file).1)
    }
    run.finish()
  }

  /// The fixes that no other contradicts.
  private func sureFixes(of problems: [Diagnostic], in evaluated: EvaluatedNotebook) -> [Fix] {
    let fixes = Set(problems.filter { $0.source.name == evaluated.file.path }.compactMap(\.fix))
    let held = evaluated.heldStatements
    return fixes.filter { fix in
      !held.contains(fix.range)
        && !fixes.contains { $0 != fix && ($0.range.overlaps(fix.range) || $0.range == fix.range) }
    }
  }
}
