public import GradientChecking

/// What a check would notice: correct code with each bug of the catalogue planted in it in turn.
public struct MutationReport: Sendable {
  /// The check of correct code, by whose numerical gradient all others were judged.
  public let correct: GradientCheckReport
  /// The mutants in the catalogue's order.
  public let mutants: [Mutant]

  /// The mutants that the check calls wrong.
  public var killed: [Mutant] { mutants.filter { $0.outcome == .killed } }
  /// The mutants that change the gradient of some networks or points, and that the check passes.
  public var survivors: [Mutant] {
    mutants.filter { if case .survived = $0.outcome { true } else { false } }
  }
  /// The mutants that nothing could tell from correct code.
  public var equivalents: [Mutant] {
    mutants.filter { if case .equivalent = $0.outcome { true } else { false } }
  }

  /// The part of the mutants that aren't equivalent that is killed; not a number for none.
  public var score: Double {
    Double(killed.count) / Double(killed.count + survivors.count)
  }

  /// The same by the course's rule, `difference < threshold`, for comparison.
  public var scoreOfThreshold: Double {
    let judged = killed + survivors
    return Double(judged.filter { !$0.belowThreshold }.count) / Double(judged.count)
  }
}

/// Code with one bug, and what a check says of it.
public struct Mutant: Sendable {
  /// The bug.
  public let bug: Bug
  /// What became of it.
  public let outcome: Outcome
  /// The course's measure.
  public let difference: Double
  /// Whether `difference` is below the course's threshold.
  public let belowThreshold: Bool
  /// The verdict on the whole.
  public let verdict: Verdict
  /// The tensors that are wrong.
  public let wrongTensors: [String]

  /// What became of a mutant.
  public enum Outcome: Hashable, Sendable {
    /// It was noticed.
    case killed
    /// It wasn't, and this is why.
    case survived(Survival)
    /// It computes the same wherever it is tried, for this reason.
    case equivalent(String)
  }

  /// Why a mutant wasn't noticed.
  public enum Survival: Hashable, Sendable {
    /// At this point its gradient is the correct one.
    case sameGradient
    /// Its gradient differs, by less than the error bars.
    case withinErrorBars
  }
}

extension Mutant.Outcome {
  /// What became of the mutant: `killed`, `survived` or `equivalent`.
  public var name: String {
    switch self {
    case .killed: "killed"
    case .survived: "survived"
    case .equivalent: "equivalent"
    }
  }

  /// Why it wasn't killed, as a phrase; empty if it was.
  public var reason: String {
    switch self {
    case .killed: ""
    case .survived(.sameGradient): "at this point its gradient is the correct one"
    case .survived(.withinErrorBars): "its gradient differs by less than the error bars"
    case .equivalent(let reason): reason
    }
  }
}
