extension BugKind {
  /// The mean over the examples, 1/m.
  static let means = [
    mean(
      "missing-mean", .divisor(.one), reads: "", signature: "k = m, cosine 1",
      phrase: { site in
        "1/m is missing in \(site.quantity)"
          + (site.examples.map { ": k = \($0) = m" } ?? "")
      },
      explanation: "The gradient is that of the sum of the losses, J is their mean."),
    mean(
      "mean-twice", .divisor(.square), reads: "1/m² · ", signature: "k = 1/m, cosine 1",
      phrase: { site in
        "1/m is applied twice in \(site.quantity)"
          + (site.examples.map { ": k = 1/\($0) = 1/m" } ?? "")
      },
      explanation: "A mean is divided by m once more."),
    mean(
      "mean-over-features", .divisor(.features), reads: "1/n₀ · ", signature: "k = m/n₀, cosine 1",
      phrase: { site in
        "\(site.quantity) \(site.verb) divided by the number of features"
          + (site.examples.map { ": k = \($0)/\(site.network.layers[0]) = m/n₀" } ?? "")
      },
      explanation: "m was read from the rows of X instead of its columns.",
      equivalence: { site, examples in
        site.network.layers[0] == examples
          ? "there are as many features as examples; choose another number of either" : nil
      }),
    mean(
      "mean-over-m-minus-one", .divisor(.lessOne), reads: "1/(m − 1) · ",
      signature: "k = m/(m − 1), cosine 1",
      phrase: { site in
        "\(site.quantity) \(site.verb) divided by m − 1"
          + (site.examples.map { ": k = \($0)/\($0 - 1) = m/(m − 1)" } ?? "")
      },
      explanation: "That is the divisor of a sample variance, not of a mean.",
      equivalence: { _, _ in nil }),
    mean(
      "integer-division", .integerDivision, reads: "⌊1/m⌋ · ", signature: "k = 0, no direction",
      phrase: { site in "1/m is computed in whole numbers in \(site.quantity), and is 0" },
      explanation: "Both operands were integers, so the quotient was cut off."),
    BugKind(
      "numerator", [.gradient, .number("NUMERATOR", default: nil)],
      signature: "k = the numerator, cosine 1",
      phrase: { site in
        "\(site.quantity) is averaged with \(site.number)/m instead of 1/m: k = \(site.number)"
      },
      mistake: { $0.mean("\($0.number)/m · ") },
      equivalence: { site, _ in site.arguments.numbers == [1] ? "1/m is what it should be" : nil },
      standards: { _, _ in [[4]] },
      changes: { arguments in
        arguments.places.map { Bug.Change($0, .numerator(arguments.numbers[0])) }
      }),
  ]

  private static func mean(
    _ name: String, _ fault: Bug.Fault, reads factor: String, signature: String,
    phrase: @escaping @Sendable (Site) -> String, explanation: String,
    equivalence: @escaping @Sendable (Site, Int) -> String? = { _, examples in
      examples == 1 ? "there is one example, and 1/m is 1" : nil
    }
  ) -> BugKind {
    BugKind(
      name, [.gradientOrAll], signature: signature, phrase: phrase, explanation: explanation,
      mistake: { $0.mean(factor) },
      equivalence: { equivalence($0, $1.examples) },
      changes: { arguments in arguments.places.map { Bug.Change($0, fault) } })
  }
}

extension Site {
  /// The formula of the quantity with something else for `1/m · `.
  fileprivate func mean(_ factor: String) -> String {
    network.formula(of: arguments.places[0]).right.replacing("1/m · ", with: factor)
  }

  fileprivate var verb: String { arguments.place == nil ? "are" : "is" }
}
