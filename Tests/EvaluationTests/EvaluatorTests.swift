import Evaluation
import GradientChecking
import Notebooks
import Testing

struct EvaluatorTests {
  @Test func `a notebook's defaults are for the checks that say nothing else`() {
    let head = "---\ndefaults: { step: 1e-4, threshold: 1e-3 }\n---\n"
    let (evaluated, problems) = evaluate(
      head + line.replacing("step: 1e-7\n", with: "")
        + deep().replacing("step: 1e-7", with: "step: 1e-5"))
    #expect(problems.texts == [])
    #expect(evaluated?.checks.map(\.report.step) == [1e-4, 1e-5])
    #expect(evaluated?.checks.map(\.report.threshold) == [1e-3, 1e-3])
  }

  private static let variants = """
    ---
    variants:
      correct: {}
      buggy:
        deep.inject: [dW2-doubled]
        deep.expect: caught in [W2]
        line.x: 3
    ---

    """

  @Test func `a variant replaces keys of checks`() throws {
    let (correct, problems) = evaluate(
      Self.variants + line + deep("expect: pass"), variant: "correct")
    #expect(problems.texts == [])
    #expect(correct?.check("deep")?.specification.injected == [])
    #expect(correct?.check("line")?.report.cost == 8)
    let (buggy, others) = evaluate(Self.variants + line + deep("expect: pass"), variant: "buggy")
    #expect(others.texts == [])
    #expect(buggy?.check("deep")?.specification.injected == ["dW2-doubled"])
    #expect(buggy?.check("line")?.report.cost == 12)
  }

  @Test func `the command line has the last word`() throws {
    let overrides = try ["line.x=5", "deep.inject=[]", "deep.expect=pass"].map(
      CheckOverride.init(argument:))
    let (evaluated, problems) = evaluate(
      Self.variants + line + deep(), variant: "buggy", overrides: overrides)
    #expect(problems.texts == [])
    #expect(evaluated?.check("line")?.report.cost == 20)
    #expect(evaluated?.check("deep")?.specification.injected == [])
  }

  @Test(arguments: [
    ("dep.step: 1", "4:5: check 'dep' is unknown; did you mean 'deep'?"),
    ("deep.stpe: 1", "4:10: 'stpe' is not a key of a gradcheck block; did you mean 'step'?"),
    ("deep.step: 0", "4:16: step is '0'; it must be a positive, finite number"),
    ("\"deep.step\": 0", "4:18: step is '0'; it must be a positive, finite number"),
    ("deep.inject: [x]", "4:19: bug 'x' is unknown"),
  ])
  func `a replacement that does not fit is reported where it stands`(key: String, message: String) {
    let head = "---\nvariants:\n  a:\n    \(key)\n---\n"
    let (_, problems) = evaluate(head + deep(), variant: "a")
    #expect(problems.count == 1)
    #expect(problems.texts.first?.hasPrefix(message) == true, "\(problems.texts)")
  }

