import ArgumentParser
import CellRunner
import Cells
import Dispatch
import Evaluation
import Exercises
import Notebooks
import Rendering
import Synchronization

/// `nabla grade`: judges what students hand in.
struct GradeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grade",
    abstract: "Judges submissions by a notebook's checks.",
    discussion: """
      Writes a page of feedback for each submission, and the points of all as grades.csv and \
      grades.json. Each submission runs by itself, within limits of its own.
      """)

  @Argument(help: ArgumentHelp("Students' notebooks, or folders of them.", valueName: "submission"))
  var submissions: [String]

  @Option(
    help: ArgumentHelp("The notebook with the solutions and the checks.", valueName: "notebook"))
  var against: String

  @Option(name: .shortAndLong, help: ArgumentHelp("Where feedback goes.", valueName: "dir"))
  var output = "Grades"

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("How many submissions run at a time.", valueName: "count"))
  var jobs = Processors.count

  @Option(help: ArgumentHelp("How long one run may take.", valueName: "seconds"))
  var time = 5

  func validate() throws {
    guard jobs > 0 else { throw ValidationError("--jobs is \(jobs); it must be at least 1") }
    guard 1...600 ~= time else {
      throw ValidationError("--time is \(time); it must be from 1 to 600 seconds")
    }
  }

  func run() throws {
    let runner = CellOptions.runner(limits: Limits(grading: time))
    let (submissions, problems) = Submission.finding(submissions)
    var report = GradeReport(problems)
    guard let (exercise, notebook) = report.exercise(at: against, runner: runner) else {
      report.finish()
    }
    let grader = Grader(exercise: exercise, runner: runner)
    let results: Mutex<[Int: (Grade, Diagnostic?)]> = Mutex([:])
    let next = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: min(jobs, max(submissions.count, 1))) { _ in
      while true {
        let index = next.withLock { next in
          defer { next += 1 }
          return next
        }
        guard submissions.indices.contains(index) else { return }
        let result = grader.grade(submissions[index])
        results.withLock { $0[index] = result }
      }
    }
    let graded = results.withLock { $0 }
    let frontMatter = notebook.frontMatter
    let name = Files.name(of: against)
    var table = PointsTable(notebook: name, submissions: [])
    for (index, submission) in submissions.enumerated() {
      guard let (grade, problem) = graded[index] else {
        preconditionFailure("every submission must be graded")
      }
      if let problem { report.add(problem) }
      let feedback = Feedback(
        title: frontMatter.title ?? name, language: frontMatter.language,
        submission: submission.name, parts: grade.checks.map(Feedback.Part.init),
        remarks: grade.remarks)
      table.submissions.append((submission.name, feedback))
    }
    report.write(table, to: output)
    report.finish()
  }
}

extension Grader {
  /// Judges what a student has handed in, whatever it is.
  fileprivate func grade(_ submission: Submission) -> (Grade, Diagnostic?) {
    do throws(Diagnostic) {
      let (source, remarks) = try submission.read()
      let (parsed, problems) = Notebook.parsing(source)
      let edition = parsed.editions.first { !$0.isForStudents } ?? parsed.editions.first
      let found = problems.prefix(3).map { "line \($0.line): \($0.message)" }
      guard let edition else { return (noGrade(because: found.first ?? "it is empty"), nil) }
      return (grade(edition, remarks: remarks + found), nil)
    } catch {
      var warning = error
      // The others are graded all the same.
      warning.kind = .warning
      return (noGrade(because: error.message), warning)
    }
  }
}

extension Feedback.Part {
  /// What is said about a check.
  init(_ grade: CheckGrade) {
    self.init(
      name: grade.name, earned: grade.earned, points: grade.points, problems: grade.problems)
  }
}
