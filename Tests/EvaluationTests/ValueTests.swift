import Evaluation
import GradientChecking
import Notebooks
import Testing

struct ValueTests {
  private func value(_ name: String) throws -> Value {
    let (evaluated, problems) = evaluate(
      line + deep("inject: [dW2-doubled, db1-quadrupled]") + "`{value} \(name)`")
    #expect(problems.texts == [])
    return try #require(evaluated?.values.values.first)
  }

  @Test(arguments: [
    ("line.J", 8), ("line.J_plus", 8.0000002), ("line.J_minus", 7.9999998), ("line.grad", 2),
    ("line.gradapprox", 2.0000000011677344), ("line.difference", 2.919335883291695e-10),
    ("line.thetaplus", 4.0000001), ("line.thetaminus", 3.9999999), ("line.step", 1e-7),
    ("line.threshold", 1e-7), ("line.J_plus[0]", 8.0000002), ("deep.J", 2.407833389834357),
    ("deep.difference", 0.285093156780699), ("deep.step", 1e-7),
  ])
  func `a check publishes numbers`(name: String, number: Double) throws {
    #expect(try value(name) == .number(number))
  }

  @Test func `a check publishes counts and words`() throws {
    #expect(try value("deep.parameters") == .count(47))
    #expect(try value("deep.parameters.W1") == .count(20))
    #expect(try value("line.parameters") == .count(1))
    #expect(try value("deep.verdict") == .word("wrong"))
    #expect(try value("deep.verdict.W2") == .word("wrong"))
    #expect(try value("deep.verdict.W3") == .word("consistent"))
    #expect(try value("line.verdict") == .word("consistent"))
  }

  @Test func `an entry has the same value by position and by name`() throws {
    let names = ["J_plus", "J_minus", "gradapprox", "grad", "thetaplus", "thetaminus", "tolerance"]
    let entries = names.flatMap { name in
      [("7", "W1[1,3]"), ("20", "b1[0,0]"), ("46", "b3[0,0]")].map { index, entry in
        "`{value} deep.\(name)[\(index)]` `{value} deep.\(name).\(entry)`\n"
      }
    }
    let (evaluated, problems) = evaluate(deep() + entries.joined())
    #expect(problems.texts == [])
    let values = try #require(evaluated?.values.sorted { $0.key.lowerBound < $1.key.lowerBound })
    #expect(values.count == 42)
    for index in stride(from: 0, to: 42, by: 2) {
      #expect(values[index].value == values[index + 1].value)
    }
  }

  @Test(arguments: [
    ("deep", "'deep' is a block; name one of its values"), ("x.J", "check 'x' is unknown"),
    ("deep.", "'deep' is a block"), ("deep.K", "value 'K' is unknown; did you mean 'J'?"),
    ("deep.J_plus", "'deep.J_plus' has one entry for each parameter"),
    ("deep.J_plus.W1", "'deep.J_plus.W1' has one entry for each parameter"),
    ("deep.J_plus[47]", "index 47 is outside 'J_plus', which has 47 entries, from 0 to 46"),
    ("deep.J_plus[0,0]", "'J_plus' takes one index"), ("line.J[0]", "'J' is one value"),
    ("line.J_plus[1]", "index 1 is outside 'J_plus', which has one entry, at 0"),
    ("deep.J_plus.W1[5,0]", "index [5,0] is outside 'W1', whose shape is [5, 4]"),
    ("deep.J_plus.W1[0,4]", "index [0,4] is outside 'W1'"),
    ("deep.J_plus.W1[0]", "index [0] is outside 'W1'"), ("deep.J.W1", "'J' belongs to the whole"),
    ("deep.J_plus.W9[0,0]", "parameter 'W9' is unknown; did you mean 'W1'?"),
    ("deep.verdict:.3e", "'deep.verdict' is a word; drop the format"),
    ("deep.J.W1.b1", "'J.W1.b1' goes too deep"),
  ])
  func `a name that leads nowhere is reported`(name: String, message: String) {
    let (_, problems) = evaluate(line + deep() + "`{value} \(name)`")
    #expect(problems.count == 1)
    #expect(problems.first?.message.hasPrefix(message) == true, "\(problems.texts)")
  }

  @Test func `a scheme that steps to one side has J on the other`() throws {
    let (evaluated, problems) = evaluate(
      deep("scheme: forward") + "`{value} deep.J_minus[0]` `{value} deep.J`")
    #expect(problems.texts == [])
    #expect(Set(try #require(evaluated).values.values).count == 1)
  }

  @Test(arguments: [
    ("`{value} line.J`", 1), ("a **`{value} line.J`**", 1), ("# `{value} line.J`", 1),
    ("[`{value} line.J`](x)", 1), ("![`{value} line.J`](x)", 1), ("> - `{value} line.J`", 1),
    ("| a |\n|---|\n| `{value} line.J` |", 1), ("$\\value{line.J}$", 1),
    ("`` {value} line.J ``", 1),
    ("```\n`{value} line.J`\n```", 0), ("    `{value} line.J`", 0), ("`{{value}} line.J`", 0),
    ("[a](x \"`{value} line.J`\")", 1), ("<!-- `{value} line.J` -->", 0),
    ("\\`{value} line.J\\`", 0),
  ])
  func `values are found in prose and not in code`(text: String, count: Int) {
    let (evaluated, problems) = evaluate(line + "\n" + text)
    #expect(problems.texts == [])
    #expect(evaluated?.values.count == count)
  }
}
