import GradientChecking
import NeuralNetworks
import Testing

@Suite struct DiagnosisTests {
  @Test(arguments: [
    (["dW2-doubled"], "W2", ["doubled(dW2)"]),
    (["dW2-doubled", "db1-quadrupled"], "W2", ["doubled(dW2)", "numerator(db1, 4)"]),
    (["missing-mean(dW3)"], "W3", ["missing-mean(dW3)"]),
    (["mask-missing(2)"], "W2", ["mask-missing(2)"]),
    (["mask-missing(2)", "zeroed(db3)"], "b3", ["zeroed(db3)", "mask-missing(2)"]),
    (["doubled(dZ2)", "doubled(dW1)"], "W2", ["doubled(dZ2)", "doubled(dW1)"]),
    (["negated(dZ2)", "doubled(dW2)"], "W2", ["negated(dZ2)", "doubled(dW2)"]),
    // The number isn't one of the catalogue's, and is read off the gradient.
    (["scaled(dW2, 1.37)"], "W2", ["scaled(dW2, 1.37)"]),
    (["scaled(db3, -0.25)"], "b3", ["scaled(db3, -0.25)"]),
    (["leaky-backward(1, 0.2)"], "W1", ["leaky-backward(1, 0.2)"]),
    (["updated-weights(2, 0.5)"], "W2", ["updated-weights(2, 0.5)"]),
    (["l2-in-gradient-only(0.1)"], "W3", ["l2-in-gradient-only(0.1)"]),
    (["clipped(0.3)"], "W3", ["clipped(0.3)"]),
    (["entry-negated(dW1, 1, 2)"], "W1", ["entry-negated(dW1, 1, 2)"]),
    (["row-doubled(dW1, 2)"], "W1", ["row-doubled(dW1, 2)"]),
    (["scaled(dA1, 0.5)"], "W1", ["scaled(dZ1, 0.5)"]),
    // db3 is the same for any order of labels, so the error begins at a tensor with two bugs.
    (["labels-shuffled", "doubled(dW3)"], "W3", ["labels-shuffled", "doubled(dW3)"]),
  ])
  func `find where the error begins and call it by its name`(
    bugs: [String], root: String, names: [String]
  ) throws {
    let course = try Course()
    let report = try course.check(bugs: bugs)
    let diagnosis = try course.diagnosis(of: report)
    #expect(diagnosis.root == root)
    #expect(Set(diagnosis.names) == Set(names))
  }

