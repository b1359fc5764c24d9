/// A reason why no formula can be typeset at all.
public enum TypesettingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A file of KaTeX is in none of the folders searched.
  case notFound(file: String, searched: [String])

  /// A file of KaTeX is there and can't be read.
  case unreadable(path: String)

  /// Duktape can't run this KaTeX, for the reason given.
  case unusable(path: String, reason: String)

  /// The system gave no memory or no thread to typeset with.
  case outOfResources

  /// The specific thing, the rule and the fix, on one line.
  public var description: String {
    switch self {
    case .notFound(let file, let searched):
      """
      '\(file)' of KaTeX is in none of \(searched.map { "'\($0)'" }.joined(separator: ", ")); \
      install the packages libjs-katex and fonts-katex (Debian), or npm's katex and let NABLA_KATEX \
      name its folder 'dist'
      """
    case .unreadable(let path):
      "'\(path)' of KaTeX can't be read; check its permissions"
    case .unusable(let path, let reason):
      "'\(path)' can't be run by Duktape (\(reason)); KaTeX 0.16.4 is known to work"
    case .outOfResources:
      "the system has no memory or thread left to typeset formulas with"
    }
  }
}
