public import CellRunner
import Cells
import GradientChecking
public import Notebooks

/// What a submission gets.
public struct Grade: Sendable, Hashable {
  /// The checks, in the order of the notebook.
  public var checks: [CheckGrade] = []
  /// What else the student should know: what does not compile, what ended the program.
  public var remarks: [String] = []

  /// What the submission gets.
  public var earned: Int { checks.reduce(0) { $0 + $1.earned } }
  /// What it could have got.
  public var points: Int { checks.reduce(0) { $0 + $1.points } }
}

/// Judges submissions by an exercise's checks.
///
/// The program runs until something ends it. What ended it is left out or replaced by what the
/// student was given, and the rest runs again, so that a mistake costs what depends on it and no more.
/// What fails all the same, where other tasks fail as well, is judged with the notebook's own
/// solutions of the tasks before: no task is worth less because another one was not done.
public struct Grader: Sendable {
  let exercise: Exercise
  private let runner: CellRunner
  /// What submissions must not declare; nil where it can't be told on this system.
  private let checkedNames: CheckedNames?
  /// What the notebook itself declares in its solutions.
  private let ownNames: Set<String>
  /// How often a program may be compiled before its grade is what it has by then.
  private static let mostRounds = 24

  /// Prepares to judge submissions.
  ///
  /// - Parameters:
  ///   - exercise: The notebook.
  ///   - runner: What runs programs.
  public init(exercise: Exercise, runner: CellRunner) {
    self.exercise = exercise
    self.runner = runner
    let bench = runner.bench(inputs: [])
    checkedNames = bench.flatMap(exercise.checkedNames)
    ownNames = bench.flatMap { exercise.names(of: .solutions, on: $0) } ?? []
  }

  /// Judges a submission.
  ///
  /// - Parameters:
  ///   - submission: The student's notebook.
  ///   - remarks: What is already known to be wrong with it.
  /// - Returns: The grade.
  public func grade(_ submission: Edition, remarks: [String] = []) -> Grade {
    let cells = SubmissionCells(submission, for: exercise.edition)
    var grade = judge(cells, remarks: remarks + cells.remarks).grade
    for task in grade.tasksToJudgeAlone(cells, in: exercise) {
      grade.take(judge(cells, only: task).grade, about: task, in: exercise)
    }
    grade.explainWhatWasNotDone(in: cells, of: exercise)
    return grade
  }

  /// The grade of a submission that there is nothing to judge of.
  ///
  /// - Parameter reason: Why not.
  /// - Returns: The grade, without any points.
  public func noGrade(because reason: String) -> Grade {
    Work(exercise: exercise, segments: [], remarks: [reason])
      .grade(because: "there is nothing to judge")
  }

  /// What came of a program that judges.
  struct Judged {
    var grade: Grade
    /// The compiler's messages about it as it was handed in, by the index of the cell.
    var messages: [(cell: Int, text: String)] = []
    /// What kept it from being judged, which is nobody's mistake; nil where it was judged.
    var failure: String?
  }

  /// Judges a submission.
  ///
  /// - Parameters:
  ///   - submission: The student's cells; nil for the notebook that students are given.
  ///   - task: The only cell with a solution to judge, by its index; nil for all.
  ///   - remarks: What is already known to be wrong with it.
  /// - Returns: The grade, and what there is to say beside it.
  func judge(
    _ submission: SubmissionCells?, only task: Int? = nil, remarks: [String] = []
  ) -> Judged {
    var work = Work(
      exercise: exercise,
      segments: exercise.segments(for: submission, task.map(Exercise.Selection.task) ?? .all),
      remarks: remarks)
    guard let bench = runner.bench(inputs: exercise.inputs) else {
      let reason = "the submission could not be run"
      return Judged(grade: work.grade(because: reason), failure: reason)
    }
    var messages: [(cell: Int, text: String)] = []
    var failure: String?
    var reason = "the submission used up its time"
    for _ in 0..<Grader.mostRounds where !bench.isExhausted {
      let program = GradingProgram(work.segments)
      let compilation = bench.compile(program.text, alias: program.alias)
      guard compilation.isComplete else {
        if work.takeBackAdditions() { continue }
        if work.isFirstCompilation { messages = program.messages(compilation) }
        if let problem = compilation.problem {
          // Without a message nobody knows whose fault it is: the longest code is most likely.
          if work.removeLongest(because: problem) { continue }
          failure = problem
        } else if work.removeWhatFails(
          compilation, in: program,
          isWellFormed: { bench.isExhausted || bench.isWellFormed($0) })
        {
          continue
        }
        reason = "it does not compile with the code that was handed in"
        break
      }
      work.noteCompiled()
      if submission != nil, let checkedNames {
        guard let defined = bench.definedNames else {
          failure = "the program can't be examined"
          break
        }
        let known = task == nil ? [] : ownNames
        if work.removeIntrusions(checkedNames.intrusions(in: defined, besides: known)) {
          continue
        }
      }
      switch run(program, on: bench, &work) {
      case .changed: continue
      case .done: break
      case .notStarted: failure = "the program can't be started"
      }
      break
    }
    return Judged(
      grade: work.grade(because: failure ?? reason), messages: messages, failure: failure)
  }

  private enum Step {
    case done, changed, notStarted
  }

  /// Runs a program until its end, or until it has to be changed.
  private func run(_ program: GradingProgram, on bench: Bench, _ work: inout Work) -> Step {
    let settings = Dictionary(
      exercise.checks.flatMap(\.gradients).map { ($0.id, $0.settings) },
      uniquingKeysWith: { first, _ in first })
    while !bench.isExhausted {
      let judged = work.judged
      let run = bench.run(
        runsCell: { number in
          guard let index = program.index(of: number) else { return true }
          return !judged.contains(program.segments[index].origin)
        },
        settings: { settings[$0.id] ?? GradientCheck() })
      guard let run else { return .notStarted }
      if work.isDisturbed(run, of: program),
        work.leaveOutAdditions(because: "takes part in the checks")
      {
        return .changed
      }
      work.take(run, of: program)
      let words = run.ending.words(limits: bench.limits)
      guard let ended = run.ending.cell.flatMap(program.index) else {
        if case .finished = run.ending { return .done }
        // Between two cells there is nothing that could be left out, but for what works beside them.
        if work.leaveOutAdditions(because: words) { return .changed }
        work.giveUp(because: "the code that was handed in \(words)")
        return .done
      }
      let segment = program.segments[ended]
      if segment.isScoped, work.leaveOutAdditions(because: words) { return .changed }
      guard segment.isScoped else {
        work.replace(segment, because: words)
        return .changed
      }
      work.fail(segment, because: words)
    }
    return .done
  }
}
