import Exercises
import GradientChecking
import Notebooks
import Rendering
import Synchronization

/// The grading of many submissions, several at a time.
struct GradingRun {
  let grader: Grader
  /// The name of the file that students get to work in.
  let expected: String
  /// How many run at a time.
  let jobs: Int

  /// Grades submissions, with a line of progress on a terminal.
  ///
  /// - Parameter submissions: The submissions.
  /// - Returns: For each its grade, and what is wrong with its file.
  func grade(_ submissions: [Submission]) -> [(grade: Grade, problem: Diagnostic?)] {
    let progress = ProgressLine(.standardError)
    let done = Mutex(0)
    progress.begin("[0/\(submissions.count)] grading")
    let results = Workers(jobs: jobs).map(submissions.count) { index in
      let result = grade(submissions[index])
      done.withLock { done in
        done += 1
        progress.begin("[\(done)/\(submissions.count)] \(submissions[index].name)")
      }
      return result
    }
    Terminal.standardError.clearProgress()
    return results
  }

  /// Judges what a student has handed in, whatever it is.
  private func grade(_ submission: Submission) -> (grade: Grade, problem: Diagnostic?) {
    do throws(Diagnostic) {
      let (source, remarks) = try submission.read(expecting: expected)
      let (parsed, problems) = Notebook.parsing(source)
      let edition = parsed.editions.first { !$0.isForStudents } ?? parsed.editions.first
      // A comment '// solution' is a slip in an exercise, and none in what is handed in.
      let code = (edition?.cells ?? []).flatMap(\.lines)
      let found = problems.filter { problem in
        !code.contains { $0.contains(problem.range.lowerBound) }
      }.prefix(3).map { "line \($0.line): \($0.message)" }
      guard let edition else {
        return (grader.noGrade(because: found.first ?? "it is empty"), nil)
      }
      guard !edition.cells.isEmpty || !found.isEmpty else {
        throw .about(
          submission.path,
          "holds no cells of code; what is handed in is \(expected), with its cells")
      }
      return (grader.grade(edition, remarks: remarks + found), nil)
    } catch {
      var warning = error
      // The others are graded all the same.
      warning.kind = .warning
      return (
        grader.noGrade(because: "\(Files.name(of: submission.path)) \(error.message)"), warning
      )
    }
  }
}
