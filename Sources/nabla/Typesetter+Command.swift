import Typesetting

extension Typesetter {
  /// The typesetter of the command, with the user's cache; or why there is none.
  static func forCommand() -> Result<Typesetter, TypesettingError> {
    Result { () throws(TypesettingError) in
      Typesetter(installation: try .locate(), cache: .standard())
    }
  }
}
