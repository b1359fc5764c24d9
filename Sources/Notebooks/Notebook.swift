/// A Markdown notebook: what it says about itself, and one edition for each of its variants.
public struct Notebook: Sendable {
  /// The notebook's text.
  public var source: SourceText
  /// What the notebook says about itself.
  public var frontMatter: FrontMatter
  /// One for each variant in the order of the front matter, or a single one without a variant.
  public var editions: [Edition]

  /// Reads a notebook, which comes out whole together with all that is wrong with it.
  ///
  /// - Parameter source: The notebook's text.
  /// - Returns: The notebook, and diagnostics in order of line.
  public static func parsing(_ source: SourceText) -> (Notebook, [Diagnostic]) {
    // With a character in the text that stands for placeholders, nothing below can be trusted.
    let forbidden = forbiddenCharacters(in: source)
    guard forbidden.isEmpty else {
      return (Notebook(source: source, frontMatter: FrontMatter(), editions: []), forbidden)
    }
    var diagnostics: [Diagnostic] = []
    var frontMatter = FrontMatter()
    var lines: ClosedRange<Int>?
    do throws(Diagnostic) {
      lines = try FrontMatter.lines(in: source)
    } catch {
      frontMatter = .unreadable
      diagnostics.append(error)
    }
    if let lines {
      let (parsed, problems) = FrontMatter.parsing(lines, of: source)
      frontMatter = parsed
      diagnostics += problems
    }
    let variants: [Variant?] = frontMatter.variants.isEmpty ? [nil] : frontMatter.variants
    var editions: [Edition] = []
    for variant in variants {
      let (edition, problems) = EditionParser.parsing(
        source, frontMatter: frontMatter, frontMatterLines: lines, variant: variant)
      editions.append(edition)
      diagnostics += problems
    }
    let notebook = Notebook(source: source, frontMatter: frontMatter, editions: editions)
    return (notebook, diagnostics.sortedByPlace())
  }
}
