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
    var run = Run(common, hasOutputs: false)
    run.reportProblemsOfUsage()
    run.forEachNotebook { evaluated, problems in
      problems.contains { $0.kind == .malformed } ? [] : rewrite(evaluated)
    } reporting: {
      // A stale value is what this command is for; nothing else that is wrong is put right by it.
      !$0.isStaleValue
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

extension Diagnostic {
  /// Whether it is about a stated value that no longer holds: no other claim can be rewritten.
  fileprivate var isStaleValue: Bool { kind == .doesNotHold && fix != nil }
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
    // A fix may be in a file that the notebook includes; each file is rewritten by itself.
    var files: [(source: SourceText, changes: [(range: Range<Int>, text: String)])] = []
    for fix in fixes.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      let (file, place) = source.origin(of: fix.range)
      let index = files.firstIndex { $0.source.name == file.name } ?? files.count
      if index == files.count { files.append((file, [])) }
      // A file that is included twice has one text.
      if files[index].changes.contains(where: { $0.range == place }) { continue }
      files[index].changes.append((place, fix.replacement))
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
      return [.about(path, "can't be written: \(error.reason)")]
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
