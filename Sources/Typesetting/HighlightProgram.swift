/// The script that colours code: highlight.js with the languages of handouts, and what we ask of it.
///
/// It evaluates to a function that takes what `engine.h` hands over and returns `(text, flag)`, where
/// the text is the name of a language, a line feed and code. It answers `H` and the markup, or `U` if
/// the language is unknown.
///
/// highlight.js comes with 185 languages, whose definitions take longer to compile than all the rest.
/// Each is a statement of its own, so the others are left out.
///
/// - Parameter highlightJS: The contents of `highlight.min.js` or `highlight.js`, version 9.
/// - Returns: The script, or nil if its parts cannot be told apart.
func highlightProgram(wrapping highlightJS: [UInt8]) -> [UInt8]? {
  let source = String(decoding: highlightJS, as: UTF8.self)
  let starts = source.ranges(of: /hljs\.registerLanguage\(\s*["']([A-Za-z0-9+\-]+)["']/)
  guard let first = starts.first?.lowerBound else { return nil }
  let ends = starts.dropFirst().map(\.lowerBound) + [source.endIndex]
  let wanted = zip(starts, ends).compactMap { start, end -> Substring? in
    let name = source[start].split { $0 == "\"" || $0 == "'" }.last.map(String.init) ?? ""
    return languages.contains(name) ? source[start.lowerBound..<end] : nil
  }
  return Array((prelude + source[..<first] + wanted.joined() + driver).utf8)
}

/// The digest of what tells one script from another: our parts of it, and which file highlight.js is.
///
/// To digest the contents of highlight.js, nearly a megabyte, takes longer than to look up the colours of a
/// page.
///
/// - Parameter identity: What `fileIdentity(_:)` says of highlight.js.
/// - Returns: The digest.
func highlightKey(wrapping identity: String) -> [UInt8] {
  let parts = [languages.sorted().joined(separator: " "), prelude, driver, identity]
  return sha256(Array(parts.joined(separator: "\0").utf8))
}

/// The languages by highlight.js's own names, those that others are embedded in included.
private let languages: Set<String> = [
  "bash", "cpp", "cs", "css", "diff", "dockerfile", "fortran", "go", "haskell", "ini", "java",
  "javascript", "json", "julia", "kotlin", "lua", "makefile", "markdown", "matlab", "ocaml",
  "perl", "php", "plaintext", "python", "r", "ruby", "rust", "scala", "shell", "sql", "swift",
  "tex", "typescript", "xml", "yaml",
]

private let prelude = """
  (function () { return function (push, charge) {
  var console = { log: function () {}, warn: function () {}, error: function () {} };
  var exports = {};

  """

private let driver = """

  ;return function (text, flag) {
    var end = text.indexOf("\\n");
    var language = text.substring(0, end);
    if (!hljs.getLanguage(language)) return "U";
    return "H" + hljs.highlight(language, text.substring(end + 1), true).value;
  };
  }; })()
  """
