import CellRunner
import Dispatch
import Evaluation
import Exercises
import Notebooks
import Synchronization
import Testing

/// Submissions, honest and hostile, and the points they deserve.
struct GradingTests {
  private static let notebook = """
    ```swift run id=forward
    import Foundation
    func forward(_ x: Double, _ theta: Double) -> Double {
      return theta * x  // SOLUTION
    }
    ```

    ```swift run id=backward
    func backward(_ x: Double, _ theta: Double) -> Double {
      return x  // SOLUTION
    }
    ```

    ```swift run hidden id=forward-check points=1 of=forward
    expect("J", forward(2, 4), equals: 8)
    ```

    ```swift run hidden id=backward-check points=2 of=backward
    gradientCheck("line", at: 4, expect: "pass", cost: { forward(2, $0) }, gradient: { backward(2, $0) })
    ```

    """

  /// What a student writes in the place of the two solutions, and a cell of the student's own.
  struct Submission: Sendable, CustomTestStringConvertible {
    var name: String
    var forward = "return theta * x"
    var backward = "return x"
    var addition = ""
    var points: Int
    var testDescription: String { name }
  }

  static let honest = (0..<20).map { number in
    Submission(
      name: "honest \(number)", backward: number.isMultiple(of: 2) ? "return x" : "return 2 * x",
      points: number.isMultiple(of: 2) ? 3 : 1)
  }

  static let hostile = [
    Submission(name: "hangs", backward: "while true {}", points: 1),
    Submission(name: "crashes", backward: "let a: [Double] = []; return a[3]", points: 1),
    Submission(name: "floods", backward: "while true { print(\"flood flood flood\") }", points: 1),
    Submission(name: "exits", backward: "exit(0)", points: 1),
    Submission(
      name: "redefines the checks", backward: "return 0",
      addition: """
        enum CellSupport {}
        func expect(_ l: String, _ a: Double, equals e: Double, within t: Double = 0, line: Int = #line) {}
        func gradientCheck(
          _ id: String, at point: Double, step: Double? = nil, threshold: Double? = nil,
          scheme: String? = nil, expect expectations: String..., line: Int = #line,
          cost: (Double) -> Double, gradient: (Double) -> Double
        ) {}
        """, points: 1),
    Submission(
      name: "forges messages", backward: "return 0",
      addition: """
        for file in 3..<10 { _ = write(Int32(file), [UInt8](repeating: 7, count: 640), 640) }
        print("points: 100")
        """, points: 1),
    Submission(
      name: "forges the beginning of a check", backward: "return 0",
      addition: """
        for cell in 0..<9 {
          __nablaBegin(cell)
          gradientCheck("line", at: 4, cost: { $0 * 2 }, gradient: { _ in 2 })
          __nablaEnd(cell)
        }
        """, points: 1),
    Submission(
      name: "allocates",
      backward:
        "var all: [[Double]] = []\nwhile true { all.append(.init(repeating: 1, count: 1 << 27)) }",
      points: 1),
    Submission(
      name: "forks",
      backward: """
        let fork = unsafeBitCast(dlsym(nil, "fork"), to: (@convention(c) () -> Int32).self)
        while true { _ = fork() }
        """, points: 1),
    Submission(
      name: "closes its descriptors", addition: "for file in 0..<64 { close(Int32(file)) }",
      points: 3),
    Submission(
      name: "tells results itself",
      backward: "gradientCheck(\"line\", at: 4, cost: { 2 * $0 }, gradient: { _ in 2 })\nreturn 0",
      points: 1),
    Submission(
      name: "puts a function in the place of C's", backward: "return 0",
      addition: """
        @_cdecl("write")
        func write(_ file: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int { count }
        """, points: 1),
    Submission(
      name: "leaves a thread behind that ends the program",
      addition: "Thread.detachNewThread { exit(0) }\nsleep(1)", points: 3),
    Submission(name: "dies by a signal", backward: "kill(getpid(), SIGKILL)\nreturn 0", points: 1),
    Submission(name: "does not compile", backward: "return x *", points: 1),
    Submission(name: "opens a comment", backward: "return x /* and so on", points: 1),
    Submission(name: "crashes beside the point", addition: "print([1][2])", points: 3),
  ]

  private static func edition(_ submission: Submission) -> Edition? {
    var text = Notebook.parsing(SourceText(notebook, name: "x.md")).0.studentText()
    for code in [submission.forward, submission.backward] {
      guard let stub = text.firstRange(of: "// YOUR CODE HERE\n  fatalError(\"not implemented\")")
      else { return nil }
      text.replaceSubrange(stub, with: code)
    }
    if !submission.addition.isEmpty { text += "\n```swift run\n\(submission.addition)\n```\n" }
    return Notebook.parsing(SourceText(text, name: "\(submission.name).md")).0.editions.first
  }

  @Test(.timeLimit(.minutes(5)))
  func `everyone gets the points they deserve, whatever the others do`() throws {
    var limits = Limits()
    limits.time = 2_000
    let runner = CellRunner(cache: nil, version: "test", limits: limits)
    let parsed = Notebook.parsing(SourceText(Self.notebook, name: "x.md")).0
    let edition = try #require(parsed.editions.first)
    let results = try #require(
      runner.results(of: edition, files: NotebookFolder(of: "x.md")))
    let grader = Grader(exercise: Exercise(edition: edition, results: results), runner: runner)
    let submissions = Self.honest + Self.hostile
    let grades: Mutex<[String: Grade]> = Mutex([:])
    DispatchQueue.concurrentPerform(iterations: submissions.count) { index in
      let submission = submissions[index]
      guard let edition = Self.edition(submission) else { return }
      let grade = grader.grade(edition)
      grades.withLock { $0[submission.name] = grade }
    }
    let found = grades.withLock { $0 }
    for submission in submissions {
      let grade = found[submission.name]
      #expect(
        grade?.earned == submission.points,
        "\(submission.name): \(grade?.remarks ?? []) \(grade?.checks.map(\.problems) ?? [])")
      #expect(found[submission.name]?.points == 3)
    }
    #expect(
      found["honest 1"]?.checks.last?.problems
        == ["gradient check 'line': the gradient is wrong; the difference is 3.33e-01"])
    #expect(
      found["hangs"]?.checks.last?.problems == ["ran longer than 2 s"])
    #expect(
      found["does not compile"]?.remarks.first?.contains("expected expression after operator")
        == true)
  }
}
