import Notebooks

/// A notebook that a student has handed in.
struct Submission {
  /// What reports and the names of files call it: `alice`, or `alice/exercise`.
  var name: String
  /// The path as the user gave it.
  var path: String
  /// The folder that it was looked for in; it must not lie elsewhere.
  private var folder: String

  /// Finds the submissions that paths lead to: files, and all `.md` files below folders.
  ///
  /// - Parameter paths: The paths.
  /// - Returns: Each submission once, with a name of its own, and diagnostics about paths that lead
  ///   nowhere.
  static func finding(_ paths: [String]) -> ([Submission], [Diagnostic]) {
    var submissions: [Submission] = []
    var diagnostics: [Diagnostic] = []
    for path in paths {
      let (files, problems) = NotebookFile.finding([path])
      diagnostics += problems
      let folder = Files.kind(of: path) == .folder ? path : Files.parent(of: path)
      for file in files where !submissions.contains(where: { $0.path == file.path }) {
        submissions.append(Submission(name: file.output, path: file.path, folder: folder))
      }
    }
    // Where two have one name, as in `alice/exercise.md bob/exercise.md`, folders tell them apart.
    if Set(submissions.map(\.name)).count < submissions.count {
      let parts = submissions.map { $0.path.split(separator: "/").map(String.init) }
      let first = parts.map { $0.dropLast() }.min { $0.count < $1.count } ?? []
      let shared = first.indices.prefix { index in parts.allSatisfy { $0[index] == first[index] } }
      for (index, part) in parts.enumerated() {
        let name = part.dropFirst(shared.count).filter { $0 != ".." && $0 != "." }
          .joined(separator: "/")
        submissions[index].name = name.hasSuffix(".md") ? String(name.dropLast(3)) : name
      }
    }
    return (submissions, diagnostics)
  }

  /// Reads the submission, as far as it can be read.
  ///
  /// - Returns: Its text, and what is wrong with the file.
  /// - Throws: A diagnostic, where nothing of it can be read.
  func read() throws(Diagnostic) -> (SourceText, remarks: [String]) {
    // A link might lead to the solutions.
    let inside = Files.join(
      Files.resolved(folder.isEmpty ? "." : folder),
      String(path.dropFirst(folder.isEmpty ? 0 : folder.count).drop { $0 == "/" }))
    guard Files.resolved(path) == inside else {
      throw .about(path, "is reached through a link; a submission is a file of its own")
    }
    do throws(FileError) {
      let bytes = try Files.read(path)
      let text = Notebook.withoutForbiddenCharacters(String(decoding: bytes, as: UTF8.self))
      let isClean = text.utf8.elementsEqual(bytes)
      let remark = "the notebook holds bytes that are no text in UTF-8; they are left out"
      return (SourceText(text, name: path), isClean ? [] : [remark])
    } catch {
      throw .about(path, "can't be read: \(error.reason)")
    }
  }
}
