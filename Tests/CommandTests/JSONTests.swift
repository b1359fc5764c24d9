import Foundation
import Testing

struct JSONTests {
  let workspace: Workspace

  init() throws { workspace = try Workspace() }

  /// The contract's fields, decoded by JSONDecoder, which keeps every bit of a number.
  struct Results: Decodable {
    struct Check: Decodable {
      var model: String
      var J, difference, numerator, denominator, step, threshold: Double
      var belowThreshold: Bool
      var verdict: String
      var parameters: [Tensor]
      var J_plus, J_minus, gradapprox, grad: [Double]
      var injected: [String]
    }
    struct Tensor: Decodable, Equatable {
      var name: String
      var shape: [Int]
      var difference: Double
      var verdict: String
    }
    struct Statement: Decodable, Equatable {
      var line: Int
      var value, stated: String
      var computed: Computed
      var holds: Bool
    }
    /// A number, or the text that a verdict or a bug's name is.
    enum Computed: Decodable, Equatable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
      case number(Double)
      case text(String)

      init(floatLiteral value: Double) { self = .number(value) }
      init(integerLiteral value: Int) { self = .number(Double(value)) }

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Double.self) {
          self = .number(number)
        } else {
          self = .text(try container.decode(String.self))
        }
      }
    }
    struct Expectation: Decodable, Equatable {
      var line: Int
      var check, text: String
      var holds: Bool
    }
    var schema: Int
    var notebook: String
    var variant: String?
    var title: String
    var checks: [String: Check]
    var statements: [Statement]
    var expectations: [Expectation]
  }

  private func data(_ text: String, _ file: String = "x.json") throws -> Data {
    try workspace.write(text, to: "x.md")
    let outcome = try workspace.nabla("render", "x.md", "--to", "json")
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try Data(contentsOf: workspace.url("Output/\(file)"))
  }

  private func results(_ text: String, _ file: String = "x.json") throws -> Results {
    try JSONDecoder().decode(Results.self, from: data(text, file))
  }

  @Test func `one parameter comes out bit for bit`() throws {
    let other = line.replacing("id=line", with: "id=other").replacing("x: 2", with: "x: 3")
    let results = try results(line + "\n" + other)
    let check = try #require(results.checks["line"])
    #expect(check.J_plus == [8.0000002])
    #expect(check.J_minus == [7.9999998])
    #expect(check.gradapprox == [2.0000000011677344])
    #expect(check.grad == [2])
    #expect(check.difference == 2.919335883291695e-10)
    #expect(check.step == 1e-7)
    #expect(check.belowThreshold)
    #expect(check.verdict == "consistent")
    #expect(check.model == "linear")
    let second = try #require(results.checks["other"])
    #expect(second.J_plus == [12.0000003])
    #expect(second.J_minus == [11.9999997])
    #expect(second.gradapprox == [2.9999999995311555])
    #expect(second.difference == 7.814075313343006e-11)
  }

  @Test(arguments: [
    ("", "sequential", 1.189041787877932e-07, []),
    ("dW2-doubled, db1-quadrupled", "sequential", 0.285093156780699, ["b1", "W2"]),
    ("dW2-doubled", "sequential", 0.17344196893448055, ["W2"]),
    ("db1-quadrupled", "sequential", 0.2544229712501982, ["b1"]),
    ("", "fused", 1.1890913024229996e-07, []),
  ])
  func `the network comes out bit for bit`(
    bugs: String, arithmetic: String, difference: Double, wrong: [String]
  ) throws {
    let results = try results(
      """
      ```gradcheck id=deep
      model: network
      layers: [4, 5, 3, 1]
      labels: [1, 1, 0]
      random: { generator: numpy, seed: 1 }
      step: 1e-7
      arithmetic: \(arithmetic)
      inject: [\(bugs)]
      ```
      """)
    let check = try #require(results.checks["deep"])
    #expect(check.difference == difference)
    #expect(check.injected.joined(separator: ", ") == bugs)
    if arithmetic == "sequential" { #expect(check.J == 2.407833389834357) }
    #expect(
      [check.J_plus, check.J_minus, check.gradapprox, check.grad].allSatisfy { $0.count == 47 })
    #expect(check.parameters.map(\.name) == ["W1", "b1", "W2", "b2", "W3", "b3"])
    #expect(check.parameters.first?.shape == [5, 4])
    #expect(check.parameters.filter { $0.verdict == "wrong" }.map(\.name) == wrong)
  }

  @Test func `the contract's fields are there`() throws {
    let text = course + "\n`{value} deep.J = 2.4078`, `{value} deep.parameters = 47`\n"
    let results = try results(text, "x.buggy.json")
    #expect(results.schema == 1)
    #expect(results.notebook == "x.md")
    #expect(results.variant == "buggy")
    #expect(results.title == "x")
    #expect(
      results.statements == [
        .init(
          line: 18, value: "deep.J", stated: "2.4078", computed: 2.407833389834357, holds: true),
        .init(line: 18, value: "deep.parameters", stated: "47", computed: 47, holds: true),
      ])
    #expect(
      results.expectations == [
        .init(line: 6, check: "deep", text: "caught in [W2, b1]", holds: true)
      ])
  }

  @Test func `an expectation of the command line has its check's line`() throws {
    try workspace.write("\n\n" + line, to: "x.md")
    let outcome = try workspace.nabla("render", "x.md", "--to", "json", "-p", "line.expect=pass")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let data = try Data(contentsOf: workspace.url("Output/x.json"))
    let results = try JSONDecoder().decode(Results.self, from: data)
    #expect(
      results.expectations == [.init(line: 3, check: "line", text: "pass", holds: true)])
  }

  @Test func `lines are those of the file that is included`() throws {
    let check = line.replacing("step: 1e-7", with: "step: 1e-7\nexpect: pass")
    try workspace.write(
      "Part.\n\n" + check + "`{value} line.J = 8`\n\n```swift run\nprint(1)\n```\n", to: "part.md")
    try workspace.write("One.\n\nTwo.\n\n```include file=part.md\n```\n", to: "x.md")
    let outcome = try workspace.nabla("render", "x.md", "--to", "json", "--no-run")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let data = try Data(contentsOf: workspace.url("Output/x.json"))
    let results = try JSONDecoder().decode(Results.self, from: data)
    #expect(results.expectations.map(\.line) == [8])
    #expect(results.statements.map(\.line) == [10])
    let all = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    let cells = try #require(all?["cells"] as? [[String: Any]])
    #expect(cells.map { $0["line"] as? Int } == [12])
  }

  @Test func `what is not finite is a word, and any text is quoted`() throws {
    let data = try data(
      "---\ntitle: \"a \\\"b\\\" \\\\ é \\t <script>\"\n---\n```gradcheck id=line\nmodel: linear\n"
        + "x: 1e200\ntheta: 1e200\nstep: 1\n```\n")
    let results = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(results["title"] as? String == "a \"b\" \\ é \t <script>")
    #expect(results["variant"] is NSNull)
    let checks = results["checks"] as? [String: [String: Any]]
    #expect(checks?["line"]?["J"] as? String == "inf")
  }
}
