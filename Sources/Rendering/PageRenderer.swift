public import Evaluation
public import Notebooks
public import Typesetting
import CommonMark

/// Turns evaluated editions into pages.
public struct PageRenderer: Sendable {
  private let typesetter: Result<Typesetter, TypesettingError>
  private let highlighter: Highlighter?

  /// Prepares to render pages.
  ///
  /// - Parameters:
  ///   - typesetter: Sets the formulas; or why there is none, which only a page with formulas reports.
  ///   - highlighter: Colours code; code stays as it is where there is none.
  public init(
    typesetter: Result<Typesetter, TypesettingError>, highlighter: Highlighter? = nil
  ) {
    self.typesetter = typesetter
    self.highlighter = highlighter
  }

  /// A rendered page, and what was found wrong while it was rendered.
  public struct Page: Sendable {
    /// The whole page.
    public var html: String
    /// Formulas that cannot be typeset, links that lead nowhere, and the like.
    public var diagnostics: [Diagnostic]
  }

  /// Renders an edition as one self-contained HTML page: no script, and nothing to load.
  ///
  /// - Parameters:
  ///   - evaluated: The edition.
  ///   - name: The file name of the notebook.
  ///   - problems: What is wrong with the notebook as a text, which the page shows where it stands.
  ///   - surroundings: Who answers for the files around the notebook.
  /// - Returns: The page.
  public func page(
    for evaluated: EvaluatedEdition, name: String, problems: [Diagnostic] = [],
    surroundings: Surroundings = .none
  ) -> Page {
    let formulas = TypesetFormulas(of: evaluated, by: typesetter)
    var pageBody = PageBody(
      evaluated: evaluated, formulas: formulas, problems: problems, surroundings: surroundings,
      highlighter: highlighter)
    let body = pageBody.html()
    let frontMatter = evaluated.edition.frontMatter
    let title = evaluated.title(fallback: name)
    let html = pageHTML(
      title: evaluated.edition.variant.map { "\(title) (\($0.name))" } ?? title,
      language: frontMatter.language,
      mathStyle: formulas.styleSheet,
      content: """
        <article>
        \(header(title: title, of: evaluated, bodyHasTitle: body.hasTitle))\(body.contents)\(body.content)\
        \(ProvenanceBlock(evaluated).html())
        </article>
        """,
      closing: evaluated.closingWords("on this page"))
    return Page(html: html, diagnostics: formulas.diagnostics + body.diagnostics)
  }

  private func header(title: String, of evaluated: EvaluatedEdition, bodyHasTitle: Bool) -> HTML {
    let frontMatter = evaluated.edition.frontMatter
    var lines: [HTML] = []
    if !bodyHasTitle { lines.append("<h1>\(title)</h1>\n") }
    if let subtitle = frontMatter.subtitle {
      lines.append("<p class=\"subtitle\">\(subtitle)</p>\n")
    }
    if !frontMatter.authors.isEmpty {
      lines.append("<p class=\"author\">\(frontMatter.authors.joined(separator: ", "))</p>\n")
    }
    if let variant = evaluated.edition.variant {
      lines.append("<p class=\"variant\">Variant: <strong>\(variant.name)</strong></p>\n")
    }
    return lines.isEmpty ? "" : "<header>\n\(lines)</header>\n"
  }
}

/// A whole page around its content.
///
/// - Parameters:
///   - title: What the window is called.
///   - language: The language of the content.
///   - mathStyle: The style sheet of the formulas; empty where there are none.
///   - content: What stands in the page's main landmark.
///   - closing: The beginning of the sentence at its end, up to the name of Nabla.
/// - Returns: The page, with a final line feed.
func pageHTML(
  title: String, language: String, mathStyle: String, content: HTML,
  closing: String = "Every number on this page was computed and checked by Nabla"
) -> String {
  let style =
    String(decoding: PackageResources.style_css, as: UTF8.self)
    + String(decoding: PackageResources.structure_css, as: UTF8.self)
    + String(decoding: PackageResources.cells_css, as: UTF8.self) + printStyle(title: title)
  let page: HTML = """
    <!DOCTYPE html>
    <html lang="\(language)">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="generator" content="Nabla">
    <meta name="\(Checksum.name)" content="\(Checksum.blank)">
    <meta name="color-scheme" content="light dark">
    <title>\(title)</title>
    <style>
    \(HTML(markup: mathStyle + style))</style>
    </head>
    <body>
    <a class="skip" href="#main">Skip to the content</a>
    <main id="main">
    \(content)
    </main>
    <footer><p>\(closing) (∇).</p></footer>
    </body>
    </html>

    """
  return page.markup
}
