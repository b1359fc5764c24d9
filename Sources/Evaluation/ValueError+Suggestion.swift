private import Notebooks

extension ValueError {
  /// An unknown name, with the nearest known one.
  static func unknown(
    _ noun: String, _ name: String, among known: [String], part: Part
  ) -> ValueError {
    ValueError(
      message: "\(noun) '\(name)' is unknown"
        + Suggestion.phrase(for: name, among: known, noun: noun + "s"),
      part: part)
  }
}
