import CommonMark
import Typesetting

/// The coloured code of a page.
struct CodeColours {
  private var markup: [Code: String] = [:]

  /// No colours at all.
  init() {}

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

  /// A code block, in colours where there are some for it.
  ///
  /// A block wider than the page scrolls by itself, and so must be reachable by keyboard.
  ///
  /// - Parameters:
  ///   - literal: The code.
  ///   - info: The info string of its fence, which begins with the language.
  /// - Returns: The block as CommonMark has it, with spans inside where it has colours.
  func html(for literal: String, info: String) -> HTML {
    let code = Code(literal, info: info)
    let content = code.flatMap { markup[$0] }.map { HTML(markup: $0) } ?? "\(literal)"
    let language: HTML = code.map { " class=\"language-\($0.language)\"" } ?? ""
    return "<pre tabindex=\"0\"><code\(language)>\(content)</code></pre>\n"
  }
}

extension Code {
  fileprivate init?(_ literal: String, info: String) {
    guard let language = info.split(whereSeparator: \.isWhitespace).first else { return nil }
    self.init(language: String(language), text: literal)
  }
}
