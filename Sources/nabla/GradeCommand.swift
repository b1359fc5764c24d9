import ArgumentParser
import CellRunner
import Exercises
import Notebooks
import Rendering

/// `nabla grade`: judges what students hand in.
struct GradeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grade",
    abstract: "Judges submissions by a notebook's checks.",
    discussion: """
      Writes a page of feedback for each submission, and the points of all as grades.html, \
      grades.csv and grades.json. Each submission runs by itself, within limits of its own.
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
    let search = SubmissionSearch(submissions, notebook: against, output: output)
    var report = GradeReport(search.diagnostics)
    // A table of half of them would take the place of one of all.
    guard !report.hasErrors else { report.finish() }
    let runner = CellOptions.runner(limits: Limits(grading: time))
    guard let (exercise, notebook) = report.exercise(at: against, runner: runner) else {
      report.finish()
    }
    let name = Files.name(of: against)
    let stem = name.hasSuffix(".md") ? String(name.dropLast(3)) : name
    let run = GradingRun(
      grader: Grader(exercise: exercise, runner: runner),
      expected: NotebookFile(path: against, output: stem).studentName, jobs: jobs)
    var table = PointsTable(notebook: name, submissions: [])
    for (submission, (grade, problem)) in zip(
      search.submissions, run.grade(search.submissions))
    {
      if let problem { report.add(problem) }
      let feedback = Feedback(
        title: notebook.frontMatter.title ?? name, language: notebook.frontMatter.language,
        submission: submission.name, parts: grade.checks.map(Feedback.Part.init),
        remarks: grade.remarks)
      table.submissions.append((submission.name, feedback))
    }
    report.write(table, to: output)
    report.summarise(table, without: search.passedOver)
    report.finish()
  }
}

extension Feedback.Part {
  /// What is said about a check.
  init(_ grade: CheckGrade) {
    self.init(
      name: grade.name, subject: grade.subject, earned: grade.earned, points: grade.points,
      problems: grade.problems)
  }
}
