import Cells
public import Notebooks

extension EvaluatedEdition {
  /// The message of a cell that has to fail or to crash, and did.
  ///
  /// - Parameter index: The index of the cell.
  /// - Returns: The message at its place, nil where the cell did not do what it has to.
  public func expectedFailure(of index: Int) -> Diagnostic? {
    guard let cells, edition.cells.indices.contains(index) else { return nil }
    let reporter = CellReporter(results: cells, edition: edition)
    switch edition.cells[index].outcome {
    case .success: return nil
    case .compilerError: return reporter.failure(of: index)
    case .crash:
      guard case .crashed(let crash)? = cells.crashes[index]?.ending, crash.cell == index else {
        return nil
      }
      return reporter.diagnostic(crash)
    }
  }
}
