import Evaluation
import Notebooks
import Rendering
import Typesetting

/// Makes the files of notebooks, in the formats that are asked for.
struct Handouts {
  /// The formats.
  let formats: [Format]
  private let pages: PageRenderer

  /// Prepares to make files.
  ///
  /// - Parameters:
  ///   - formats: The formats.
  ///   - typesetter: Sets the formulas of pages; the other formats leave that to their readers.
  init(
    formats: [Format],
    typesetter: Result<Typesetter, TypesettingError> = Typesetter.forCommand()
  ) {
    self.formats = formats
    pages = PageRenderer(typesetter: typesetter)
  }

  /// Makes the files of a notebook.
  ///
  /// - Parameters:
  ///   - evaluated: The notebook.
  ///   - folder: The folder that their paths lead to.
  /// - Returns: The files, and what is wrong with the notebook that only now came to light.
  func files(of evaluated: EvaluatedNotebook, in folder: String) -> ([OutputFile], [Diagnostic]) {
    var files: [OutputFile] = []
    var diagnostics: [Diagnostic] = []
    for edition in evaluated.editions {
      let name = evaluated.file.name
      // The page is made even where another format is asked for: its formulas have to be right.
      let page = pages.render(edition, name: name, stem: "")
      diagnostics += page.diagnostics
      let variant = edition.edition.variant?.name
      for format in formats {
        let path = Files.join(folder, evaluated.file.outputPath(variant: variant, format))
        do throws(Diagnostic) {
          files += try self.files(of: edition, page: page, named: name, as: format, at: path)
        } catch {
          diagnostics.append(error)
        }
      }
    }
    return (files, diagnostics)
  }

  private func files(
    of edition: EvaluatedEdition, page: Handout, named name: String, as format: Format,
    at path: String
  ) throws(Diagnostic) -> [OutputFile] {
    let stem = String(Files.name(of: path).dropLast(format.fileExtension.count + 1))
    let handout: Handout
    switch format {
    case .html: handout = page
    case .json: handout = JSONRenderer().render(edition, name: name, stem: stem)
    case .markdown: handout = MarkdownRenderer().render(edition, name: name, stem: stem)
    case .latex: handout = LaTeXRenderer().render(edition, name: name, stem: stem)
    case .ipynb: handout = NotebookRenderer().render(edition, name: name, stem: stem)
    case .pdf:
      do throws(BrowserError) {
        return [OutputFile(path: path, bytes: try Browser.locate().pdf(of: page.contents))]
      } catch {
        throw .about(path, error.message)
      }
    }
    let main = OutputFile(path: path, contents: Checksum.sealing(handout.contents))
    return [main]
      + handout.attachments.map { attachment in
        let path = Files.join(Files.parent(of: path), attachment.name)
        return OutputFile(path: path, contents: attachment.contents)
      }
  }
}

extension NotebookFile {
  /// The path of an output below the output folder: `x.html`, `x.buggy.json`.
  func outputPath(variant: String?, _ format: Format) -> String {
    output + (variant.map { ".\($0)" } ?? "") + ".\(format.fileExtension)"
  }
}
