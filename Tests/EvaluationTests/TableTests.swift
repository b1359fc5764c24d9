import Evaluation
import GradientChecking
import Notebooks
import Testing

struct TableTests {
  private func table(_ keys: String) -> (TableSpecification?, [Diagnostic]) {
    let (evaluated, problems) = evaluate(deep() + "```table\n\(keys)\n```\n")
    return (evaluated?.tables.values.first, problems)
  }

  @Test func `a table says what it shows`() throws {
    let (table, problems) = table(
      "of: deep\ncolumns: [parameter, grad, error]\nrows: 3\ntensors: [W1, b1]\nomit-zeros: true\n"
        + "order: error\nformat: .3e\ncaption: Largest")
    #expect(problems.texts == [])
    let found = try #require(table)
    #expect(found.check.value == "deep")
    #expect(found.columns == [.parameter, .grad, .error])
    #expect(found.rows == 3)
    #expect(found.tensors?.map(\.value) == ["W1", "b1"])
    #expect(found.omitsZeros)
    #expect(found.order == .error)
    #expect(found.format == NumberFormat(style: .e, digits: 3))
    #expect(found.caption == "Largest")
  }

  @Test func `a table needs only a check`() throws {
    let (table, problems) = table("of: deep")
    #expect(problems.texts == [])
    #expect(try #require(table).rows == nil)
  }

  @Test(arguments: [
    ("", "9:1: 'of' is missing"), ("of: dep", "10:5: check 'dep' is unknown"),
    ("of: deep\nrows: 0", "11:7: rows is '0'"), ("of: deep\nrows: -1", "11:7: rows is '-1'"),
    ("of: deep\nrows: 1.5", "11:7: rows is '1.5'"), ("of: deep\norder: x", "11:8: order 'x'"),
    ("of: deep\ncolumns: [x]", "11:11: column 'x' is unknown"),
    ("of: deep\ncolumns: {a: b}", "11:10: column is a mapping"),
    ("of: deep\ntensors: [W1, W9]", "11:15: parameter 'W9' is unknown"),
    ("of: deep\ntensors: [[W1]]", "11:11: tensor is a list"),
    ("of: deep\nformat: .3x", "11:9: format '.3x' is unknown"),
    ("of: deep\nomit-zeros: yes", "11:13: omit-zeros is 'yes'"),
    ("of: deep\nof: deep", "11:1: 'of' is given twice"), ("of: [", "10:"),
    ("of: deep\ncaption: [x]", "11:10: caption is a list"),
  ])
  func `what does not fit is reported`(keys: String, message: String) {
    let (_, problems) = table(keys)
    #expect(problems.count == 1, "\(problems.texts)")
    #expect(problems.texts.first?.hasPrefix(message) == true, "\(problems.texts)")
  }
}
