import Notebooks

extension Grade {
  /// The tasks that may fail for the sake of others only: their own checks fail, and so do others.
  ///
  /// - Parameters:
  ///   - cells: The student's cells.
  ///   - exercise: The notebook.
  /// - Returns: The indices of cells with a solution.
  func tasksToJudgeAlone(_ cells: SubmissionCells, in exercise: Exercise) -> [Int] {
    let edition = exercise.edition
    let tasks = edition.cells.indices.filter { !edition.cells[$0].solutions.isEmpty }
    func fails(_ task: Int) -> Bool {
      zip(exercise.checks, checks).contains { $0.task == task && !$1.holds }
    }
    // Whether a task that nothing checks is right is not known.
    let doubtful = tasks.filter { task in
      !cells.isDone(task, in: edition) || fails(task)
        || !exercise.checks.contains { $0.task == task }
    }
    return tasks.filter { task in
      cells.isDone(task, in: edition) && fails(task) && doubtful.contains { $0 != task }
    }
  }

  /// Says of a check that could not be made that its task was not done, if that is so.
  ///
  /// - Parameters:
  ///   - cells: The student's cells.
  ///   - exercise: The notebook.
  mutating func explainWhatWasNotDone(in cells: SubmissionCells, of exercise: Exercise) {
    for (place, check) in exercise.checks.enumerated() where !checks[place].isComplete {
      guard let task = check.task, !cells.isDone(task, in: exercise.edition) else { continue }
      let isThere = cells.lines(for: task) != nil
      let name = exercise.edition.cells[task].name
      checks[place].problems = ["\(name) is \(isThere ? "not implemented" : "missing")"]
    }
  }

  /// Takes over what a task's checks found beside the notebook's own solutions of those before.
  ///
  /// - Parameters:
  ///   - other: The grade of the task by itself.
  ///   - task: The index of the task's cell.
  ///   - exercise: The notebook.
  mutating func take(_ other: Grade, about task: Int, in exercise: Exercise) {
    var names: [String] = []
    for (place, check) in exercise.checks.enumerated() where check.task == task {
      // What it says where it does not hold could tell what the other solutions give.
      guard !checks[place].holds, other.checks[place].holds else { continue }
      checks[place] = other.checks[place]
      names.append("'\(check.name)'")
    }
    guard !names.isEmpty else { return }
    // What was said of the task's code was true beside the others only.
    let name = exercise.edition.cells[task].name
    remarks.removeAll { $0.hasPrefix(name + ", line ") || $0.hasPrefix(name + " needs ") }
    remarks.append(
      "\(names.joined(separator: " and ")) \(names.count == 1 ? "holds" : "hold") with the "
        + "notebook's own solutions of the tasks before")
  }
}
