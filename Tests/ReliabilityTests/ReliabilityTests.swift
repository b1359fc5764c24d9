import GradientChecking
import NeuralNetworks
import Reliability
import Testing

/// The figures that `Reliability` prints.
@Suite struct ReliabilityTests {
  @Test func `beat the course's rule on a thousand points of correct code`() throws {
    let tally = try Population.course.tally(GradientCheck(step: 1e-7), seeds: 0..<1000)
    #expect(tally.aboveThreshold == 66 && tally.aboveDoubledThreshold == 58)
    #expect(tally.wrong == [])
    #expect(tally.unresolved.contains(571) && tally.unresolved.count < 70)
    #expect(tally.consistent + tally.unresolved.count == 1000)
  }

  @Test func `call no correct code wrong at the engine's own step`() throws {
    let tally = try Population.course.tally(GradientCheck(step: .automatic), seeds: 0..<1000)
    #expect(tally.wrong == [])
    #expect(tally.consistent > 950)
  }

  @Test(arguments: [StepChoice.given(1e-7), .given(1e-4), .automatic])
  func `call no network with many kinks wrong`(step: StepChoice) throws {
    let check = GradientCheck(step: step)
    #expect(try Population.narrow.tally(check, seeds: 0..<40).wrong == [])
    #expect(try Population.wide.tally(check, seeds: 0..<40).wrong == [])
  }
}
