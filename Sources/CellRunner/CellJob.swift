import Cells
import GradientChecking
import Notebooks
import Typesetting

/// Why a job came to nothing.
struct CellJobError: Error {
  var message: String
}

/// The cells of one edition, with everything that can change what comes of them.
struct CellJob {
  let edition: Edition
  let program: CellProgram
  let sources: [String: SourceText]
  let inputs: [(path: String, contents: [UInt8])]
  let overrides: [CheckOverride]
  let toolchain: Toolchain
  let limits: Limits
  let version: String

  /// The programs of the cells that must not compile, by their index.
  private var failing: [Int: CellProgram] {
    var programs: [Int: CellProgram] = [:]
    for (index, cell) in edition.cells.enumerated() where cell.outcome == .compilerError {
      programs[index] = CellProgram(
        tangling: edition,
        including: { other, cell in
          other == index || other < index && cell.outcome == .success && !cell.isCheck
        },
        files: sources, withExpressions: false)
    }
    return programs
  }

  // MARK: The key

  /// What the results rest on, each with its digest.
  var provenance: Provenance {
    func digest(_ bytes: some Sequence<UInt8>) -> String { hex(sha256(bytes)) }
    let texts = [program.essence] + failing.sorted { $0.key < $1.key }.map(\.value.essence)
    var entries = [
      Provenance.Entry(name: "cells", value: digest(texts.joined(separator: "\0").utf8))
    ]
    for input in inputs {
      entries.append(Provenance.Entry(name: input.path, value: digest(input.contents)))
    }
    entries += [
      Provenance.Entry(name: "parameters", value: digest(parameters.utf8)),
      Provenance.Entry(name: "library", value: toolchain.libraryDigest),
      Provenance.Entry(name: "compiler", value: toolchain.version),
      Provenance.Entry(name: "Nabla", value: version),
    ]
    return Provenance(entries: entries)
  }

  /// The digest of everything that can change the results.
  var key: [UInt8] {
    let known = provenance.entries.map { "\($0.name)\0\($0.value)\0" }.joined()
    // A variant counts by what it changes: the cells, and the parameters.
    return sha256(Array("\(known)\(limits.text)".utf8))
  }

  /// How gradients are checked: the notebook's defaults, and what replaces them.
  private var parameters: String {
    let defaults = edition.frontMatter.defaults.map { "\($0.key.value)=\($0.value.text)" }
    let replaced = overrides.map {
      "\($0.check.value).\($0.entry.key.value)=\($0.entry.value.text)"
    }
    return (defaults + replaced + sweptChecks.map { "sweep \($0)" }).joined(separator: "\n")
  }

  /// The ids of the checks that figures show at other steps.
  private var sweptChecks: [String] {
    edition.directives.filter { $0.name == .figure }.compactMap { directive in
      guard case .mapping(let entries)? = directive.body?.content,
        entries.contains(where: { $0.key.value == "kind" && $0.value.scalar == "sweep" })
      else { return nil }
      return entries.first { $0.key.value == "of" }?.value.scalar
    }
  }

  // MARK: The work

  /// Compiles and runs everything.
  func archive(sandbox: Sandbox) throws(CellJobError) -> ResultArchive {
    guard let folder = WorkFolder() else {
      throw CellJobError(message: "a temporary folder can't be made: \(System.lastError)")
    }
    var archive = ResultArchive(anchors: program.anchors)
    let failing = self.failing.sorted { $0.key < $1.key }
    // The program and those that must not compile have nothing to do with each other.
    let done = Workers(jobs: failing.count + 1).map(failing.count + 1) { index in
      index == 0
        ? toolchain.compile(program.text, to: .program, in: folder, limits: limits)
        : toolchain.compile(
          failing[index - 1].value.text, to: .messages, in: folder, name: "failing\(index)",
          limits: limits)
    }
    for (entry, compilation) in zip(failing, done.dropFirst()) {
      // Without a message nobody knows whether the cell compiles, and it would be kept that it does.
      if let problem = compilation.problem { throw CellJobError(message: problem) }
      archive.failures[entry.key] = compilation.messages
    }
    let main = done[0]
    archive.messages = main.messages
    if let problem = main.problem { throw CellJobError(message: problem) }
    guard main.isComplete else { return archive }

    let frontMatter = edition.frontMatter
    let swept = sweptChecks
    let runner = ProgramRunner(
      toolchain: toolchain, sandbox: sandbox, limits: limits, folder: folder, inputs: inputs,
      settings: { record in
        CheckPlan(
          check: record.settings(frontMatter: frontMatter, overrides: overrides),
          isSwept: swept.contains(record.id))
      })
    let crashing = program.cells.filter { $0.value.outcome == .crash }.keys.sorted()
    // The number comes from the program, which may name a cell that there is not.
    func isOrdinary(_ cell: Int) -> Bool {
      program.cells[cell] != nil && !crashing.contains(cell)
    }
    archive.run = runner.run(runsCell: isOrdinary)
    guard archive.run != nil else {
      throw CellJobError(message: "the program can't be started: \(System.lastError)")
    }
    for index in crashing {
      let run = runner.run(runsCell: { $0 == index || isOrdinary($0) }, stopsAfter: index)
      guard let run else {
        throw CellJobError(message: "the program can't be started: \(System.lastError)")
      }
      archive.crashes[index] = run
    }
    return archive
  }
}

extension YAMLValue {
  /// The value as text, the same for the same value.
  fileprivate var text: String {
    switch content {
    case .scalar(let text, let isPlain): isPlain ? text : "'\(text)'"
    case .sequence(let elements): "[" + elements.map(\.text).joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{" + entries.map { "\($0.key.value): \($0.value.text)" }.joined(separator: ", ") + "}"
    }
  }
}
