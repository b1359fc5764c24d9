import Testing

@testable import Notebooks

struct ValueReferenceTests {
  private func reference(_ text: String) throws -> ValueReference {
    let source = SourceText(text, name: "x")
    let all = source.bytes.indices
    return try ValueReference.parsing(all, of: all, in: source, allowsStated: true)
  }

  @Test(arguments: [
    ("deep.J", ["deep", "J"], []), (" deep.J_plus[7] ", ["deep", "J_plus"], [7]),
    ("a-b.J_plus.W1[1, 3]", ["a-b", "J_plus", "W1"], [1, 3]), ("a.b [0]", ["a", "b"], [0]),
    ("x", ["x"], []), ("x..y", ["x", "", "y"], []),
  ])
  func `a name is a path with subscripts`(text: String, path: [String], subscripts: [Int]) throws {
    let value = try reference(text)
    #expect(value.path == path)
    #expect(value.subscripts == subscripts)
  }

  @Test(
    arguments: [
      ("a.J:.3e", ".3e", nil), ("a.J : .3e", ".3e", nil), ("a.J = 2.5", nil, "2.5"),
      ("a.J=2.5 ± 1", nil, "2.5"), ("a.J =\n 2.5", nil, "2.5"), ("a.verdict = wrong", nil, "wrong"),
    ] as [(String, String?, String?)])
  func `a format or a stated value may follow`(text: String, format: String?, stated: String?)
    throws
  {
    let value = try reference(text)
    #expect(value.format == format.flatMap(NumberFormat.init))
    #expect(value.stated?.text == stated)
    if let range = value.stated?.range { #expect(SourceText(text, name: "")[range] == stated) }
  }

  @Test(arguments: [
    "", "7", ".J", "a b", "a.J[1", "a.J]", "a.J[1][2]", "a.J:", "a.J:.3q", "a.J:.3e = 2", "a.J =",
    "a.J[1.5]", "a.J[-1]", "a.J[99999999999999999999]", "a.é(", "a.J, b.J",
  ])
  func `anything else is reported`(text: String) {
    #expect(throws: Diagnostic.self) { try reference(text) }
  }

  @Test func `each part knows where it stands`() throws {
    let text = "deep.J_plus.W1[1, 3]"
    let value = try reference(text)
    let source = SourceText(text, name: "x")
    #expect(value.nameRanges.map { source[$0] } == ["deep", "J_plus", "W1"])
    #expect(value.subscriptRange.map { source[$0] } == "1, 3")
    #expect(source[value.pathRange] == text)
    #expect(value.name == "deep.J_plus.W1[1,3]")
  }
}
