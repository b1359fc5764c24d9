import GradientChecking
import Testing

@Suite struct SchemeTests {
  @Test(arguments: [(Scheme.forward, 1), (.central, 2), (.complexStep, 2), (.fivePoint, 4)])
  func `shrink their error with the power they claim`(scheme: Scheme, order: Int) throws {
    let errors = try [0x1p-4, 0x1p-5].map { step in
      // θ⁵, for which none of these is exact.
      try GradientCheck(scheme: scheme, step: step).run(FifthPower(), at: [1.5]).numerator
    }
    #expect(scheme.order == order)
    #expect((errors[0] / errors[1] / Double(1 << order) - 1).magnitude < 0.06)
  }

  @Test(arguments: [Scheme.ridders, .dual, .complexStep])
  func `come within rounding of the derivative where they leave no truncation error`(
    scheme: Scheme
  ) throws {
    let step = scheme == .complexStep ? 1e-100 : 0.25
    let report = try GradientCheck(scheme: scheme, step: step).run(FifthPower(), at: [1.5])
    #expect(report.difference < 1e-14)
    #expect(report.verdict == .consistent)
  }

  @Test(arguments: Scheme.allCases, [0.7, 1.5, -3])
  func `find a right derivative consistent and a wrong one wrong at a step of their own`(
    scheme: Scheme, theta: Double
  ) throws {
    let check = GradientCheck(scheme: scheme, step: .automatic)
    #expect(try check.run(FifthPower(), at: [theta]).verdict == .consistent)
    // Forward differences reach half the digits, all others more.
    let factor = scheme == .forward ? 1 + 1e-4 : 1 + 1e-7
    #expect(try check.run(FifthPower(factor: factor), at: [theta]).verdict == .wrong)
  }

  @Test func `estimate the error of Ridders' extrapolation`() throws {
    for theta in stride(from: 0.1, through: 3, by: 0.1) {
      let report = try GradientCheck(scheme: .ridders, step: 0.01).run(FifthPower(), at: [theta])
      #expect((report.gradapprox[0] - report.grad[0]).magnitude <= report.tolerance[0])
      #expect(report.tolerance[0] < 1e-9 * report.grad[0].magnitude)
    }
  }

  @Test(arguments: Scheme.allCases)
  func `know where they evaluate`(scheme: Scheme) {
    #expect(scheme.offsets.isEmpty == !scheme.movesPoint)
    #expect(scheme.offsets.allSatisfy { $0.magnitude <= 2 && $0 != 0 })
  }

  @Test(arguments: [
    (Scheme.complexStep, GradientCheckError.complexStepUnsupported),
    (.dual, .dualNumbersUnsupported),
  ])
  func `refuse a cost that takes no such numbers`(scheme: Scheme, error: GradientCheckError) {
    #expect(throws: error) { try GradientCheck(scheme: scheme).run(Opaque(), at: [1]) }
    #expect(error.description.hasPrefix("scheme '\(scheme.rawValue)' needs a cost"))
  }

  /// `J(θ) = θ⁵`, its gradient multiplied by a factor.
  private struct FifthPower: Objective {
    var factor = 1.0
    let layout = ParameterLayout([(name: "theta", shape: [])])
    func cost(at point: [Double]) -> Double { point[0] * point[0] * point[0] * point[0] * point[0] }
    func cost(at point: [Complex]) -> Complex? {
      point[0] * point[0] * point[0] * point[0] * point[0]
    }
    func cost(at point: [Dual]) -> Dual? { point[0] * point[0] * point[0] * point[0] * point[0] }
    func gradient(at point: [Double]) -> [Double] {
      [5 * point[0] * point[0] * point[0] * point[0] * factor]
    }
  }

  private struct Opaque: Objective {
    let layout = ParameterLayout([(name: "theta", shape: [])])
    func cost(at point: [Double]) -> Double { point[0] }
    func gradient(at point: [Double]) -> [Double] { [1] }
  }
}
