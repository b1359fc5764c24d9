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
    var limits = Limits()
    limits.time = time * 1000
    limits.total = 12 * limits.time
    let runner = CellOptions.runner(limits: limits)
    let (files, problems) = NotebookFile.finding(submissions)
    var report = GradeReport(problems)
    guard let (exercise, notebook) = report.exercise(at: against, runner: runner) else {
      report.finish()
    }
    let grader = Grader(exercise: exercise, runner: runner)
    let results: Mutex<[Int: Result<Grade, Diagnostic>]> = Mutex([:])
    let next = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: min(jobs, max(files.count, 1))) { _ in
      while true {
        let index = next.withLock { next in
          defer { next += 1 }
          return next
        }
        guard files.indices.contains(index) else { return }
        let result = Result { () throws(Diagnostic) in
          let parsed = Notebook.parsing(try files[index].read()).0
          return grader.grade(parsed.editions.first { !$0.isForStudents } ?? parsed.editions.first)
        }
        results.withLock { $0[index] = result }
      }
    }
    let graded = results.withLock { $0 }
    let frontMatter = notebook.frontMatter
    let name = Files.name(of: against)
    var table = PointsTable(notebook: name, submissions: [])
    for (index, file) in files.enumerated() {
      switch graded[index] {
      case .success(let grade):
        let feedback = Feedback(
          title: frontMatter.title ?? name, language: frontMatter.language,
          submission: Files.name(of: file.output),
          parts: grade.checks.map(Feedback.Part.init), remarks: grade.remarks)
        table.submissions.append((file.output, feedback))
      case .failure(let diagnostic): report.add(diagnostic)
      case nil: preconditionFailure("every submission must be graded")
      }
    }
    report.write(table, to: output)
    report.finish()
  }
}

extension Feedback.Part {
  /// What is said about a check.
  init(_ grade: CheckGrade) {
    self.init(
      name: grade.name, earned: grade.earned, points: grade.points, problems: grade.problems)
  }
}
