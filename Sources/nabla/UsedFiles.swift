import Notebooks
import Rendering
import Synchronization

/// The files around a notebook that its handouts are made from.
final class UsedFiles: Sendable {
  private let noted = Mutex<Set<String>>([])

  /// The paths.
  var paths: Set<String> { noted.withLock { $0 } }

  /// Notes a file by the name that a notebook gives it.
  func note(_ path: String, around file: NotebookFile) {
    let found = Files.join(Files.parent(of: file.path), path)
    noted.withLock { _ = $0.insert(found) }
  }

  /// Notes the files that cells are made from, or read.
  func note(cellsOf notebook: EvaluatedNotebook) {
    let inputs = notebook.notebook.frontMatter.inputs
    let sources = notebook.notebook.editions.flatMap(\.cells).compactMap(\.file)
    for path in inputs + sources { note(path.value, around: notebook.file) }
  }

  /// Answers for files as before, and notes which are asked for.
  func noting(_ surroundings: Surroundings, around file: NotebookFile) -> Surroundings {
    Surroundings(
      file: { path in
        self.note(path, around: file)
        return surroundings.file(path)
      },
      page: { path, variant in
        self.note(path, around: file)
        return surroundings.page(path, variant)
      })
  }
}
