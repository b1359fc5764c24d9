import Rendering
import Typesetting

extension Typesetter {
  /// The typesetter of the command, with the user's cache; or why there is none.
  static func forCommand() -> Result<Typesetter, TypesettingError> {
    Result { () throws(TypesettingError) in
      Typesetter(installation: try .locate(), cache: .standard())
    }
  }
}

extension PageRenderer {
  /// The renderer of the command: formulas by KaTeX, code colours by highlight.js, the user's cache.
  static func forCommand() -> PageRenderer {
    PageRenderer(
      typesetter: Typesetter.forCommand(), highlighter: .locate(cache: .standard()))
  }
}
