import Notebooks

/// The search for what students have handed in.
///
/// In folders and below them, Markdown counts (`.md`, `.markdown`, in capitals too), text with code or
/// with nothing in it, and what is handed in by mistake in the place of a notebook: a page, a Jupyter
/// notebook, an archive. What has the name of a notebook beside it belongs to that. Hidden files,
/// images and data don't count. A file that is named by itself always does.
struct SubmissionSearch {
  /// What was found, each with a name of its own, in the order of the names.
  private(set) var submissions: [Submission] = []
  /// Files that are no submissions.
  private(set) var passedOver: [String] = []
  /// Errors about paths that lead nowhere, and warnings about folders of students that are empty.
  private(set) var diagnostics: [Diagnostic] = []
  private var visited: Set<String> = []
  private var places: Set<String> = []
  /// How many were found, those that were found before included.
  private var count = 0
  /// Files and folders that are not the students'.
  private let others: Set<String>

  /// Finds the submissions that paths lead to.
  ///
  /// - Parameters:
  ///   - paths: Files and folders.
  ///   - notebook: The notebook that judges them.
  ///   - output: The folder for what comes of it.
  init(_ paths: [String], notebook: String, output: String) {
    others = [Files.resolved(notebook), Files.resolved(output)]
    for path in paths {
      let before = count
      switch Files.kind(of: path) {
      case .missing: diagnostics.append(NotebookFile.missing(path))
      case .file, .other: add(Submission(path: path))
      case .folder:
        let home = Files.resolved(path)
        let isKnown = visited.contains(home)
        search(path, prefix: "", home: home)
        if count == before, !isKnown {
          diagnostics.append(
            .about(path, "the folder holds no submissions; they are notebooks, as in 'alice.md'"))
        }
      }
    }
    submissions.nameApart()
  }

  private mutating func add(_ submission: Submission) {
    count += 1
    if places.insert(submission.place).inserted { submissions.append(submission) }
  }

  private mutating func search(_ folder: String, prefix: String, home: String) {
    // Links may lead in circles, and by many ways to the same folder.
    guard visited.insert(Files.resolved(folder)).inserted else { return }
    let names: [String]
    do throws(FileError) {
      names = try Files.names(in: folder).filter { !$0.hasPrefix(".") }
    } catch {
      // It has a row that says so, since somebody's work may be in there.
      if !prefix.isEmpty { return add(Submission(path: folder, prefix: parent(of: prefix))) }
      return diagnostics.append(.about(folder, "can't be read: \(error.reason)"))
    }
    let notebooks = Set(
      names.filter { SubmissionFile.kind(of: $0) == .markdown }.map(SubmissionFile.stem))
    for name in names {
      let path = Files.join(folder, name)
      if others.contains(Files.join(Files.resolved(folder), name)) { continue }
      if Files.kind(of: path) == .folder {
        let before = count
        let isKnown = visited.contains(Files.resolved(path))
        search(path, prefix: prefix + name + "/", home: home)
        if prefix.isEmpty, count == before, !isKnown {
          diagnostics.append(
            Diagnostic(about: path, warning: "the folder holds nothing that could be graded"))
        }
      } else if isSubmission(name, at: path, beside: notebooks) {
        add(Submission(path: path, prefix: prefix, home: home))
      } else {
        passedOver.append(path)
      }
    }
  }

  /// The prefix of the folder above: `alice/` for `alice/work/`.
  private func parent(of prefix: String) -> String {
    let above = Files.parent(of: String(prefix.dropLast()))
    return above.isEmpty ? "" : above + "/"
  }

  private func isSubmission(
    _ name: String, at path: String, beside notebooks: Set<String>
  ) -> Bool {
    let kind = SubmissionFile.kind(of: name)
    if kind == .markdown { return true }
    guard Files.kind(of: path) == .file, !notebooks.contains(SubmissionFile.stem(of: name)) else {
      return false
    }
    guard kind == .text else { return kind == .stranger }
    guard let bytes = try? Files.read(path) else { return true }
    let text = SubmissionFile.text(of: bytes).text
    return text.allSatisfy(\.isWhitespace) || text.contains("```") || text.contains("~~~")
      || text.contains("func ")
  }
}

extension Diagnostic {
  /// A warning about a file as a whole.
  init(about path: String, warning: String) {
    self = .about(path, warning)
    kind = .warning
  }
}
