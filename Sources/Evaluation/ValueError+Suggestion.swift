import Notebooks

extension ValueError {
  /// An unknown name, with the nearest known one.
  static func unknown(
    _ noun: String, _ name: String, among known: [String], part: Part
  ) -> ValueError {
    ValueError(
      message: "\(noun) '\(name)' is unknown"
        + Suggestion.phrase(for: name, among: known, noun: noun + "s"),
      part: part, unknown: Unknown(name: name, known: known))
  }
}

extension Diagnostic {
  /// The diagnostic with the change that an error about a name suggests.
  func correcting(_ error: ValueError) -> Diagnostic {
    error.unknown.map { correcting($0.name, among: $0.known) } ?? self
  }
}
