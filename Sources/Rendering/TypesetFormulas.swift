import Evaluation
import Notebooks
import Typesetting

/// The formulas of an edition, with their values put in and set.
struct TypesetFormulas {
  /// Formulas that cannot be typeset.
  private(set) var diagnostics: [Diagnostic] = []
  /// The markup of each formula, by its place in the notebook.
  private var markupByPlace: [Range<Int>: String] = [:]

  /// What the page's style sheet must have for them; empty where there are none.
  private(set) var styleSheet = ""

  /// The markup of a formula; nil where it cannot be typeset.
  func html(for formula: FormulaSource) -> HTML? {
    markupByPlace[formula.range].map { HTML(markup: $0) }
  }

  /// Whether formulas stay TeX, for formats that set them themselves.
  private(set) var isSource = false

  /// Leaves the formulas as they are, each as TeX in an element `tex`.
  init(asSourceOf evaluated: EvaluatedEdition) {
    isSource = true
    for (formula, text) in Self.filled(evaluated) {
      let markup: HTML = "<tex>\(text.text)</tex>"
      markupByPlace[formula.range] = markup.markup
    }
  }

  /// The formulas with their values put in.
  private static func filled(_ evaluated: EvaluatedEdition) -> [(FormulaSource, MappedText)] {
    evaluated.edition.formulas.map { formula in
      let text = formula.filled(from: evaluated.edition.source) { reference in
        // A value that is missing has its own diagnostic; the rest of the formula is still read.
        evaluated.values[reference.range]?.tex(format: reference.format) ?? "{?}"
      }
      return (formula, text)
    }
  }

  init(of evaluated: EvaluatedEdition, by typesetter: Result<Typesetter, TypesettingError>) {
    let source = evaluated.edition.source
    let filled = Self.filled(evaluated)
    let (sources, texts) = (filled.map(\.0), filled.map(\.1))
    let formulas = zip(sources, texts).map { Formula(tex: $1.text, display: $0.isDisplay) }
    guard let first = sources.first else { return }
    do throws(TypesettingError) {
      let typesetter = try typesetter.get()
      let results = try typesetter.typeset(formulas)
      for (index, formula) in formulas.enumerated() {
        switch results[formula] {
        case .success(let html):
          markupByPlace[sources[index].range] = html
        case .failure(let error):
          let place = error.offset.map { texts[index].sourceOffset(of: $0) }
          let range = place.map { $0..<$0 + 1 } ?? sources[index].range
          diagnostics.append(Diagnostic("formula: \(error.message)", at: range, in: source))
        case nil:
          preconditionFailure("the typesetter must answer for every formula")
        }
      }
      styleSheet = try typesetter.styleSheet(for: markupByPlace.values)
    } catch {
      diagnostics.append(
        Diagnostic("formulas can't be typeset: \(error)", at: first.range, in: source))
    }
  }
}
