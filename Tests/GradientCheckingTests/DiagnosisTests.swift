import GradientChecking
import Testing

/// `J(A, b) = ½Σcᵢaᵢ²`, with a gradient that was computed elsewhere.
private struct Weighted: Objective {
  let change: @Sendable ([Double]) -> [Double]

  let layout = ParameterLayout([(name: "A1", shape: [2, 3]), (name: "b1", shape: [2])])
  let point = [1.5, -0.25, 2, 0.75, 1, -3, 0.5, 4]
  private let weights = [1.0, 3, 0.5, 2, 1.25, 1, 2, 0.75]

  func cost(at point: [Double]) -> Double {
    zip(point, weights).reduce(0) { $0 + 0.5 * $1.1 * $1.0 * $1.0 }
  }

  func gradient(at point: [Double]) -> [Double] {
    let truth = zip(point, weights).map(*)
    return change(Array(truth[..<6])) + truth[6...]
  }
}

/// What was done to the gradient of A1, and what the numbers tell of it.
private let changes: [(change: @Sendable ([Double]) -> [Double], name: String, phrase: String)] = [
  ({ $0.map { 2 * $0 } }, "scaled(dA1, 2)", "dA1 is 2 times the true gradient"),
  ({ $0.map { $0 / 2 } }, "scaled(dA1, 0.5)", "dA1 is 1/2 of the true gradient"),
  ({ $0.map { $0 / 7 } }, "scaled(dA1, \(1.0 / 7))", "dA1 is 1/7 of the true gradient"),
  ({ $0.map { -$0 } }, "scaled(dA1, -1)", "dA1 has the wrong sign"),
  ({ $0.map { 1.37 * $0 } }, "scaled(dA1, 1.37)", "dA1 is 1.37 times the true gradient"),
  ({ $0.map { _ in 0 } }, "zeroed(dA1)", "dA1 is 0 throughout"),
  (
    { [$0[0], $0[3], $0[1], $0[4], $0[2], $0[5]] }, "transposed(dA1)",
    "dA1 is transposed: its entries are read column by column"
  ),
  ({ $0.reversed() }, "reversed(dA1)", "the entries of dA1 are reversed"),
  ({ $0.map { min(max($0, -1.25), 1.25) } }, "clipped(1.25)", "dA1 is clipped at ±1.25"),
  ({ $0.changing(4) { -$0 } }, "entry-negated(dA1, 1, 1)", "dA1[1,1] has the wrong sign"),
  ({ $0.changing(2) { $0 + 0.123 } }, "outlier(dA1, 0, 2)", "dA1[0,2] alone is wrong"),
  ({ $0.changing(3, 4, 5) { 2 * $0 } }, "row-doubled(dA1, 1)", "row 1 of dA1 is 2 times"),
  ({ $0.changing(3, 4, 5) { $0 * $0 } }, "outlier(dA1, 1)", "row 1 of dA1 alone is wrong"),
  ({ $0.changing(1) { _ in .nan } }, "nan(dA1)", "dA1[0,1] isn't a finite number"),
]

@Suite struct DiagnosisTests {
  @Test(arguments: changes.indices)
  func `tell from numbers alone what was done to a tensor`(index: Int) throws {
    let row = changes[index]
    let objective = Weighted(change: row.change)
    let report = try GradientCheck(step: 1e-6).run(objective, at: objective.point)
    let diagnosis = report.diagnosis
    #expect(diagnosis.wrongTensors == ["A1"] && diagnosis.root == "A1")
    #expect(diagnosis.causes.map { $0.candidates.map(\.name) } == [[row.name]])
    #expect(diagnosis.causes[0].candidates[0].phrase.hasPrefix(row.phrase))
  }

  @Test func `name nothing where nothing fits`() throws {
    let objective = Weighted { $0.enumerated().map { $1 * Double($0 + 1) } }
    let report = try GradientCheck(step: 1e-6).run(objective, at: objective.point)
    #expect(report.diagnosis.names.isEmpty)
    #expect(report.diagnosis.sentences.first == "The error is in A1 alone.")
    #expect(report.diagnosis.sentences.last?.hasPrefix("No known bug explains A1") == true)
  }

  @Test func `find one factor for all wrong tensors`() throws {
    let report = try GradientCheck().run(Tripled(), at: [4, 5])
    #expect(
      report.diagnosis.sentences == [
        "Wrong are W1 and W2; the error begins at W2, nearest the loss.",
        "Each wrong gradient is 3 times the true gradient.",
      ])
  }

  @Test func `give slope and cosine`() throws {
    let objective = Weighted { $0.map { -3 * $0 } }
    let report = try GradientCheck(step: 1e-6).run(objective, at: objective.point)
    #expect((report.comparisons[0].slope + 3).magnitude < 1e-9)
    #expect((report.comparisons[0].cosine + 1).magnitude < 1e-12)
    #expect((report.comparisons[1].slope - 1).magnitude < 1e-9)
  }

  @Test(arguments: [
    (["W1", "b1", "W2", "b2"], ["b1", "W2"], "W2"),
    (["W1", "b1", "W2", "b2"], ["W1", "b2"], "b2"),
    (["W1", "b1", "W2", "b2"], ["W2", "b2"], "W2"), (["a", "b"], ["a", "b"], "b"), (["a"], [], nil),
  ])
  func `begin at the wrong tensor nearest the loss`(
    names: [String], wrong: [String], root: String?
  ) {
    #expect(ParameterLayout(names.map { ($0, [2]) }).root(of: wrong) == root)
  }

  @Test func `judge another gradient as a new check would`() throws {
    let right = Weighted { $0 }
    let report = try GradientCheck(step: 1e-6).run(right, at: right.point)
    for (change, _, _) in changes {
      let wrong = Weighted(change: change)
      let judged = report.judging(wrong.gradient(at: wrong.point))
      let checked = try GradientCheck(step: 1e-6).run(wrong, at: wrong.point)
      #expect(judged.verdict == checked.verdict && judged.verdicts == checked.verdicts)
      #expect(judged.wrongTensors == checked.wrongTensors)
      #expect(judged.difference.bitPattern == checked.difference.bitPattern)
    }
  }
}

/// `J = θ₁θ₂` with three times its gradient.
private struct Tripled: Objective {
  let layout = ParameterLayout([(name: "W1", shape: []), (name: "W2", shape: [])])
  func cost(at point: [Double]) -> Double { point[0] * point[1] }
  func gradient(at point: [Double]) -> [Double] { [3 * point[1], 3 * point[0]] }
}

extension [Double] {
  fileprivate func changing(_ places: Int..., by change: (Double) -> Double) -> [Double] {
    enumerated().map { places.contains($0) ? change($1) : $1 }
  }
}
