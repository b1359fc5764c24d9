import Cells
import Notebooks

/// The cells of a submission, and which of them stands for which solution of the notebook.
struct SubmissionCells {
  /// What the student should know about how they were understood.
  private(set) var remarks: [String] = []
  private let source: SourceText
  /// The cells that may take part; what is hidden in a submission is no check of ours.
  private let cells: [Cell]
  /// The cell for each solution, by the index of the notebook's cell.
  private var own: [Int: Int] = [:]

  /// Matches a submission with a notebook.
  ///
  /// - Parameters:
  ///   - submission: The submission.
  ///   - notebook: The edition with the solutions.
  init(_ submission: Edition, for notebook: Edition) {
    source = submission.source
    cells = submission.cells.filter { $0.outcome == .success && !$0.isHidden }
    let known = Set(notebook.cells.compactMap(\.id?.value))
    for (index, cell) in notebook.cells.enumerated() where !cell.solutions.isEmpty {
      let name = cell.id?.value ?? ""
      let found = cells.indices.filter { cells[$0].id?.value == name }
      if found.count > 1 {
        remarks.append("cell '\(name)' stands more than once; the first counts")
      }
      if let first = found.first {
        own[index] = first
        continue
      }
      // A cell that has lost its id is still known by what it declares.
      let names = SwiftLines.declarations(
        in: cell.codeLines(of: notebook.source, forStudents: true))
      let renamed = cells.indices.first { place in
        !own.values.contains(place) && !known.contains(cells[place].id?.value ?? "")
          && !names.isEmpty && names.isSubset(of: SwiftLines.declarations(in: lines(at: place)))
      }
      own[index] = renamed
      remarks.append(
        renamed.map { "cell '\(name)' is missing; \(Self.words(for: cells[$0])) stands for it" }
          ?? "cell '\(name)' is missing")
    }
  }

  private static func words(for cell: Cell) -> String {
    cell.id == nil ? "a cell without an id" : cell.name
  }

  private func lines(at place: Int) -> [String] { cells[place].lines.map { source[$0] } }

  /// Whether the student has handed in anything else for a solution than what was given.
  ///
  /// - Parameters:
  ///   - index: The index of the notebook's cell.
  ///   - notebook: The edition with the solutions.
  /// - Returns: Whether there is something to judge.
  func isDone(_ index: Int, in notebook: Edition) -> Bool {
    guard let lines = lines(for: index) else { return false }
    return lines != notebook.cells[index].codeLines(of: notebook.source, forStudents: true)
  }

  /// The student's code for a solution.
  ///
  /// - Parameter index: The index of the notebook's cell.
  /// - Returns: The lines, or nil where there are none.
  func lines(for index: Int) -> [String]? { own[index].map(lines) }

  /// The cells that the student has added, by the id of the cell that they follow.
  ///
  /// - Parameter exercise: The notebook.
  /// - Returns: Pieces of the program, without an id those before all of the notebook's cells.
  func additions(besides exercise: Exercise) -> [String?: [GradingProgram.Segment]] {
    var result: [String?: [GradingProgram.Segment]] = [:]
    var anchor: String?
    let known = Set(exercise.edition.cells.compactMap(\.id?.value))
    // A cell of the notebook without an id is recognised by its text.
    let texts = Set(exercise.edition.cells.map(exercise.lines))
    for place in cells.indices where cells[place].file == nil {
      let lines = lines(at: place)
      if let match = own.first(where: { $0.value == place })?.key {
        anchor = exercise.edition.cells[match].id?.value
      } else if let id = cells[place].id?.value, known.contains(id) {
        anchor = id
      } else if !texts.contains(lines), !lines.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) {
        let name =
          cells[place].id.map { "your cell '\($0.value)'" }
          ?? "your cell in line \(source.line(at: cells[place].range.lowerBound))"
        result[anchor, default: []].append(
          GradingProgram.Segment(
            origin: .addition(place), lines: lines, isScoped: false, name: name, stub: []))
      }
    }
    return result
  }
}
