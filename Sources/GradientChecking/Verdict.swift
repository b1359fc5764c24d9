/// What the numbers can tell about a gradient.
public enum Verdict: String, CaseIterable, Sendable {
  /// Analytic and numerical gradient agree within an error bar that is small against them.
  case consistent
  /// They differ by more than the error bar.
  case wrong
  /// The numbers can't tell: too much noise, no finite cost, or nothing but zeros on both sides.
  case unresolved
}
