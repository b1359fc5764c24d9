import GradientChecking

extension BugKind {
  /// Single entries and rows, and what is done to every entry alike.
  static let entries = [
    BugKind(
      "entry-negated",
      [.gradient, .index("ROW", default: nil), .index("COLUMN", default: 0)],
      signature: "k near 1, one outlier",
      phrase: { "\($0.entry) has the wrong sign" },
      mistake: { "\($0.right), but \($0.entry) = −\($0.entry)" },
      obstacle: { $0.missingEntry() },
      standards: { network, place in
        network.shape(of: place).map { rows, columns in
          rows * columns == 1 ? [] : [[Double(rows / 2), Double(columns / 2)]]
        } ?? []
      },
      changes: { arguments in
        let place = arguments.numbers.map { Int($0) }
        return arguments.all(.entryNegated(row: place[0], column: place[1]))
      }),
    BugKind(
      "row-doubled", [.gradient, .index("ROW", default: nil)],
      signature: "one row of outliers, k = 2 in it",
      phrase: { "row \($0.number) of \($0.quantity) is 2 times the true gradient" },
      mistake: { "\($0.right), but row \($0.number) twice" },
      obstacle: { $0.missingEntry() },
      standards: { network, place in
        network.shape(of: place).map { rows, _ in rows == 1 ? [] : [[0], [Double(rows - 1)]] }
          ?? []
      },
      changes: { $0.all(.rowDoubled(Int($0.numbers[0]))) }),
    BugKind(
      "clipped", [.number("LIMIT", default: 1)], signature: "large entries alike, small ones right",
      phrase: { "gradients are clipped at ±\($0.number)" },
      explanation: "The clipping of the training loop is still on.",
      mistake: { "clip(\($0.right), ±\($0.number))" },
      standards: { _, _ in [[1]] }, fit: .bound,
      changes: { $0.all(.clipped($0.numbers[0])) }),
    BugKind(
      "nan", [.quantity], signature: "not a number",
      phrase: { "\($0.quantity) has an entry that is not a number" },
      explanation: "Every comparison with it is false, difference > threshold too.",
      mistake: { "\($0.right), with 0/0 in its first entry" },
      standards: { _, place in place?.isParameterGradient == true ? [[]] : [] },
      changes: { $0.all(.notANumber) }),
    BugKind(
      "single-precision", signature: "k = 1 and cosine 1 to seven digits",
      phrase: { _ in "gradients are kept in 32 bits" },
      explanation: "That is no mistake of the formula; a good step shows the lost digits.",
      mistake: { "Float32(\($0.right))" },
      changes: { $0.all(.singlePrecision) }),
  ]
}

extension Site {
  /// The correct formula of the quantity.
  fileprivate var right: String { network.formula(of: arguments.places[0]).right }

  /// The entry, as `dW1[1,2]`, or `db1[3]`.
  fileprivate var entry: String {
    let subscripts = arguments.numbers.map(\.shortest)
    guard case .weightGradient? = arguments.place else { return "\(quantity)[\(subscripts[0])]" }
    return "\(quantity)[\(subscripts.joined(separator: ","))]"
  }

  /// Why the quantity has no such row or column.
  fileprivate func missingEntry() -> String? {
    guard let shape = network.shape(of: arguments.place) else { return nil }
    let sides = [Double(shape.rows), Double(shape.columns)]
    return zip(arguments.numbers, sides).allSatisfy({ $0 < $1 })
      ? nil : "\(quantity) has the shape [\(shape.rows), \(shape.columns)]"
  }
}

extension Network {
  /// The shape of the gradient of weights or biases.
  fileprivate func shape(of place: Bug.Place?) -> (rows: Int, columns: Int)? {
    guard let place, let layer = place.layer, 1...depth ~= layer else { return nil }
    if case .weightGradient = place { return (layers[layer], layers[layer - 1]) }
    return (layers[layer], 1)
  }
}
