internal import Notebooks

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#else
private import Darwin
#endif

/// The folder of a notebook, from which it may take code and data.
public struct NotebookFolder: Sendable {
  private let path: String

  /// Names the folder of a notebook.
  ///
  /// - Parameter notebook: The path of the notebook.
  public init(of notebook: String) {
    path = notebook.contains("/") ? System.parent(notebook) : "."
  }

  /// The contents of the files that an edition names.
  ///
  /// - Parameter edition: The edition.
  /// - Returns: The sources of cells by path, the inputs in their order, and what is wrong.
  func contents(
    for edition: Edition
  ) -> (sources: [String: SourceText], inputs: [(path: String, contents: [UInt8])], [Diagnostic]) {
    var sources: [String: SourceText] = [:]
    var inputs: [(path: String, contents: [UInt8])] = []
    var diagnostics: [Diagnostic] = []
    func read(_ file: Located<String>) -> [UInt8]? {
      do throws(ToolchainError) {
        return try contents(of: file.value)
      } catch {
        diagnostics.append(
          Diagnostic("file '\(file.value)' \(error.message)", at: file.range, in: edition.source))
        return nil
      }
    }
    for input in edition.frontMatter.inputs {
      if let contents = read(input) { inputs.append((input.value, contents)) }
    }
    for cell in edition.cells {
      guard let file = cell.file else { continue }
      if sources[file.value] == nil, let bytes = read(file) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
          diagnostics.append(
            Diagnostic("file '\(file.value)' is not UTF-8", at: file.range, in: edition.source))
          continue
        }
        sources[file.value] = SourceText(
          text, name: path == "." ? file.value : "\(path)/\(file.value)")
      }
      if let source = sources[file.value], let line = source.lines.first(where: isMarked) {
        diagnostics.append(
          Diagnostic(
            "file '\(file.value)' has a solution in it, '\(line)'; solutions stand in the notebook",
            at: file.range, in: edition.source))
      }
      guard let source = sources[file.value], let part = cell.part else { continue }
      let lines = source.lines
      if Snippet.part(part.value, of: lines) == nil {
        diagnostics.append(
          Diagnostic(
            "part '\(part.value)' is not in '\(file.value)'; a part begins with a line "
              + "'// snippet.\(part.value)'"
              + Suggestion.phrase(for: part.value, among: Snippet.parts(of: lines), noun: "parts"),
            at: part.range, in: edition.source))
      }
    }
    return (sources, inputs, diagnostics)
  }

  private func isMarked(_ line: String) -> Bool {
    line.contains(/\/\/+\s*(BEGIN |END )?SOLUTION\s*$/)
  }

  /// The contents of a file below the folder, reached without following a link.
  private func contents(of name: String) throws(ToolchainError) -> [UInt8] {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !name.isEmpty, !name.contains("\0"),
      parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." }), !name.contains("\"")
    else {
      throw ToolchainError(
        message: "is not below the notebook's folder; a path is written as in 'Sources/X.swift'")
    }
    var folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw ToolchainError(message: "can't be read: \(System.lastError)") }
    defer { close(folder) }
    for part in parts.dropLast() {
      let next = openat(folder, String(part), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard next >= 0 else { throw failure() }
      close(folder)
      folder = next
    }
    let file = openat(
      folder, String(parts[parts.count - 1]), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw failure() }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw ToolchainError(message: "is not a regular file")
    }
    var bytes: [UInt8] = []
    let availability = System.readAvailable(file, into: &bytes, limit: 16 << 20)
    if availability == .failure {
      throw ToolchainError(message: "can't be read: \(System.lastError)")
    }
    guard availability == .end else {
      throw ToolchainError(message: "is larger than 16 MB, the most that a notebook may take in")
    }
    return bytes
  }

  private func failure() -> ToolchainError {
    errno == ELOOP || errno == ENOTDIR
      ? ToolchainError(
        message: "is reached through a link; a notebook's files lie below its folder")
      : ToolchainError(message: "can't be read: \(System.lastError)")
  }
}