  @Test func `an id may stand once`() {
    let (evaluated, problems) = evaluate(line + line + line)
    #expect(problems.count == 2)
    #expect(
      problems.texts.allSatisfy { $0.contains(":14: id 'line' is taken by an earlier block") })
    #expect(evaluated?.checks.count == 1)
  }

  @Test func `what refers to a check that failed is not reported again`() {
    let (_, problems) = evaluate(
      line.replacing("x: 2", with: "x: two")
        + "`{value} line.J`, $\\value{line.J}$\n\n```table\nof: line\n```\n")
    #expect(problems.texts == ["3:4: x is 'two'; it must be a finite number"])
  }

  @Test func `all that is wrong is reported`() {
    let (_, problems) = evaluate(
      deep("hidden: rleu\nloss: x\nscheme: y\nfoo: z\nexpect: passes\nthreshold: -1"))
    #expect(problems.count == 6)
  }

  @Test(arguments: [
    "step: 5e-324", "step: 1e300", "step: 1e-300", "threshold: 5e-324", "x: 0", "theta: 0",
    "x: 1.7976931348623157e308", "x: 5e-324", "theta: -1e308\nx: 1e308",
    "step: 1e308\nscheme: five-point",
    "scheme: complex-step\nstep: 1e-300", "x: -0.0",
  ])
  func `extreme numbers never pass unnoticed`(keys: String) {
    let given = Set(keys.split(separator: "\n").map { $0.prefix { $0 != ":" } })
    let rest = [("x", "2"), ("theta", "4")].filter { !given.contains(Substring($0.0)) }
      .map { "\($0): \($1)" }.joined(separator: "\n")
    let (evaluated, _) = evaluate(
      "```gradcheck id=line\nmodel: linear\n\(keys)\n\(rest)\n```\n")
    guard let report = evaluated?.check("line")?.report else { return }
    let numbers = [report.difference, report.cost] + report.gradapprox
    if !numbers.allSatisfy(\.isFinite) {
      #expect(report.verdict != .consistent)
      #expect(!report.belowThreshold)
    }
  }

  @Test(arguments: [
    ("1.189e-07", true), ("1.188e-07", false), ("0.0000001", true), ("1e-7 ± 1e-7", true),
    ("nan", false), ("-inf", false),
  ])
  func `a stated value is compared with the computed one`(stated: String, holds: Bool) {
    let (evaluated, problems) = evaluate(deep() + "`{value} deep.difference = \(stated)`")
    #expect(evaluated?.statements.map(\.holds) == [holds])
    #expect(problems.isEmpty == holds)
    #expect(problems.allSatisfy { $0.kind == .doesNotHold && $0.column == 28 })
  }

  @Test(arguments: ["x", "abc", "0,285", "28.5%", "1.2 e-7", "1.189e-07 or so", "−inf"])
  func `a number is stated as a number`(stated: String) {
    let (evaluated, problems) = evaluate(deep() + "`{value} deep.difference = \(stated)`")
    #expect(evaluated?.statements.map(\.holds) == [false])
    #expect(problems.map(\.kind) == [.malformed])
    #expect(
      problems.texts == [
        "9:28: '\(stated)' is no number; a number is stated as '= 0.2850932' or '= 0.28509 ± 1e-5'"
      ])
    #expect(problems.first?.fix == nil)
  }

  @Test(arguments: ["x: 0.0\ntheta: 4", "x: 2\ntheta: 0.0"])
  func `zeros with different signs are different inputs`(keys: String) {
    let other = keys.replacing("0.0", with: "-0.0")
    let (evaluated, problems) = evaluate(
      [("a", keys), ("b", other)].map { id, keys in
        "```gradcheck id=\(id)\nmodel: linear\n\(keys)\n```\n"
      }.joined() + "`{value} a.J = 0.0` `{value} b.J`")
    #expect(problems.texts == [])
    #expect(evaluated?.check("a")?.report.cost.sign == .plus)
    #expect(evaluated?.check("b")?.report.cost.sign == .minus)
  }

  @Test(arguments: [
    ("line.expect=", []), ("line.inject=", []),
    ("line.step=", ["1:11: step is empty; it must be a positive, finite number"]),
    ("line.step= ", ["1:11: step is empty; it must be a positive, finite number"]),
    ("line.x=", ["1:8: x is empty; it must be a finite number"]),
    ("line.model=", ["1:12: model '' is unknown; the models are linear, network"]),
    ("line.step={}", ["1:11: step is a mapping; it must be a positive, finite number"]),
  ])
  func `a replacement may be empty as in a block`(argument: String, messages: [String]) throws {
    let override = try CheckOverride(argument: argument)
    let text = line.replacing("step: 1e-7", with: "step: 1e-7\nexpect: caught")
    let (_, problems) = evaluate(
      argument.contains("expect") ? text : line, overrides: [override])
    #expect(problems.texts == messages)
  }

  private static let ownCheck = """
    ```swift run
    gradientCheck("mine", at: [1]) { $0[0] } gradient: { _ in [1] }
    ```

    """

  @Test(arguments: [
    ("mine.stpe=1", "1:6: 'stpe' is not a key of a check in a cell; did you mean 'step'?"),
    ("mine.step=0", "1:11: step is '0'; it must be a positive, finite number"),
    ("mine.scheme=centarl", "1:13: scheme 'centarl' is unknown; did you mean 'central'?"),
    ("mine.inject=[]", "1:6: 'inject' is not a key of a check in a cell; the keys are"),
    ("mine.evaluation=full", "1:6: 'evaluation' is not a key of a check in a cell; the keys are"),
    ("mine.expect=passes", "1:13: expectation 'passes' is unknown; did you mean 'pass'?"),
  ])
  func `a replacement in a cell's check is read as in a block`(
    argument: String, message: String
  ) throws {
    let override = try CheckOverride(argument: argument)
    let (_, problems) = evaluate(Self.ownCheck, overrides: [override])
    #expect(problems.count == 1, "\(problems.texts)")
    #expect(problems.texts.first?.hasPrefix(message) == true, "\(problems.texts)")
  }

  @Test(arguments: ["step=1e-5", "step=auto", "expect=caught", "expect=", "caption=It"])
  func `a key that a cell's check has may be replaced`(replacement: String) throws {
    let override = try CheckOverride(argument: "mine." + replacement)
    #expect(evaluate(Self.ownCheck, overrides: [override]).1.texts == [])
  }

  @Test(arguments: [
    (
      "step: !foo 1e-7", "5:7: '!foo' is a YAML tag, which notebooks do not have; quote the text if"
    ),
    ("step: !!float64 1e-7", "5:7: '!!float64' is a YAML tag"),
    ("expect: !a [pass]", "5:9: '!a' is a YAML tag"),
    ("!a step: 1", "5:1: '!a' is a YAML tag"),
    ("step: !<x:y> 1", "5:7: '!<x:y>' is a YAML tag"),
  ])
  func `a tag is no part of a value`(key: String, message: String) {
    let (_, problems) = evaluate(line.replacing("step: 1e-7", with: key))
    #expect(problems.count == 1, "\(problems.texts)")
    #expect(problems.texts.first?.hasPrefix(message) == true, "\(problems.texts)")
  }

  @Test func `a quoted exclamation mark is text`() {
    #expect(evaluate(line.replacing("step: 1e-7", with: "caption: '!foo'")).1.texts == [])
  }

  @Test func `counts and words are stated, too`() {
    let (evaluated, problems) = evaluate(
      deep() + "`{value} deep.parameters = 47` `{value} deep.verdict = consistent` "
        + "`{value} deep.parameters = 46` `{value} deep.verdict = wrong`")
    #expect(evaluated?.statements.map(\.holds) == [true, true, false, false])
    #expect(evaluated?.statements.map(\.replacement) == ["47", "consistent", "47", "consistent"])
    #expect(problems.count == 2)
  }
}
