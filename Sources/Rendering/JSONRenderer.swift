public import Evaluation
private import GradientChecking
private import Notebooks

extension EvaluatedEdition {
  /// The results as JSON, in the form that the contract gives (schema 1).
  ///
  /// - Parameter name: The file name of the notebook.
  /// - Returns: The text, with a final line feed.
  public func json(name: String) -> String {
    let checks = checks.map { (key: $0.id, value: $0.json) }
    return JSON.object(
      [
        ("schema", .int(1)),
        ("notebook", .string(name)),
        ("variant", edition.variant.map { .string($0.name) } ?? .null),
        ("title", .string(title(fallback: name))),
        ("checks", .object(checks)),
        ("statements", .array(statements.map { $0.json(line: line($0.reference.range)) })),
        ("expectations", .array(expectations.map { $0.json(line: line(of: $0)) })),
      ] + cellEntries + [(Checksum.name, .string(Checksum.blank))]
    ).text + "\n"
  }

  /// The line of a range, in the file that it comes from.
  func line(_ range: Range<Int>) -> Int {
    let (source, place) = edition.source.origin(of: range)
    return source.line(at: place.lowerBound)
  }

  /// The line of an expectation; that of its check where the command line gives it.
  private func line(of result: ExpectationResult) -> Int {
    let text = result.expectation.text
    let isInNotebook = text.source.name == edition.source.name
    return line(isInNotebook ? text.range : check(result.check)?.range ?? 0..<0)
  }
}

extension EvaluatedCheck {
  fileprivate var json: JSON {
    .object([
      ("model", .string(specification.modelName)),
      ("J", .double(report.cost)),
      ("difference", .double(report.difference)),
      ("numerator", .double(report.numerator)),
      ("denominator", .double(report.denominator)),
      ("scheme", .string(report.scheme.rawValue)),
      ("arithmetic", .string(specification.check.arithmetic.rawValue)),
      ("step", .double(report.step)),
      ("threshold", .double(report.threshold)),
      ("belowThreshold", .bool(report.belowThreshold)),
      ("verdict", .string(report.verdict.rawValue)),
      ("noise", .double(report.noise)),
      ("parameters", .array(zip(report.tensors, report.comparisons).map { $0.json(with: $1) })),
      ("evaluation", .string(report.evaluation.rawValue)),
      ("spotCheck", report.spotCheck?.json ?? .null),
      ("thetaplus", .numbers(report.thetaPlus)),
      ("thetaminus", .numbers(report.thetaMinus)),
      ("J_plus", .numbers(report.costPlus)),
      ("J_minus", .numbers(report.costMinus)),
      ("gradapprox", .numbers(report.gradapprox)),
      ("grad", .numbers(report.grad)),
      ("tolerance", .numbers(report.tolerance)),
      ("injected", .array(specification.injected.map(JSON.string))),
      ("diagnosis", diagnosis.json),
    ])
  }
}

extension Diagnosis {
  fileprivate var json: JSON {
    .object([
      ("root", root.map(JSON.string) ?? .null),
      (
        "causes",
        .array(
          causes.map { cause in
            .object([
              ("parameters", .array(cause.tensors.map(JSON.string))),
              ("bugs", .array(cause.candidates.map { .string($0.name) })),
            ])
          })
      ),
      ("sentences", .array(sentences.map(JSON.string))),
    ])
  }
}

extension SpotCheck {
  fileprivate var json: JSON {
    .object([
      ("parameters", .int(components.count)),
      ("largestDeviation", .double(largestDeviation)),
      ("noise", .double(noise)),
      ("agrees", .bool(agrees)),
    ])
  }
}

extension TensorReport {
  fileprivate func json(with comparison: TensorComparison) -> JSON {
    .object([
      ("name", .string(name)),
      ("shape", .array(shape.map(JSON.int))),
      ("difference", .double(difference)),
      ("verdict", .string(verdict.rawValue)),
      ("slope", .double(comparison.slope)),
      ("cosine", .double(comparison.cosine)),
      ("worstError", .double(error)),
      ("tolerance", .double(tolerance)),
    ])
  }
}

extension Statement {
  fileprivate func json(line: Int) -> JSON {
    let computed: JSON =
      switch self.computed {
      case .number(let number): .double(number)
      case .count(let count): .int(count)
      case .word(let word): .string(word)
      case .vector: .null
      }
    return .object([
      ("line", .int(line)), ("value", .string(reference.name)), ("stated", .string(stated.text)),
      ("computed", computed), ("holds", .bool(holds)),
    ])
  }
}

extension ExpectationResult {
  fileprivate func json(line: Int) -> JSON {
    .object([
      ("line", .int(line)), ("check", .string(check)),
      ("text", .string(expectation.text.scalar ?? "")), ("holds", .bool(holds)),
    ])
  }
}
