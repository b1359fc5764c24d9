import GradientChecking
import Testing

@Suite struct ParameterLayoutTests {
  private let layout = ParameterLayout([
    (name: "W1", shape: [5, 4]), (name: "b1", shape: [5, 1]), (name: "theta", shape: []),
    (name: "W2", shape: [1, 3]),
  ])

  @Test func `lie one after another`() {
    #expect(layout.tensors.map(\.range) == [0..<20, 20..<25, 25..<26, 26..<29])
    #expect(layout.count == 29)
    #expect(layout.tensor(named: "b1")?.shape == [5, 1])
    #expect(layout.tensor(named: "b9") == nil)
    #expect(ParameterLayout([]).count == 0)
  }

  @Test(arguments: [
    (0, "W1[0,0]"), (7, "W1[1,3]"), (23, "b1[3]"), (25, "theta"), (28, "W2[0,2]"),
  ])
  func `name a component as NumPy would`(index: Int, name: String) {
    #expect(layout.componentName(at: index) == name)
  }

  @Test(arguments: [
    Lookup("W1", [1, 3], 7), Lookup("b1", [3], 23), Lookup("b1", [3, 0], 23),
    Lookup("theta", [], 25), Lookup("W2", [0, 2], 28), Lookup("W1", [5, 0], nil),
    Lookup("W1", [0, 4], nil), Lookup("W1", [-1, 0], nil), Lookup("W1", [1], nil),
    Lookup("b1", [3, 1], nil), Lookup("b1", [], nil), Lookup("b1", [3, 0, 0], nil),
    Lookup("theta", [0], nil), Lookup("V", [0], nil), Lookup("W2", [2], nil),
  ])
  func `find a component by name`(lookup: Lookup) {
    let index = layout.index(tensor: lookup.tensor, subscripts: lookup.subscripts)
    #expect(index == lookup.index)
  }

  struct Lookup: Sendable {
    var tensor: String, subscripts: [Int], index: Int?

    init(_ tensor: String, _ subscripts: [Int], _ index: Int?) {
      (self.tensor, self.subscripts, self.index) = (tensor, subscripts, index)
    }
  }
}
