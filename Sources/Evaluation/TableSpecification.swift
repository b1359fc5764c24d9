public import Notebooks

/// What a `table` block asks for: the parameters of a check, a row each.
public struct TableSpecification: Sendable {
  /// What a column shows.
  public enum Column: String, Sendable, CaseIterable {
    case parameter
    case costPlus = "J_plus"
    case costMinus = "J_minus"
    case gradapprox, grad
    case thetaPlus = "thetaplus"
    case thetaMinus = "thetaminus"
    /// `|grad − gradapprox|`.
    case error
    case tolerance, verdict

    /// The quantity that fills the column, if one does.
    public var quantity: Quantity? { Quantity(rawValue: rawValue) }
  }

  /// The order of the rows.
  public enum Order: String, Sendable, CaseIterable {
    /// As the parameters stand in their vector.
    case parameter
    /// The largest error first.
    case error
  }

  /// The check's id.
  public var check: Located<String>
  /// The columns, from left to right.
  public var columns: [Column]
  /// How many rows there are at most; nil means all.
  public var rows: Int?
  /// The tensors shown; nil means all.
  public var tensors: [Located<String>]?
  /// Whether rows are left out in which the gradient is 0 on both sides.
  public var omitsZeros: Bool
  /// The order of the rows.
  public var order: Order
  /// How numbers are written.
  public var format: NumberFormat?
  /// The caption, if the author gives one.
  public var caption: String?
}

extension TableSpecification {
  /// Reads a `table` block.
  ///
  /// - Parameters:
  ///   - directive: The block.
  ///   - diagnostics: Takes what is wrong with it.
  /// - Returns: Nil where something is wrong.
  static func reading(
    _ directive: Directive, diagnostics: inout [Diagnostic]
  ) -> TableSpecification? {
    guard let body = directive.body else { return nil }
    var reader = KeyReader(body, owner: "a table block", range: directive.range)
    _ = reader.required("of", example: "deep")
    let check = reader.text("of")
    var table = TableSpecification(
      check: check ?? Located("", at: directive.range),
      columns: [.parameter, .costPlus, .costMinus, .gradapprox, .grad], omitsZeros: false,
      order: reader.name("order", noun: "orders") ?? .parameter)
    if let columns = reader.value("columns") { table.columns = reader.columns(columns) }
    if let rows = reader.value("rows") {
      table.rows = reader.integer(rows, named: "rows", in: 1...Int.max)
    }
    table.omitsZeros = reader.truth("omit-zeros") ?? false
    table.tensors = reader.value("tensors")?.elements.compactMap { element in
      if element.scalar == nil {
        reader.report("tensor is \(element.description); it must be a name", at: element)
      }
      return element.scalar.map { Located($0, at: element.range) }
    }
    if let text = reader.text("format") {
      table.format = NumberFormat(text.value)
      if table.format == nil, let value = reader.value("format") {
        reader.report(
          "format '\(text.value)' is unknown; a format is a notation such as .3e, .6f or .4g",
          at: value)
      }
    }
    table.caption = reader.text("caption")?.value
    reader.finish()
    diagnostics += reader.diagnostics
    return reader.diagnostics.isEmpty ? table : nil
  }
}

extension KeyReader {
  fileprivate mutating func columns(_ list: YAMLValue) -> [TableSpecification.Column] {
    list.elements.compactMap { element in
      guard let name = element.scalar else {
        report("column is \(element.description); it must be a name", at: element)
        return nil
      }
      if let column = TableSpecification.Column(rawValue: name) { return column }
      let known = TableSpecification.Column.allCases.map(\.rawValue)
      report(
        element.diagnostic(
          "column '\(name)' is unknown"
            + Suggestion.phrase(for: name, among: known, noun: "columns")
        ).correcting(name, among: known))
      return nil
    }
  }
}
