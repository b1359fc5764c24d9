/// A mistake that no check at one test point can see, whichever the point and however good the check.
///
/// A gradient check compares J with its gradient; what lies outside the two, or is the same in both,
/// isn't there for it.
public struct UnseenMistake: Hashable, Sendable {
  /// What is wrong, as a sentence.
  public let mistake: String
  /// Why the check doesn't see it, as a sentence.
  public let reason: String
  /// What would see it, as a sentence.
  public let remedy: String

  /// The mistakes that people expect a gradient check to find.
  public static let all = [
    UnseenMistake(
      mistake:
        "J itself is wrong: another activation, a bias left out, wrong labels, another loss.",
      reason: "Forward and backward pass agree, and the check asks for nothing else.",
      remedy: "Compare J with a value computed by other means."),
    UnseenMistake(
      mistake: "The code goes wrong for other shapes: one example, as many features as examples, "
        + "square weights, the last and smaller batch.",
      reason: "The check sees one shape.",
      remedy: "Check with several shapes, and with sizes that all differ."),
    UnseenMistake(
      mistake: "The code goes wrong elsewhere: at ties, with saturated units, after training.",
      reason: "The check sees one point.",
      remedy: "Check at several points, a trained one among them."),
    UnseenMistake(
      mistake: "The gradient with respect to the inputs is wrong.",
      reason: "No parameter lies below the inputs, so nothing is compared with it.",
      remedy: "Make the inputs parameters for the check, or put a layer below."),
    UnseenMistake(
      mistake:
        "The update, its learning rate or its weight decay, the initialisation or the data are "
        + "wrong.",
      reason: "They are no part of J or of its gradient.",
      remedy: "Watch a small network fit a few examples."),
  ]
}
