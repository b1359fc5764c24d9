import ArgumentParser
import Evaluation
import GradientChecking
import Notebooks
import Rendering

/// `nabla render`: writes the handouts.
struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render", abstract: "Evaluates notebooks and writes a handout for each variant.")

  @OptionGroup var common: CommonOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("Where handouts go.", valueName: "dir"))
  var output = "Output"

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp(
      "Formats, separated by commas: html, json, markdown, latex, pdf, ipynb.", valueName: "formats"
    ))
  var formats = Formats(all: [.html])

  @Flag(help: "Write a handout even if something is wrong, and show it where it stands.")
  var keepGoing = false

  func run() throws {
    var run = Run(common)
    run.reportProblemsOfUsage()
    let handouts = Handouts(formats: formats.all, workers: Workers(jobs: common.jobs))
    var entries: [IndexEntry] = []
    let cells = run.cellRunner
    // `x.md` with a variant `buggy` and `x.buggy.md` have one output.
    var owners: [String: NotebookFile] = [:]
    let sources = run.sourcePaths
    run.forEachNotebook { evaluated, problems in
      var problems = problems
      let used = UsedFiles()
      used.note(cellsOf: evaluated)
      var (files, found) = handouts.files(of: evaluated, problems, in: output, noting: used)
      problems += found
      let exercise = ExerciseOutputs(
        of: evaluated, runner: cells, handouts: handouts,
        isSound: problems.allSatisfy { $0.kind == .warning })
      found += exercise.diagnostics
      problems += exercise.diagnostics
      if let text = exercise.studentNotebook {
        let path = Files.join(output, evaluated.file.studentName)
        // What students get as Markdown is the notebook that they work in.
        files.removeAll { $0.path == path }
        files.append(OutputFile(path: path, contents: text))
      }
      guard problems.allSatisfy({ $0.kind == .warning }) || keepGoing else { return found }
      if let taken = files.first(where: { owners[$0.path] != nil }), let owner = owners[taken.path]
      {
        // Notebooks of one name have been reported before they were read.
        if owner.output == evaluated.file.output { return found }
        return found + [
          .about(
            evaluated.file.path,
            "its output \(taken.path) would replace that of \(owner.path); rename one of the two")
        ]
      }
      let kept = sources.union(used.paths.map(Files.resolved))
      if let source = files.first(where: { kept.contains(Files.resolved($0.path)) }) {
        return found + [
          .about(
            evaluated.file.path,
            "its output \(source.path) would replace a file that notebooks are made from; "
              + "name another folder with '-o'")
        ]
      }
      for file in files { owners[file.path] = evaluated.file }
      do throws(WriteError) {
        try Files.replace(files)
        for file in files { print(file.path) }
        entries.append(IndexEntry(evaluated))
      } catch {
        return found + [.about(error.path, "can't be written: \(error.reason)")]
      }
      return found
    }
    if writesIndex, run.diagnostics.allSatisfy({ $0.kind == .warning }) {
      writeIndex(of: entries, &run)
    }
    run.finish()
  }

  // MARK: Index

  /// Whether all notebooks of a folder are rendered, so that a page can list them.
  private var writesIndex: Bool {
    formats.all.contains(.html) && common.variant == nil && common.paths.count == 1
      && Files.kind(of: common.paths[0]) == .folder
  }

  private func writeIndex(of entries: [IndexEntry], _ run: inout Run) {
    let name = "index.html"
    // A notebook of that name is the author's own index.
    guard !entries.flatMap(\.pages).contains(where: { $0.path == name }) else { return }
    let file = OutputFile(path: Files.join(output, name), contents: indexPage(of: entries))
    do throws(WriteError) {
      try Files.replace([file])
      print(file.path)
    } catch {
      run.report([.about(error.path, "can't be written: \(error.reason)")])
    }
  }
}

extension IndexEntry {
  /// The entry of a notebook with its pages.
  init(_ evaluated: EvaluatedNotebook) {
    let name = evaluated.file.name
    self.init(
      title: evaluated.editions.first?.title(fallback: name) ?? name,
      subtitle: evaluated.notebook.frontMatter.subtitle,
      pages: evaluated.editions.map { edition in
        let variant = edition.edition.variant?.name
        return Page(variant: variant, path: evaluated.file.outputPath(variant: variant, .html))
      })
  }
}

/// The formats that are asked for.
struct Formats: ExpressibleByArgument {
  var all: [Format]

  init(all: [Format]) { self.all = all }

  init?(argument: String) {
    let names = argument.split(separator: ",", omittingEmptySubsequences: false)
    let formats = names.compactMap { Format(rawValue: String($0)) }
    guard formats.count == names.count else { return nil }
    all = formats.enumerated().filter { !formats[..<$0].contains($1) }.map(\.element)
  }

  var defaultValueDescription: String { all.map(\.rawValue).joined(separator: ",") }
}
