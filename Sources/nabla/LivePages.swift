import Evaluation
import GradientChecking
import Notebooks
import Preview
import Rendering

/// The pages of notebooks, rendered again when something they are made from changes.
struct LivePages {
  private let common: CommonOptions
  private let output: String
  private let site: PreviewSite
  private let handouts: Handouts
  private let terminal = Terminal.standardError
  private var watch = FileWatch()
  /// Keeps the results of checks from one change to the next.
  private var run: Run
  private var renderings = 0
  private var notebooks: [NotebookFile: Rendered] = [:]
  private var isFirst = true

  /// What a notebook came to when it was last rendered.
  private struct Rendered {
    /// The paths of its pages.
    var pages: [String]
    /// The other files that it is made from.
    var files: Set<String>
    /// Its line of the index page; nil while it never rendered.
    var entry: IndexEntry?
  }

  init(common: CommonOptions, output: String, site: PreviewSite) {
    self.common = common
    self.output = output
    self.site = site
    run = Run(common)
    handouts = Handouts(formats: [.html], workers: Workers(jobs: common.jobs))
  }

  /// Looks for changes, and renders what they concern.
  mutating func update() {
    // A folder can be missing for a moment while an editor or a version control system works.
    let files = NotebookFile.finding(common.paths).0
    let changed = files.filter { file in
      // Each file is looked at, so that none is found changed once more the next time.
      let used = notebooks[file]?.files ?? []
      return ([file.path] + used.sorted()).map { watch.hasChanged($0) }.contains(true)
    }
    let gone = notebooks.keys.filter { !files.contains($0) }
    guard isFirst || !changed.isEmpty || !gone.isEmpty else { return }
    isFirst = false
    for file in gone { remove(file) }
    for file in changed { render(file) }
    watch.keep(Set(files.map(\.path) + notebooks.values.flatMap(\.files)))
    updateIndex(files)
  }

  private mutating func remove(_ file: NotebookFile) {
    for page in notebooks[file]?.pages ?? [] { site.update(page, to: .init(html: nil)) }
    notebooks[file] = nil
  }

  private mutating func render(_ file: NotebookFile) {
    renderings += 1
    // What the checks of long ago came to is not needed any more.
    if renderings % 100 == 0 { run = Run(common) }
    let used = UsedFiles()
    let (evaluated, problems) = run.evaluate(file, noting: used)
    guard let evaluated else { return keep(file, problems: problems, files: used.paths) }
    used.note(cellsOf: evaluated)
    let (files, found) = handouts.files(of: evaluated, problems, in: output, noting: used)
    let all = (problems + found).sortedByPlace()
    guard all.areWarnings else { return keep(file, problems: all, files: used.paths) }
    do throws(WriteError) {
      try Files.replace(files)
    } catch {
      let problem = Diagnostic.about(error.path, "can't be written: \(error.reason)")
      return keep(file, problems: [problem], files: used.paths)
    }
    let variants = evaluated.editions.map(\.edition.variant?.name)
    let pages = variants.map { file.outputPath(variant: $0, .html) }
    for page in notebooks[file]?.pages ?? [] where !pages.contains(page) {
      site.update(page, to: .init(html: nil))
    }
    for (page, contents) in zip(pages, files) {
      let html = String(decoding: contents.bytes, as: UTF8.self)
      site.update(page, to: .init(html: html, problems: text(of: all)))
    }
    notebooks[file] = Rendered(pages: pages, files: used.paths, entry: IndexEntry(evaluated))
  }

  /// Leaves the pages of a notebook as they are and puts what is wrong on top.
  private mutating func keep(_ file: NotebookFile, problems: [Diagnostic], files: Set<String>) {
    let text = text(of: problems)
    terminal.offer(text + "\n")
    let pages = notebooks[file]?.pages ?? [file.outputPath(variant: nil, .html)]
    for page in pages {
      let last = site.page(at: page)?.html
      site.update(page, to: .init(html: last ?? notYet(file), problems: text))
    }
    notebooks[file] = Rendered(pages: pages, files: files, entry: notebooks[file]?.entry)
  }

  private func text(of problems: [Diagnostic]) -> String {
    problems.map { $0.resolved.formatted() }.joined(separator: "\n")
  }

  private func notYet(_ file: NotebookFile) -> String {
    indexPage(of: [
      IndexEntry(title: file.name, subtitle: "This notebook has no page yet.", pages: [])
    ])
  }

  private func updateIndex(_ files: [NotebookFile]) {
    let entries = files.map { file in
      notebooks[file]?.entry
        ?? IndexEntry(
          title: file.name, subtitle: nil,
          pages: (notebooks[file]?.pages ?? []).map { .init(variant: nil, path: $0) })
    }
    let name = "index.html"
    guard !notebooks.values.contains(where: { $0.pages.contains(name) }) else { return }
    site.update(name, to: .init(html: indexPage(of: entries)))
  }
}
