import CellRunner
import Cells
import Evaluation
import GradientChecking
import Notebooks
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Cells that run, and cells that do not come to their end.
struct CellRunTests {
  @Test func `cells see what earlier cells declare, and publish what the prose shows`() throws {
    let notebook = TestNotebook(
      cell("func double(_ x: Int) -> Int { 2 * x }\nprint(\"first\")", "id=one")
        + cell("let twice = double(3)\npublish(\"answer\", twice)\nprint(\"second\")")
        + cell(
          """
          gradientCheck("square", at: 3, expect: "pass", cost: { $0 * $0 }, gradient: { 2 * $0 })
          gradientCheck(
            "pair", at: [1, 2], expect: "caught", cost: { $0[0] * $0[1] }, gradient: { _ in [2, 2] })
          """)
        + "Twelve is `{swift} twice * 2`, and `{value} answer = 6`.\n\n"
        + "`{value} square.grad = 6.0` `{value} pair.gradapprox[1]:.1f`\n\n"
        + cell("print(twice)", "id=last"))
    #expect(notebook.printed == "")
    #expect([0, 1, 3].map(notebook.output) == ["first\n", "second\n", "6\n"])
    let evaluated = try #require(notebook.evaluated.first)
    #expect(evaluated.values.values.contains(.count(12)))
    #expect(evaluated.check("square")?.report.grad == [6])
    #expect(evaluated.check("pair")?.report.verdict == .wrong)
    #expect(evaluated.expectations.map(\.holds) == [true, true])
    #expect(evaluated.statements.map(\.holds) == [true, true])
  }

  @Test(arguments: [
    (
      "type error", "let word: Int = \"é\"; let x: Double = \"two\"",
      """
      x.md:9:19: error: cannot convert value of type 'String' to specified type 'Int'
          9 |   let word: Int = "é"; let x: Double = "two"
            |                   ^
      x.md:9:40: error: cannot convert value of type 'String' to specified type 'Double'
          9 |   let word: Int = "é"; let x: Double = "two"
            |                                        ^
      """
    ),
    (
      "trap", "let list = [1, 2]; print(list[count])",
      """
      x.md:9:32: error: cell 'it' crashed: fatal error: Index out of range
          9 |   let list = [1, 2]; print(list[count])
            |                                ^
      """
    ),
    (
      "uncaught error", "struct Wrong: Error {}; try { throw Wrong() }()",
      """
      x.md:9:31: error: cell 'it' ended with an uncaught error: Notebook.Wrong()
          9 |   struct Wrong: Error {}; try { throw Wrong() }()
            |                               ^
      """
    ),
  ])
  func `what stops a cell is reported at the notebook's own line`(
    name: String, code: String, expected: String
  ) {
    let notebook = TestNotebook(
      cell("let count = 7\nprint(\"before\")") + "- In a list, with é before it:\n\n"
        + "  ```swift run id=it\n  \(code)\n  ```\n")
    #expect(notebook.printed == expected)
    // What was printed before stands, unless nothing could run.
    #expect(notebook.output(0) == (name == "type error" ? "" : "before\n"))
  }

