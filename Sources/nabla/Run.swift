import CellRunner
import Cells
import Evaluation
import GradientChecking
import Notebooks
import Rendering
import Typesetting

/// A notebook that has been read and evaluated.
struct EvaluatedNotebook {
  var file: NotebookFile
  var notebook: Notebook
  /// The editions that were asked for.
  var editions: [EvaluatedEdition]
}

/// One run of a command over notebooks, which collects everything that is wrong.
struct Run {
  let files: [NotebookFile]
  private let overrides: [CheckOverride]
  private let variant: String?
  private(set) var diagnostics: [Diagnostic] = []
  private var knownChecks: Set<String> = []
  private var knownVariants: Set<String> = []
  private let terminal = Terminal.standardError
  private let style: DiagnosticStyle
  private let progress: ProgressLine
  private let runner: CheckRunner
  let cellRunner: CellRunner

  /// Prepares a run.
  ///
  /// - Parameters:
  ///   - options: What the user asks for.
  ///   - hasOutputs: Whether the command reads or writes handouts, which each notebook needs its own for.
  init(_ options: CommonOptions, hasOutputs: Bool = true) {
    let (files, problems) = NotebookFile.finding(options.paths)
    self.files = files
    diagnostics = problems + (hasOutputs ? NotebookFile.collisions(of: files) : [])
    variant = options.variant
    style = options.diagnostics
    let progress = ProgressLine(terminal)
    self.progress = progress
    runner = CheckRunner(
      workers: Workers(jobs: options.jobs) { work in
        progress.show(work)
        return true
      })
    cellRunner = options.cells.runner()
    var overrides: [CheckOverride] = []
    for argument in options.overrides {
      do throws(Diagnostic) {
        overrides.append(try CheckOverride(argument: argument))
      } catch {
        diagnostics.append(error)
      }
    }
    self.overrides = overrides
  }

  /// Reads and evaluates one of the notebooks.
  ///
  /// - Parameters:
  ///   - file: The notebook.
  ///   - used: Takes the files that it includes.
  /// - Returns: Nil where the file cannot be read; else the notebook, and what is wrong with it.
  func evaluate(
    _ file: NotebookFile, noting used: UsedFiles? = nil
  ) -> (EvaluatedNotebook?, [Diagnostic]) {
    do throws(Diagnostic) {
      let (source, problems) = try file.readWithIncludedFiles(noting: used)
      let (notebook, found) = evaluate(source, of: file)
      return (notebook, problems + found)
    } catch {
      return (nil, [error])
    }
  }

  /// The files that hold the text of the notebooks, behind all links, with those that they include.
  var sourcePaths: Set<String> {
    let used = UsedFiles()
    for file in files { _ = try? file.readWithIncludedFiles(noting: used) }
    return Set((files.map(\.path) + used.paths).map(Files.resolved))
  }

  /// Evaluates the text of one of the notebooks.
  func evaluate(
    _ source: SourceText, of file: NotebookFile
  ) -> (EvaluatedNotebook, [Diagnostic]) {
    let (notebook, problems) = Notebook.parsing(source)
    let folder = NotebookFolder(of: file.path)
    let isWellFormed = problems.isEmpty
    let editions = notebook.editions
      .filter { variant == nil || $0.variant?.name == variant }
      .map { edition in
        let overrides = overrides.filter(edition.hasCheck)
        // What is malformed may mean something else than it says, so it is not run.
        let cells =
          isWellFormed ? cellRunner.results(of: edition, files: folder, overrides: overrides) : nil
        return EvaluatedEdition(
          evaluating: edition, overrides: overrides, runner: runner, cells: cells)
      }
    let found = EvaluatedNotebook(file: file, notebook: notebook, editions: editions)
    return (found, problems + editions.flatMap(\.diagnostics))
  }

  /// Evaluates the notebooks one after the other, with a line of progress.
  ///
  /// - Parameters:
  ///   - use: What to do with a notebook, given what is wrong with it; returns what else is.
  ///   - isReported: Whether something that is wrong is reported.
  mutating func forEachNotebook(
    _ use: (EvaluatedNotebook, [Diagnostic]) -> [Diagnostic],
    reporting isReported: (Diagnostic) -> Bool = { _ in true }
  ) {
    for (index, file) in files.enumerated() {
      progress.begin("[\(index + 1)/\(files.count)] \(file.path)")
      let (evaluated, problems) = evaluate(file)
      var all = problems
      if let evaluated {
        knownChecks.formUnion(evaluated.notebook.editions.flatMap(\.checkIDs))
        knownVariants.formUnion(evaluated.notebook.frontMatter.variants.map(\.name))
        all += use(evaluated, problems)
      }
      terminal.clearProgress()
      report(all.filter(isReported))
    }
    reportUnused()
  }

  /// How many diagnostics about one notebook are printed; nobody reads so many.
  private static let mostDiagnostics = 1000

  /// Prints diagnostics in order of line, and keeps them for the exit status.
  mutating func report(_ problems: [Diagnostic]) {
    let sorted = problems.sortedByPlace().map(\.resolved)
    write(sorted)
    diagnostics += sorted
  }

  /// Prints what was wrong before the first notebook was read.
  func reportProblemsOfUsage() {
    write(diagnostics)
  }

  private func write(_ diagnostics: [Diagnostic]) {
    var text = ""
    for diagnostic in diagnostics.prefix(Self.mostDiagnostics) {
      text += style.text(of: diagnostic, colour: terminal.showsColour) + "\n"
    }
    if let first = diagnostics.dropFirst(Self.mostDiagnostics).first, style == .text {
      text += "\(first.source.name): and \(diagnostics.count - Self.mostDiagnostics) more errors\n"
    }
    terminal.write(text)
  }

  /// What no notebook knows, the user must have meant differently.
  private mutating func reportUnused() {
    guard !files.isEmpty else { return }
    if let variant, !knownVariants.contains(variant) {
      let known = knownVariants.sorted()
      report([
        .about(
          "--variant",
          "variant '\(variant)' is unknown"
            + (known.isEmpty
              ? "; the notebooks declare no variants"
              : Suggestion.phrase(for: variant, among: known, noun: "variants")))
      ])
    }
    for override in overrides where !knownChecks.contains(override.check.value) {
      let name = override.check.value
      report([
        Diagnostic(
          "check '\(name)' is unknown"
            + Suggestion.phrase(for: name, among: knownChecks.sorted(), noun: "checks"),
          at: override.check.range, in: override.entry.value.source)
      ])
    }
  }

  /// Ends the process with the status that the diagnostics call for.
  func finish() {
    guard let worst = diagnostics.map(\.kind).max(), worst > .warning else { return }
    endProcess(worst == .malformed ? ExitStatus.malformed : ExitStatus.doesNotHold)
  }
}

extension Edition {
  /// The ids of the checks.
  var checkIDs: [String] {
    directives.filter { $0.name == .gradcheck }.compactMap(\.id?.value) + cellCheckIDs
  }

  func hasCheck(of override: CheckOverride) -> Bool { checkIDs.contains(override.check.value) }
}
