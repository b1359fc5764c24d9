import Evaluation
import Notebooks

/// What an edition shows, as a tree in which formulas are still TeX.
struct HandoutTree {
  /// The title, unless the first heading of the content is it.
  var title: String?
  var subtitle: String?
  var authors: [String]
  var variant: String?
  var language: String
  /// The content.
  ///
  /// A formula is an element `tex`; what came of a block of the notebook stands in an
  /// element `directive` with the block's `kind` and `id`.
  var content: [Markup]

  /// Composes the content of an edition.
  ///
  /// - Parameters:
  ///   - evaluated: The edition.
  ///   - context: What is known of the notebook besides.
  init(of evaluated: EvaluatedEdition, in context: HandoutContext) {
    let frontMatter = evaluated.edition.frontMatter
    var pageBody = PageBody(
      evaluated: evaluated, formulas: TypesetFormulas(asSourceOf: evaluated),
      problems: context.problems, surroundings: context.surroundings)
    let body = pageBody.html()
    title = body.hasTitle ? nil : evaluated.title(fallback: context.name)
    subtitle = frontMatter.subtitle
    authors = frontMatter.authors
    variant = evaluated.edition.variant?.name
    language = frontMatter.language
    content = Markup.parsing(body.content.markup)
  }
}
