public import Notebooks

/// What a `figure` block asks for.
public struct FigureSpecification: Sendable {
  /// What is drawn.
  public enum Kind: String, CaseIterable, Sendable {
    /// The difference against the step.
    case sweep
    /// The relative error of every parameter, tensor by tensor.
    case errors
    /// grad against gradapprox.
    case gradients
    /// The computation, forward and backward.
    case graph
  }

  /// The name that the figure's own values are published under, if it has one.
  public var id: Located<String>?
  /// The check's id.
  public var check: Located<String>
  /// What is drawn.
  public var kind: Kind
  /// The text under the figure, if the author gives one.
  public var caption: String?
  /// The exponents of the shortest and the longest step of a sweep.
  public var exponents: ClosedRange<Int>
}

extension FigureSpecification {
  /// Reads a `figure` block.
  ///
  /// - Parameters:
  ///   - directive: The block.
  ///   - diagnostics: Takes what is wrong with it.
  /// - Returns: Nil where something is wrong.
  static func reading(
    _ directive: Directive, diagnostics: inout [Diagnostic]
  ) -> FigureSpecification? {
    guard let body = directive.body else { return nil }
    var reader = KeyReader(body, owner: "a figure block", range: directive.range)
    _ = reader.required("of", example: "deep")
    let check = reader.text("of")
    _ = reader.required("kind", example: "sweep")
    let kind: Kind? = reader.name("kind", noun: "kinds of figure")
    let caption = reader.text("caption")?.value
    let exponents = reader.exponents("steps")
    reader.finish()
    diagnostics += reader.diagnostics
    guard let check, let kind, reader.diagnostics.isEmpty else { return nil }
    return FigureSpecification(
      id: directive.id, check: check, kind: kind, caption: caption, exponents: exponents)
  }
}

extension KeyReader {
  /// The shortest and the longest step of a ladder, `[1e-12, 1e-1]`, as powers of ten.
  fileprivate mutating func exponents(_ key: String) -> ClosedRange<Int> {
    let standard = -12...(-1)
    guard let value = value(key) else { return standard }
    let numbers = value.elements.compactMap(\.number)
    let exponents = numbers.map { number in
      (-300...300).first { NumberFormat.power(of: $0) == number }
    }
    guard numbers.count == value.elements.count, exponents.count == 2, let low = exponents[0],
      let high = exponents[1], low < high
    else {
      report(
        "\(key) must be the shortest and the longest step, both powers of ten, as in "
          + "'\(key): [1e-12, 1e-1]'",
        at: value)
      return standard
    }
    return low...high
  }
}
