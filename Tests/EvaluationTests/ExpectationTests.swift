import Evaluation
import GradientChecking
import Notebooks
import Testing

struct ExpectationTests {
  /// What an expectation of the course's network with a bug says: nil where it holds.
  private func failure(_ expectation: String, inject: String = "[dW2-doubled]") -> String? {
    let (evaluated, problems) = evaluate(
      deep("inject: \(inject)\nexpect:\n  - \(expectation)"))
    #expect(evaluated?.expectations.count == 1)
    #expect(evaluated?.expectations.first?.holds == problems.isEmpty)
    #expect(problems.allSatisfy { $0.kind == .doesNotHold && $0.line == 9 && $0.column == 5 })
    return problems.first?.message
  }

  @Test(arguments: [
    "caught", "caught in [W2]", "caught in [ W2 ]", "caught  in  [W2]", "difference > 0.1",
    "difference>0.1", "difference >= 0.17344196893448055", "difference <= 0.17344196893448055",
    "J < 3", "J_plus[3] > 0", "J_plus.W1[1, 3] > 0", "difference.W2 > 0.3", "parameters >= 47",
    "step <= 1e-7", "difference < .5", "difference < inf", "difference.W3 < 1e-5",
  ])
  func `holds`(expectation: String) {
    #expect(failure("'\(expectation)'") == nil)
  }

  @Test(arguments: ["|\n  J < 3", ">\n  J < 3\n", "' caught '", "\n  - |\n    caught in [W2]"])
  func `may have white space around it`(text: String) {
    let (evaluated, problems) = evaluate(deep("inject: [dW2-doubled]\nexpect: \(text)"))
    #expect(problems.texts == [])
    #expect(evaluated?.expectations.map(\.holds) == [true])
  }

  @Test(arguments: [
    ("pass", "the verdict is wrong; wrong are [W2]"), ("difference < 0.1", "difference is 0.17"),
    ("caught in [W2, b1]", "the verdict is wrong; wrong are [W2]"),
    ("caught in [b1]", "the verdict is wrong; wrong are [W2]"),
    ("difference > 0.17344196893448055", "difference is 0.17344196893448055"),
    ("J_plus[3] < 0", "J_plus[3] is 2.4"), ("parameters < 47", "parameters is 47.0"),
  ])
  func `does not hold`(expectation: String, reason: String) {
    let message = failure("'\(expectation)'") ?? ""
    #expect(message.contains("'\(expectation)', but \(reason)"), "\(message)")
  }

  @Test func `a bug that is taken out is missed`() {
    #expect(failure("'caught in [W2, b1]'", inject: "[dW2-doubled, db1-quadrupled]") == nil)
    let message = failure("'caught in [W2, b1]'", inject: "[]") ?? ""
    #expect(message.contains("but the verdict is consistent; no tensor is wrong"))
  }

  @Test func `numbers that are not finite fulfil nothing`() {
    let (_, problems) = evaluate(
      """
      ```gradcheck id=line
      model: linear
      x: 1e300
      theta: 1e300
      expect: [pass, difference < 1e9, difference > -1e9, caught]
      ```
      """)
    #expect(problems.count >= 3)
    #expect(!problems.contains { $0.message.contains("preconditio") })
  }

  @Test(arguments: [
    "passed", "caught in", "caught in []", "caught in [W2,]", "caught W2", "difference", "< 1",
    "difference < x", "difference == 1", "difference < 1e-6 or pass", "difference < nan", "'' < 1",
    "J_plus[] < 1", "J_plus[0,] < 1", "J_plus[99999999999999999999] < 1", "Pass", "1 < difference",
  ])
  func `cannot be read`(expectation: String) {
    let (evaluated, problems) = evaluate(deep("expect:\n  - \"\(expectation)\""))
    #expect(problems.count == 1)
    #expect(
      problems.first?.message.hasPrefix("expectation '") == true
        || problems.first?.message.contains("names no tensor") == true, "\(problems.texts)")
    #expect(problems.first.map { $0.kind == .malformed && $0.line == 8 && $0.column == 5 } == true)
    // The check itself is carried out.
    #expect(evaluated?.checks.count == 1)
  }

  @Test(arguments: [
    ("caught in [W2, W9]", 21, "parameter 'W9' is unknown"), ("K < 1", 6, "value 'K' is unknown"),
    ("difference.w2 < 1", 17, "parameter 'w2' is unknown"),
    ("verdict < 1", 5, "'verdict' is not a"),
    ("J_plus < 1", 5, "'J_plus' is not a single number"),
    ("J_plus[99] < 1", 5, "index 99 is outside"),
  ])
  func `names what the check does not have`(expectation: String, column: Int, message: String) {
    let (_, problems) = evaluate(deep("expect:\n  - \"\(expectation)\""))
    #expect(problems.count == 1)
    #expect(problems.first?.message.hasPrefix(message) == true, "\(problems.texts)")
    #expect(problems.first.map { $0.kind == .malformed && $0.line == 8 } == true)
    #expect(problems.first?.column == column)
  }
}
