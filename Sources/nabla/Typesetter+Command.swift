import Typesetting

extension Typesetter {
  /// The typesetter of the command, with the user's cache.
  static func forCommand() throws -> Typesetter { Typesetter() }
}
