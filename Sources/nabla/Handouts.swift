import Evaluation
import GradientChecking
import Notebooks
import Rendering
import Typesetting

/// Makes the files of notebooks, in the formats that are asked for.
struct Handouts {
  /// The formats.
  let formats: [Format]
  private let pages: PageRenderer
  private let workers: Workers

  /// Prepares to make files.
  ///
  /// - Parameters:
  ///   - formats: The formats.
  ///   - pages: Makes pages; the other formats leave formulas and colours to their readers.
  ///   - workers: The threads that make the pages of a notebook's variants.
  init(
    formats: [Format], pages: PageRenderer = .forCommand(),
    workers: Workers = Workers(jobs: Processors.count)
  ) {
    self.formats = formats
    self.pages = pages
    self.workers = workers
  }

  /// The same for other formats.
  func with(_ formats: [Format]) -> Handouts {
    Handouts(formats: formats, pages: pages, workers: workers)
  }

  /// Makes the files of a notebook.
  ///
  /// - Parameters:
  ///   - evaluated: The notebook.
  ///   - problems: What is wrong with it so far.
  ///   - folder: The folder that their paths lead to.
  ///   - used: Takes the other files that they are made from.
  /// - Returns: The files, and what is wrong with the notebook that only now came to light.
  func files(
    of evaluated: EvaluatedNotebook, _ problems: [Diagnostic], in folder: String,
    noting used: UsedFiles? = nil
  ) -> ([OutputFile], [Diagnostic]) {
    var files: [OutputFile] = []
    var diagnostics: [Diagnostic] = []
    var surroundings = Surroundings(around: evaluated.file)
    if let used { surroundings = used.noting(surroundings, around: evaluated.file) }
    let contexts = evaluated.editions.map { edition in
      let stem = evaluated.file.stem(variant: edition.edition.variant?.name)
      return HandoutContext(
        name: evaluated.file.name, stem: Files.name(of: stem), problems: problems,
        surroundings: surroundings)
    }
    // A page is made even where another format is asked for: its formulas have to be right.
    let made = workers.map(contexts.count) { index in
      pages.render(evaluated.editions[index], in: contexts[index])
    }
    for (index, edition) in evaluated.editions.enumerated() {
      let (variant, context, page) = (edition.edition.variant?.name, contexts[index], made[index])
      diagnostics += page.diagnostics
      for format in formats {
        let path = Files.join(folder, evaluated.file.outputPath(variant: variant, format))
        do throws(Diagnostic) {
          files += try self.files(of: edition, page: page, as: format, context, at: path)
        } catch {
          diagnostics.append(error)
        }
      }
    }
    return (files, diagnostics)
  }

  private func files(
    of edition: EvaluatedEdition, page: Handout, as format: Format, _ context: HandoutContext,
    at path: String
  ) throws(Diagnostic) -> [OutputFile] {
    var handout: Handout
    switch format {
    case .html: handout = page
    case .json: handout = JSONRenderer().render(edition, in: context)
    case .markdown: handout = MarkdownRenderer().render(edition, in: context)
    case .latex: handout = LaTeXRenderer().render(edition, in: context)
    case .ipynb: handout = NotebookRenderer().render(edition, in: context)
    case .pdf:
      do throws(BrowserError) {
        return [OutputFile(path: path, bytes: try Browser.locate().pdf(of: page.contents))]
      } catch {
        throw .about(path, error.message)
      }
    }
    Checksum.seal(&handout.contents)
    let main = OutputFile(path: path, contents: handout.contents)
    return [main]
      + handout.attachments.map { attachment in
        let path = Files.join(Files.parent(of: path), attachment.name)
        return OutputFile(path: path, bytes: attachment.contents)
      }
  }
}

extension NotebookFile {
  /// The path of an output below the output folder: `x.html`, `x.buggy.json`.
  func outputPath(variant: String?, _ format: Format) -> String {
    "\(stem(variant: variant)).\(format.fileExtension)"
  }

  /// The path of an output without its extension: `x`, `x.buggy`.
  func stem(variant: String?) -> String { output + (variant.map { ".\($0)" } ?? "") }
}