  @Test func `say it in sentences`() throws {
    let course = try Course()
    let both = try course.diagnosis(of: course.check(bugs: ["dW2-doubled", "db1-quadrupled"]))
    #expect(
      both.sentences == [
        "Wrong are b1 and W2; the error begins at W2, nearest the loss.",
        // Rows 0 and 1 belong to dead units.
        "dW2 is 2 times the true gradient, as far as this point sees it.",
        "db1 is averaged with 4/m instead of 1/m: k = 4.",
      ])
    let mean = try course.diagnosis(of: course.check(bugs: ["missing-mean(dW3)"]))
    #expect(mean.sentences.last == "1/m is missing in dW3: k = 3 = m.")
    let mask = try course.diagnosis(of: course.check(bugs: ["mask-missing(2)"]))
    #expect(mask.sentences.last == "The ReLU mask of layer 2 is missing.")
    #expect(try course.diagnosis(of: course.check()).sentences.isEmpty)
  }

  @Test(
    arguments: zip(
      [
        Course.Shape(), Course.Shape(l2: 0.7), Course.Shape(keep: [0.8, 0.8]),
        Course.Shape(loss: .crossEntropyWithLogits), Course.Shape(),
      ], [1, 1, 42, 3, 29] as [UInt32]))
  func `give at least nine in ten bugs of the catalogue their name first`(
    shape: Course.Shape, seed: UInt32
  ) throws {
    let course = try Course(shape, seed: seed)
    var (caught, named) = (0, 0)
    for bug in Bug.catalogue(for: course.network) where !bug.spoilsCost {
      let report = try course.check(bugs: [bug.identifier], step: .automatic)
      guard report.verdict == .wrong else { continue }
      caught += 1
      let diagnosis = try course.diagnosis(of: report)
      let isFirst = diagnosis.causes.first?.candidates.contains { $0.name == bug.identifier }
      if isFirst == true && diagnosis.causes.count == 1 { named += 1 }
    }
    // At some points few bugs can be seen, for most units are dead.
    #expect(caught > 30 && 10 * named >= 9 * caught, "\(named) of \(caught)")
  }

  @Test func `name both of two bugs in different tensors`() throws {
    // A point without blind spots, at which no two bugs of different kinds look alike.
    let course = try Course(seed: 5)
    let bugs = Bug.catalogue(for: course.network).filter {
      $0.equivalence(in: course.network, on: course.point.data) == nil
    }
    var random = NumPyRandom(seed: 1)
    for _ in 0..<60 {
      let pair = (0..<2).map { _ in bugs[Int(random.uniform() * Double(bugs.count))] }
      let spoiled = pair.map { Set($0.spoiledTensors(in: course.network)) }
      guard spoiled[0].isDisjoint(with: spoiled[1]) else { continue }
      let report = try course.check(bugs: pair.map(\.identifier), step: .automatic)
      let diagnosis = try course.diagnosis(of: report)
      let names = diagnosis.causes.flatMap { $0.candidates.map(\.name) }
      #expect(Set(names).isSuperset(of: pair.map(\.identifier)))
      #expect(diagnosis.causes.count == 2)
    }
  }

  @Test func `name a bug in a gradient that comes from code in 32 bits`() throws {
    let course = try Course(arithmetic: .twoAccumulators)
    for bug in ["missing-mean(dW3)", "mask-missing(2)", "labels-forgotten"] {
      let bugs = [try Bug.parsing(bug)]
      let grad = course.network.gradient(
        at: course.point.parameters, on: course.point.data, bugs: bugs)
      let foreign = Foreign(
        model: try NetworkObjective(network: course.network, data: course.point.data),
        grad: grad.map { Double(Float($0)) })
      let report = try GradientCheck(step: 1e-7).run(foreign, at: course.point.parameters)
      #expect(try course.diagnosis(of: report).names == [bug])
    }
  }

  @Test func `name none where none fits`() throws {
    let course = try Course()
    let objective = try NetworkObjective(network: course.network, data: course.point.data)
    let grad = objective.gradient(at: course.point.parameters)
    let foreign = Foreign(model: objective, grad: grad.enumerated().map { $1 * Double($0 + 1) })
    let report = try GradientCheck().run(foreign, at: course.point.parameters)
    let diagnosis = try course.diagnosis(of: report)
    #expect(diagnosis.root == "W3")
    #expect(diagnosis.sentences.last?.hasPrefix("No known bug explains") == true)
  }

  @Test func `blame the numerical gradient where the analytic one is right`() throws {
    let course = try Course()
    let objective = try NetworkObjective(network: course.network, data: course.point.data)
    // J is of another data set than the gradient: the gradient isn't at fault.
    let other = try NetworkObjective(
      network: course.network,
      data: TestPoint(for: course.network, labels: course.point.data.labels, seed: 2).data)
    let foreign = Foreign(model: other, grad: objective.gradient(at: course.point.parameters))
    let report = try GradientCheck().run(foreign, at: course.point.parameters)
    #expect(try course.diagnosis(of: report).blamesNumericalGradient)
  }
}

/// A cost with a gradient that was computed elsewhere.
private struct Foreign: Objective {
  let model: NetworkObjective
  let grad: [Double]
  var layout: ParameterLayout { model.layout }
  func cost(at point: [Double]) -> Double { model.cost(at: point) }
  func gradient(at point: [Double]) -> [Double] { grad }
}
