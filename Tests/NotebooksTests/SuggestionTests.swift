import Testing

@testable import Notebooks

struct SuggestionTests {
  @Test(arguments: [
    ("diference", "difference"), ("DIFFERENCE", "difference"), ("differnece", "difference"),
    ("j", "J"), ("stpe", "step"), ("gradaprox", "gradapprox"), ("W4", "W1"),
  ])
  func `a slip is recognised`(name: String, meant: String) {
    let known = ["difference", "J", "step", "gradapprox", "W1", "W2"]
    #expect(Suggestion.nearest(to: name, among: known) == meant)
  }

  @Test(arguments: ["", "wisdom", "gradient", "xyz"])
  func `something else is not taken for a slip`(name: String) {
    #expect(Suggestion.nearest(to: name, among: ["difference", "J", "step"]) == nil)
  }

  @Test(arguments: [
    ("", "", 0), ("a", "", 1), ("ab", "ba", 1), ("kitten", "sitting", 3), ("step", "stop", 1),
  ])
  func `a swap of neighbours counts as one change`(left: String, right: String, distance: Int) {
    #expect(Suggestion.editDistance(left, right) == distance)
    #expect(Suggestion.editDistance(right, left) == distance)
  }

  @Test func `a phrase offers the nearest, the only one, or all`() {
    #expect(
      Suggestion.phrase(for: "pas", among: ["pass"], noun: "words") == "; did you mean 'pass'?")
    #expect(
      Suggestion.phrase(for: "x", among: ["pass"], noun: "words") == "; the only one is 'pass'")
    #expect(Suggestion.phrase(for: "x", among: [], noun: "words") == "")
    let many = (0..<30).map { "word\($0)" }
    #expect(Suggestion.phrase(for: "x", among: many, noun: "words").hasSuffix("word23, …"))
  }
}
