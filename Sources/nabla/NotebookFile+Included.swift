import Notebooks

extension NotebookFile {
  /// Reads the notebook with the files that it includes.
  ///
  /// - Parameter used: Takes the included files.
  /// - Returns: The whole text, and what is wrong with the includes.
  /// - Throws: A diagnostic, where the notebook itself can't be read.
  func readWithIncludedFiles(
    noting used: UsedFiles? = nil
  ) throws(Diagnostic) -> (SourceText, [Diagnostic]) {
    let reader = reader
    return try read().including { path in
      used?.note(path, around: self)
      return reader(path)
    }
  }
}
