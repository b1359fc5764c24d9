import GradientChecking
import NeuralNetworks
import Testing

/// Networks of all kinds, each with a test point of its own.
private let shapes: [EvaluationRow] = [
  EvaluationRow(layers: [4, 5, 3, 1]),
  EvaluationRow(layers: [3, 6, 4, 1], hidden: .leakyReLU),
  EvaluationRow(layers: [3, 5, 4, 1], hidden: .tanh, l2: 0.7),
  EvaluationRow(layers: [5, 6, 4, 3], output: .softmax, labels: [0, 2, 1, 1]),
  EvaluationRow(layers: [4, 7, 5, 1], keep: [0.8, 0.8]),
]

@Suite struct EvaluationVerdictTests {
  /// A step that crosses kinks, and the engine's own, on 20 networks.
  @Test(arguments: shapes.indices, 0..<4)
  func `give every bug of the catalogue the same verdict`(shape: Int, seed: Int) throws {
    let (objective, point) = try shapes[shape].objective(seed: UInt32(10 * shape + seed))
    for step in [StepChoice.given(1e-2), .automatic] {
      let full = try GradientCheck(step: step, evaluation: .full).bugs(of: objective, at: point)
      let reuse = try GradientCheck(step: step, evaluation: .reuse).bugs(of: objective, at: point)
      for (expected, found) in zip(full, reuse) {
        #expect(found.verdicts == expected.verdicts, "\(found.bug) with step \(step)")
      }
    }
  }

  /// At the course's step a bug such as single precision is as small as the noise of a full pass.
  @Test(arguments: shapes.indices, 0..<4)
  func `see at a step full of noise what full passes see, or more`(shape: Int, seed: Int) throws {
    let (objective, point) = try shapes[shape].objective(seed: UInt32(10 * shape + seed))
    let full = try GradientCheck(step: 1e-7, evaluation: .full).bugs(of: objective, at: point)
    let reuse = try GradientCheck(step: 1e-7, evaluation: .reuse).bugs(of: objective, at: point)
    for (expected, found) in zip(full, reuse) {
      for (before, now) in zip(expected.verdicts, found.verdicts) where now != before {
        #expect(found.bug == "single-precision" && now == .wrong, "\(found.bug)")
      }
    }
  }
}

extension GradientCheck {
  /// The verdicts on the tensors without a bug and with each of the catalogue.
  fileprivate func bugs(
    of objective: NetworkObjective, at point: [Double]
  ) throws -> [(bug: String, verdicts: [Verdict])] {
    let correct = try run(objective, at: point)
    // What draws new masks each time isn't a function, and has no reuse.
    let bugs = NeuralNetworks.Bug.catalogue(for: objective.network).filter { !$0.spoilsCost }
    return [("none", correct.tensors.map { $0.verdict })]
      + bugs.map { bug in
        let grad = objective.network.gradient(at: point, on: objective.data, bugs: [bug])
        return (bug.identifier, correct.judging(grad).tensors.map { $0.verdict })
      }
  }
}
