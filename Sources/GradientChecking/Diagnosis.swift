/// Where a gradient is wrong, and what may be wrong there.
public struct Diagnosis: Hashable, Sendable {
  /// The wrong tensors, in the order of the layout.
  public let wrongTensors: [String]
  /// The wrong tensor nearest the loss, where the error begins: errors travel towards the inputs.
  public let root: String?
  /// The independent errors, nearest the loss first.
  public let causes: [Cause]
  /// Whether the analytic gradient is what correct code gives, so that the numerical one is at
  /// fault.
  public let blamesNumericalGradient: Bool

  /// Gathers what was found.
  public init(
    wrongTensors: [String], root: String?, causes: [Cause], blamesNumericalGradient: Bool = false
  ) {
    self.wrongTensors = wrongTensors
    self.root = root
    self.causes = causes
    self.blamesNumericalGradient = blamesNumericalGradient
  }

  /// One error, and what would explain it.
  public struct Cause: Hashable, Sendable {
    /// The tensors that it explains, or if nothing does, those that are left; in the layout's order.
    public let tensors: [String]
    /// How the tensor in which it begins compares.
    public let comparison: TensorComparison
    /// What explains it, the likeliest first; several where the point can't tell them apart, none
    /// where nothing known fits.
    public let candidates: [Candidate]

    /// Joins tensors with what explains them.
    public init(tensors: [String], comparison: TensorComparison, candidates: [Candidate]) {
      self.tensors = tensors
      self.comparison = comparison
      self.candidates = candidates
    }
  }

  /// Something that would explain an error.
  public struct Candidate: Hashable, Sendable {
    /// The name, such as `missing-mean(dW3)`.
    public let name: String
    /// What it says, as a phrase such as `dW2 is 2 times the true gradient`.
    public let phrase: String
    /// Whether it is what another candidate does, in those entries alone that the point sees.
    public let isPart: Bool

    /// Joins a name and a phrase.
    public init(name: String, phrase: String, isPart: Bool = false) {
      self.name = name
      self.phrase = phrase
      self.isPart = isPart
    }
  }
}

extension Diagnosis {
  /// The names of the likeliest candidates, one for each error that has any.
  public var names: [String] { causes.compactMap { $0.candidates.first?.name } }

  /// Where the error is and what it is, a sentence each; empty where nothing is wrong.
  public var sentences: [String] {
    guard let root else { return [] }
    let place =
      wrongTensors.count == 1
      ? "The error is in \(root) alone."
      : "Wrong are \(wrongTensors.enumerated(as: "and")); the error begins at \(root), nearest the "
        + "loss."
    if blamesNumericalGradient {
      return [
        place,
        "The gradient is what correct backpropagation gives, so the numerical one is off here.",
      ]
    }
    return [place] + causes.map(\.sentence)
  }
}

extension Diagnosis.Cause {
  /// What explains the error, in one sentence.
  public var sentence: String {
    let phrases = candidates.filter { !$0.isPart }.map(\.phrase)
    let reservation = candidates.count > phrases.count ? ", as far as this point sees it" : ""
    switch phrases.count {
    case 0:
      return "No known bug explains \(tensors.enumerated(as: "and")): in \(comparison.tensor) the "
        + "slope is \(comparison.slope.digits(4)) and the cosine \(comparison.cosine.digits(4))."
    case 1:
      return phrases[0].capitalised + reservation + "."
    default:
      let shown = phrases.prefix(4)
      let rest = phrases.count - shown.count
      let end = rest == 0 ? "" : ", or \(rest) more"
      return "\(shown.joined(separator: ", or ").capitalised)\(end)\(reservation); "
        + "this point can't tell them apart."
    }
  }
}

extension String {
  /// The text with its first letter large, unless it is the name of a quantity such as `dW2`.
  fileprivate var capitalised: String {
    let word = prefix { $0 != " " }
    return word.allSatisfy(\.isLowercase) ? prefix(1).uppercased() + dropFirst() : self
  }
}

extension [String] {
  /// The names as in `W1, b1 and W2`.
  fileprivate func enumerated(as word: String) -> String {
    guard count > 1, let last else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " \(word) \(last)"
  }
}
