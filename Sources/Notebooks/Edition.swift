/// A notebook as one of its variants shows it: the Markdown that is left, and all that Nabla
/// evaluates in it.
public struct Edition: Sendable {
  /// The notebook's text, which every range below refers to.
  public var source: SourceText
  /// What the notebook says about itself.
  public var frontMatter: FrontMatter
  /// The variant, or nil where the notebook has none.
  public var variant: Variant?

  /// The Markdown for libcmark, line by line the same as the source, in which placeholders stand for
  /// the items and spaces for what the variant does not show.
  public var markdown: String
  /// The pieces of inline syntax that placeholders stand for; the index is the number.
  public var items: [InlineItem]
  /// The blocks that Nabla evaluates, by their index among the code blocks of `markdown`.
  public let blocks: [Int: Block]
  /// The directives, in the order of the notebook.
  public let directives: [Directive]
  /// The cells, in the order of the notebook.
  public let cells: [Cell]
  /// The prose that only teachers see, by its bytes.
  public var solutionProse: [Range<Int>] = []

  /// A block that Nabla evaluates.
  public enum Block: Sendable {
    /// A directive.
    case directive(Directive)
    /// A formula in a block of its own.
    case formula(FormulaSource)
    /// Swift that is run.
    case cell(Cell)
    /// A block that is nearly one of these, by the bytes of its first line; a diagnostic says why it is
    /// none.
    case unreadable(Range<Int>)
  }

  /// A piece of inline syntax that Nabla evaluates.
  public enum InlineItem: Sendable {
    /// A computed value.
    case value(ValueReference)
    /// A formula.
    case formula(FormulaSource)
    /// The value of a Swift expression.
    case expression(SwiftExpression)
    /// A code span that shows how a value is written: ``{{value}} x``, with one brace taken off.
    case escaped(Located<String>)
    /// A value or formula that could not be read; a diagnostic says why.
    case unreadable(Range<Int>)
  }

  init(
    source: SourceText, frontMatter: FrontMatter, variant: Variant?, markdown: String,
    items: [InlineItem], blocks: [Int: Block], solutionProse: [Range<Int>]
  ) {
    self.source = source
    self.frontMatter = frontMatter
    self.variant = variant
    self.markdown = markdown
    self.items = items
    self.blocks = blocks
    self.solutionProse = solutionProse
    // They are asked for often, and in order.
    let sorted = blocks.sorted { $0.key < $1.key }.map(\.value)
    directives = sorted.compactMap {
      if case .directive(let directive) = $0 { directive } else { nil }
    }
    cells = sorted.compactMap { if case .cell(let cell) = $0 { cell } else { nil } }
  }

  /// The Swift expressions in the prose, in the order of the notebook.
  public var expressions: [SwiftExpression] {
    items.compactMap { item in
      if case .expression(let expression) = item { expression } else { nil }
    }.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// The formulas, in the order of the notebook.
  public var formulas: [FormulaSource] {
    let inline = items.compactMap { item in
      if case .formula(let formula) = item { formula } else { nil }
    }
    let display = blocks.values.compactMap { block in
      if case .formula(let formula) = block { formula } else { nil }
    }
    return (inline + display).sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Every place where a computed value stands, in the order of the notebook.
  public var values: [ValueReference] {
    let inText = items.compactMap { item in
      if case .value(let value) = item { value } else { nil }
    }
    return (inText + formulas.flatMap(\.values))
      .sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// What stands in the notebook in the place of an item's placeholder.
  ///
  /// - Parameter number: The item's index.
  /// - Returns: The item as it is written.
  public func text(ofItem number: Int) -> String {
    switch items[number] {
    case .value(let reference): source[reference.range]
    case .formula(let formula): source[formula.range]
    case .expression(let expression): source[expression.range]
    case .escaped(let escaped): source[escaped.range]
    case .unreadable(let range): source[range]
    }
  }
}
