import CellWire
import Cells
import GradientChecking
import Testing

@testable import CellRunner

/// Talks with programs that were not made from cells.
struct ProgramSessionTests {
  private func session(_ script: String, limits: Limits) throws -> ProgramSession {
    try #require(
      ProgramSession(
        arguments: ["/bin/sh", "-c", script], environment: ["PATH": "/usr/bin:/bin"],
        folder: "/nowhere", limits: limits, isSandboxed: false))
  }

  private func run(_ script: String, limits: Limits) throws -> ProgramRun {
    try session(script, limits: limits)
      .talk(runsCell: { _ in true }, settings: { _ in CheckPlan(check: GradientCheck()) })
  }

  @Test(.timeLimit(.minutes(1)))
  func `a program that never falls silent is stopped in time`() throws {
    var limits = Limits()
    limits.time = 1_000
    limits.messages = .max
    let start = ContinuousClock.now
    // Each eight bytes of zeros are a message of no length.
    let run = try run("exec cat /dev/zero >&3", limits: limits)
    #expect(run.ending == .stopped(.time(milliseconds: 1_000), cell: nil))
    #expect(ContinuousClock.now - start < .seconds(3))
  }

  @Test func `a program that has computed for too long is told from one that was killed`() throws {
    var limits = Limits()
    limits.time = 3_000
    let ending = try run("kill -XCPU $$", limits: limits).ending
    #expect(ending == .stopped(.computing(seconds: 6), cell: nil))
    var archive = ResultArchive(anchors: [])
    archive.run = ProgramRun()
    archive.run?.ending = ending
    #expect(!archive.isRepeatable)
    #expect(ResultArchive(archive.bytes)?.run?.ending == ending)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a check of a program that has ended is given up at once`() throws {
    let session = try session("exit 0", limits: Limits())
    #expect(session.receive() == nil)
    let point = [Double](repeating: 1, count: 50_000)
    let objective = LiveObjective(
      layout: ParameterLayout([(name: "theta", shape: [point.count])]), session: session)
    #expect(throws: GradientCheckError.cancelled) {
      try GradientCheck().run(
        objective, at: point, workers: Workers { _ in objective.isAlive })
    }
    #expect(!objective.isComplete)
    _ = session.finish()
  }

  @Test func `messages are taken out whole, however they come in`() {
    var writer = FrameWriter(.begin)
    writer.put([UInt8](repeating: 7, count: 100))
    let count = withUnsafeBytes(of: Int64(writer.bytes.count).littleEndian) { Array($0) }
    let stream = [[UInt8]](repeating: count + writer.bytes, count: 50).flatMap(\.self)
    for size in [1, 7, 116, 1000, stream.count] {
      var inbox = Inbox()
      var taken = 0
      for start in Swift.stride(from: 0, to: stream.count, by: size) {
        inbox.append(Array(stream[start..<min(start + size, stream.count)]))
        while var message = inbox.next() {
          #expect(message.kind() == .begin)
          #expect(message.data() == [UInt8](repeating: 7, count: 100))
          #expect(message.isFinished)
          taken += 1
        }
      }
      #expect(taken == 50 && inbox.total == stream.count && !inbox.isBroken)
    }
  }

  @Test func `a message that is longer than one may be breaks the channel`() {
    var inbox = Inbox()
    inbox.append([UInt8](repeating: 0xFF, count: 8))
    #expect(inbox.next() == nil && inbox.isBroken)
  }
}
