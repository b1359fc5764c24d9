import Testing

@testable import CellRunner

/// Processes that only print, and how they come to their end.
struct SubprocessTests {
  @Test(arguments: [
    (["/bin/sh", "-c", "exit 0"], Subprocess.Ending.ended(.exited(0))),
    (["/bin/sh", "-c", "exit 3"], .ended(.exited(3))),
    (["/bin/sh", "-c", "kill -9 $$"], .ended(.signalled(9))),
    (["/bin/sh", "-c", "exec sleep 60"], .stopped),
    (["/bin/sh", "-c", "exec cat /dev/zero"], .tooMuchOutput),
    (["/bin/sh", "-c", "exec cat /dev/zero >&2"], .tooMuchOutput),
    (["/nowhere/nothing"], .notStarted("no such file or directory")),
  ])
  func `each end of a process is told from the others`(
    arguments: [String], ending: Subprocess.Ending
  ) {
    let result = Subprocess.run(
      arguments, environment: ["PATH": "/usr/bin:/bin"], time: 2_000, limit: 1 << 16)
    #expect(result.ending == ending)
    #expect(result.isSuccess == (ending == .ended(.exited(0))))
  }

  @Test(arguments: [
    (Subprocess.Ending.notStarted("no memory"), "", "the compiler can't be started: no memory"),
    (.stopped, "", "the compiler took longer than 60 s"),
    (.tooMuchOutput, "", "the compiler printed more than 4 MB"),
    (.ended(.exited(1)), "", "the compiler failed: ended with status 1"),
    (.ended(.signalled(9)), "", "the compiler failed: was ended by signal 9"),
    (.ended(.exited(1)), "ld: error: no space left", "the compiler failed: no space left"),
  ])
  func `a compiler that gives no program is not blamed for what it did not do`(
    ending: Subprocess.Ending, output: String, problem: String
  ) {
    #expect(Toolchain.problem(ending, output, Limits()) == problem)
  }
}