  @Test func `cells that have to fail or crash do, and the others still run`() throws {
    let notebook = TestNotebook(
      cell("let x: Int = \"a\"", "id=bad fail") + cell("print([1][4])", "id=trap crash")
        + cell("print(\"after\")", "id=after"))
    #expect(notebook.printed == "")
    #expect(notebook.output(2) == "after\n")
    let evaluated = try #require(notebook.evaluated.first)
    #expect(
      evaluated.expectedFailure(of: 0)?.message
        == "cannot convert value of type 'String' to specified type 'Int'")
    #expect(
      evaluated.expectedFailure(of: 1)?.message
        == "cell 'trap' crashed: fatal error: Index out of range")
  }

  @Test func `a cell that was to fail and does not is an error`() {
    let notebook = TestNotebook(
      cell("let x = 1\nprint(x)", "id=fine fail") + cell("print(2)", "id=well crash"))
    #expect(
      notebook.printed == """
        x.md:1:1: error: cell 'fine' compiles, but it is marked 'fail'
            1 | ```swift run id=fine fail
              | ^~~~~~~~~~~~~~~~~~~~~~~~~
        x.md:6:1: error: cell 'well' runs to its end, but it is marked 'crash'
            6 | ```swift run id=well crash
              | ^~~~~~~~~~~~~~~~~~~~~~~~~~
        """)
  }

  @Test(arguments: [
    ("while true {}", "ran longer than 2 s, the limit for all cells together"),
    (
      "while true { print(String(repeating: \"x\", count: 4000)) }",
      "printed more than 1024 kB, the limit for all cells together"
    ),
    (
      "let much = [Double](repeating: 1, count: 1 << 33)\nprint(much.count)",
      "needed more than 2048 MB of memory, the limit"
    ),
    ("exit(0)", "ended the program before its end, as 'exit(0)' does"),
    ("exit(3)", "ended the program with status 3"),
    (
      """
      var bytes = [UInt8](repeating: 1, count: 1 << 20)
      for number in 0... {
        let file = open("\\(number)", O_CREAT | O_WRONLY, 0o600)
        write(file, &bytes, bytes.count)
        close(file)
      }
      """, "wrote more than 8 MB into its folder, the limit"
    ),
    ("kill(getpid(), SIGKILL)", "was ended by SIGKILL"),
    (
      "for file in 0..<64 { close(Int32(file)) }",
      "closed descriptor 3, by which a program tells its results"
    ),
  ])
  func `a cell that breaks a limit is stopped and named`(code: String, message: String) {
    var limits = Limits()
    limits.time = 2_000
    limits.folder = 8 << 20
    let system = "#if canImport(Glibc)\nimport Glibc\n#else\nimport Darwin\n#endif"
    let notebook = TestNotebook(
      cell(system) + cell(code, "id=it") + cell("print(1)"), limits: limits)
    #expect(
      notebook.evaluated[0].diagnostics.filter { $0.kind != .warning }.map(\.message)
        == ["cell 'it' \(message)"])
  }

  #if os(Linux)
  @Test func `a cell copies files in its folder, and leaves no other as it should not be`() {
    let notebook = TestNotebook(
      cell(
        """
        import Foundation
        try "x".write(toFile: "a", atomically: true, encoding: .utf8)
        try FileManager.default.copyItem(atPath: "a", toPath: "b")
        print(try String(contentsOfFile: "b", encoding: .utf8))
        print(truncate("/usr/bin/env", 0), open("/usr/bin/env", O_WRONLY), mknod("disk", 0o60600, 1))
        print(shmget(1, 1, 0))
        """))
    #expect(notebook.printed == "")
    #expect(notebook.output(0) == "x\n-1 -1 -1\n-1\n")
  }

  @Test func `a cell holds no file that another thread of the command has open`() {
    // Opened without the mark that keeps it from other processes, as some libraries do.
    let opened = open("/dev/zero", O_RDONLY)
    let file = fcntl(opened, F_DUPFD, 100)
    defer { for file in [opened, file] { close(file) } }
    let notebook = TestNotebook(
      cell("import Glibc\nprint((4..<256).filter { fcntl(Int32($0), F_GETFD) >= 0 })"))
    #expect((100..<256).contains(file))
    #expect(notebook.output(0) == "[]\n")
  }

  @Test func `a cell can start no process and open no connection`() {
    let call = "unsafeBitCast(dlsym(nil, \"fork\"), to: (@convention(c) () -> Int32).self)()"
    let notebook = TestNotebook(
      cell("import Glibc\nprint(socket(AF_INET, 1, 0))") + cell("_ = \(call)", "id=it"))
    #expect(notebook.output(0) == "-1\n")
    #expect(
      notebook.evaluated[0].diagnostics.map(\.message)
        == ["cell 'it' started a process; a cell may start none"])
  }
  #endif
}
