import CommonMark
import Typesetting

/// The coloured code of a page.
struct CodeColours {
  private var markup: [Code: String] = [:]

  /// Colours the code blocks of a document.
  ///
  /// - Parameters:
  ///   - document: The document.
  ///   - highlighter: Who colours; nothing is coloured where there is none.
  ///   - cells: The Swift code of cells as the page shows it, which is not always as it was written.
  init(of document: inout Document, by highlighter: Highlighter?, cells: [String] = []) {
    guard let highlighter else { return }
    var codes = cells.compactMap { Code($0, info: "swift") }
    document.replaceCodeBlocks { _, info, literal in
      if !info.hasPrefix("swift run"), let code = Code(literal, info: info) { codes.append(code) }
      return .keep
    }
    markup = highlighter.highlight(codes)
  }

  /// A code block in colours; nil where there are none for it.
  ///
  /// - Parameters:
  ///   - literal: The code.
  ///   - info: The info string of its fence, which begins with the language.
  /// - Returns: The block as CommonMark has it, with spans inside.
  func html(for literal: String, info: String) -> HTML? {
    guard let code = Code(literal, info: info), let coloured = markup[code] else { return nil }
    return """
      <pre><code class="language-\(code.language)">\(HTML(markup: coloured))</code></pre>

      """
  }
}

extension Code {
  fileprivate init?(_ literal: String, info: String) {
    guard let language = info.split(whereSeparator: \.isWhitespace).first else { return nil }
    self.init(language: String(language), text: literal)
  }
}
