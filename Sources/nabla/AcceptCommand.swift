import ArgumentParser
import Evaluation
import Notebooks

/// `nabla accept`: rewrites stated values that no longer hold.
struct AcceptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "accept",
    abstract: "Rewrites stated values that no longer hold, with as many digits as before.")

  @OptionGroup var common: CommonOptions

  func run() throws {
    var run = Run(common)
    run.reportProblemsOfUsage()
    run.forEachNotebook { evaluated, problems in
      // What does not hold is what this command is for; expectations are not rewritten.
      problems.contains { $0.kind == .malformed } ? [] : rewrite(evaluated)
    } reporting: {
      $0.kind == .malformed
    }
    run.finish()
  }

  /// Rewrites one notebook; returns what keeps it from being rewritten.
  private func rewrite(_ evaluated: EvaluatedNotebook) -> [Diagnostic] {
    let source = evaluated.notebook.source
    let stale = evaluated.editions.flatMap(\.statements).filter { !$0.holds }
    let held = evaluated.heldStatements
    var fixes: [Fix] = []
    for statement in stale {
      let fix = Fix(replacing: statement.stated.range, with: statement.replacement)
      if held.contains(fix.range) || fixes.contains(where: { $0.range == fix.range && $0 != fix }) {
        return [
          Diagnostic(
            "\(statement.reference.name) differs between the variants, so that no value can be "
              + "stated for all; put it in a region for one of them",
            at: fix.range, in: source)
        ]
      }
      if !fixes.contains(fix) { fixes.append(fix) }
    }
    return evaluated.file.apply(fixes, to: source)
  }
}

extension EvaluatedNotebook {
  /// The places of the stated values that hold in one of the editions.
  var heldStatements: Set<Range<Int>> {
    Set(editions.flatMap(\.statements).filter(\.holds).map(\.stated.range))
  }
}

extension NotebookFile {
  /// Changes the file and prints what changed; returns what keeps it from being written.
  func apply(_ fixes: [Fix], to source: SourceText) -> [Diagnostic] {
    guard !fixes.isEmpty else { return [] }
    do throws(WriteError) {
      // The file itself is rewritten, not a link that leads to it.
      let path = Files.resolved(path)
      let contents = source.applying(fixes)
      try Files.replace([OutputFile(path: path, contents: contents, mode: Files.mode(of: path))])
    } catch {
      return [.about(path, "can't be written: \(error.reason)")]
    }
    for fix in fixes.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      let line = source.line(at: fix.range.lowerBound)
      print("\(source.name):\(line): \(source[fix.range]) is now \(fix.replacement)")
    }
    return []
  }
}
