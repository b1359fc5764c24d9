import Rendering
import Synchronization

/// The files around a notebook that its handouts are made from.
final class UsedFiles: Sendable {
  private let noted = Mutex<Set<String>>([])

  /// The paths.
  var paths: Set<String> { noted.withLock { $0 } }

  /// Answers for files as before, and notes which are asked for.
  func noting(_ surroundings: Surroundings, around file: NotebookFile) -> Surroundings {
    let folder = Files.parent(of: file.path)
    return Surroundings(
      file: { path in
        self.noted.withLock { _ = $0.insert(Files.join(folder, path)) }
        return surroundings.file(path)
      },
      page: { path, variant in
        self.noted.withLock { _ = $0.insert(Files.join(folder, path)) }
        return surroundings.page(path, variant)
      })
  }
}
