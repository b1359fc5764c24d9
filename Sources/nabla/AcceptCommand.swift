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
    let held = evaluated.editions.flatMap(\.statements).filter(\.holds).map(\.stated.range)
    var replacements: [Range<Int>: String] = [:]
    for statement in stale {
      let range = statement.stated.range
      if held.contains(range) || replacements[range].map({ $0 != statement.replacement }) == true {
        return [
          Diagnostic(
            "\(statement.reference.name) differs between the variants, so that no value can be "
              + "stated for all; put it in a region for one of them",
            at: range, in: source)
        ]
      }
      replacements[range] = statement.replacement
    }
    guard !replacements.isEmpty else { return [] }
    // A value may stand in a file that the notebook includes; each file is rewritten by itself.
    var files: [(source: SourceText, changes: [(range: Range<Int>, text: String)])] = []
    for (range, text) in replacements.sorted(by: { $0.key.lowerBound < $1.key.lowerBound }) {
      let (file, place) = source.origin(of: range)
      let index = files.firstIndex { $0.source.name == file.name } ?? files.count
      if index == files.count { files.append((file, [])) }
      files[index].changes.append((place, text))
    }
    do throws(WriteError) {
      try Files.replace(
        files.map { file, changes in
          // The file itself is rewritten, not a link that leads to it.
          let path = Files.resolved(file.name)
          return OutputFile(
            path: path, contents: file.replacing(changes), mode: Files.mode(of: path))
        })
    } catch {
      return [.about(evaluated.file.path, "can't be written: \(error.reason)")]
    }
    for (file, changes) in files {
      for (range, text) in changes {
        print("\(file.name):\(file.line(at: range.lowerBound)): \(file[range]) is now \(text)")
      }
    }
    return []
  }
}

extension SourceText {
  /// The text with some ranges replaced.
  fileprivate func replacing(_ changes: [(range: Range<Int>, text: String)]) -> String {
    var result = bytes
    for (range, text) in changes.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      result.replaceSubrange(range, with: Array(text.utf8))
    }
    return String(decoding: result, as: UTF8.self)
  }
}
