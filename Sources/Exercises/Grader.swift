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
public struct Grader: Sendable {
  private let exercise: Exercise
  private let runner: CellRunner
  /// What submissions must not declare; nil where programs can't be run.
  private let checkedNames: CheckedNames?
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
    checkedNames = runner.bench(inputs: []).flatMap(exercise.checkedNames)
  }

  /// Judges a submission.
  ///
  /// - Parameters:
  ///   - submission: The student's notebook.
  ///   - remarks: What is already known to be wrong with it.
  /// - Returns: The grade.
  public func grade(_ submission: Edition, remarks: [String] = []) -> Grade {
    judge(submission, remarks: remarks).grade
  }

  /// The grade of a submission that there is nothing to judge of.
  ///
  /// - Parameter reason: Why not.
  /// - Returns: The grade, without any points.
  public func noGrade(because reason: String) -> Grade {
    Work(exercise: exercise, segments: [], remarks: [reason])
      .grade(because: "there is nothing to judge")
  }

  /// Judges a submission, and tells what of it does not compile as it was handed in.
  ///
  /// - Parameters:
  ///   - submission: The student's notebook; nil for the one that students are given.
  ///   - remarks: What is already known to be wrong with it.
  /// - Returns: The grade, and the compiler's messages by the index of the cell.
  func judge(
    _ submission: Edition?, remarks: [String] = []
  ) -> (grade: Grade, messages: [(cell: Int, text: String)]) {
    var messages: [(cell: Int, text: String)] = []
    let cells = submission.map { SubmissionCells($0, for: exercise.edition) }
    var work = Work(
      exercise: exercise, segments: exercise.segments(for: cells),
      remarks: remarks + (cells?.remarks ?? []))
    guard let bench = runner.bench(inputs: exercise.inputs) else {
      return (work.grade(because: "the submission could not be run"), [])
    }
    for _ in 0..<Grader.mostRounds where !bench.isExhausted {
      let program = GradingProgram(work.segments)
      let compilation = bench.compile(program.text, alias: program.alias)
      guard compilation.isComplete else {
        if work.takeBackAdditions() { continue }
        if work.isFirstCompilation { messages = program.messages(compilation) }
        if let problem = compilation.problem {
          // Without a message nobody knows whose fault it is: the longest code is most likely.
          if work.removeLongest(because: problem) { continue }
        } else if work.removeWhatFails(
          compilation, in: program, isWellFormed: bench.isWellFormed)
        {
          continue
        }
        break
      }
      work.noteCompiled()
      if submission != nil, let checkedNames, let defined = bench.definedNames,
        work.removeIntrusions(checkedNames.intrusions(in: defined))
      {
        continue
      }
      if run(program, on: bench, &work) { break }
    }
    return (work.grade(because: "the submission used up its time"), messages)
  }

  /// Runs a program until its end or until it has to be changed; returns whether all is done.
  private func run(_ program: GradingProgram, on bench: Bench, _ work: inout Work) -> Bool {
    let settings = Dictionary(
      exercise.checks.flatMap(\.gradients).map { ($0.id, $0.settings) },
      uniquingKeysWith: { first, _ in first })
    while !bench.isExhausted {
      let judged = work.judged
      let left = work.left
      let run = bench.run(
        runsCell: { number in
          guard let index = program.index(of: number) else { return true }
          let origin = program.segments[index].origin
          return !judged.contains(origin) && !left.contains(origin)
        },
        settings: { settings[$0.id] ?? GradientCheck() })
      guard let run else { return true }
      if work.isDisturbed(run, of: program),
        work.leaveOutAdditions(because: "takes part in the checks")
      {
        return false
      }
      work.take(run, of: program)
      let words = run.ending.words(limits: bench.limits)
      guard let ended = run.ending.cell.flatMap(program.index) else {
        if case .finished = run.ending { return true }
        // Between two cells there is nothing that could be left out, but for what works beside them.
        if work.leaveOutAdditions(because: words) { return false }
        work.giveUp(because: "the code that was handed in \(words)")
        return true
      }
      let segment = program.segments[ended]
      if segment.isScoped, work.leaveOutAdditions(because: words) { return false }
      guard segment.isScoped else {
        work.replace(segment, because: words)
        return false
      }
      work.fail(segment, because: words)
    }
    return true
  }
}
