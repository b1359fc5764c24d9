import Cells
import Evaluation

/// What the results of a page's cells rest on, for someone who wants to have them again.
struct ProvenanceBlock {
  private let entries: [Provenance.Entry]

  init(_ evaluated: EvaluatedEdition) {
    entries = evaluated.cells?.provenance?.entries ?? []
  }

  func html() -> HTML {
    guard !entries.isEmpty else { return "" }
    let rows = entries.map { entry -> HTML in
      "<div><dt>\(entry.name)</dt><dd>\(entry.value)</dd></div>\n"
    }
    return """
      <details class="provenance">
      <summary>What these results rest on</summary>
      <dl>
      \(rows)</dl>
      </details>

      """
  }
}
