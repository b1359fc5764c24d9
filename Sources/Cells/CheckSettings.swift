public import GradientChecking
public import Notebooks

extension RecordedCheck {
  /// How the check is carried out: as the command line or the variant says, else as the cell says,
  /// else as the front matter says.
  ///
  /// - Parameters:
  ///   - frontMatter: The front matter, with the notebook's defaults.
  ///   - overrides: What the variant and the command line replace.
  /// - Returns: The check; a value that cannot be read is left to `CheckReader.diagnostics(ofReplacements:)`.
  public func settings(frontMatter: FrontMatter, overrides: [CheckOverride]) -> GradientCheck {
    var check = GradientCheck()
    let own = overrides.filter { $0.check.value == id }.map(\.entry)
    for entry in frontMatter.defaults { check.apply(entry) }
    if let step { check.step = .given(step) }
    if let threshold { check.threshold = threshold }
    if let scheme = scheme.flatMap(Scheme.init(rawValue:)) { check.scheme = scheme }
    for entry in own { check.apply(entry) }
    return check
  }
}

extension GradientCheck {
  fileprivate mutating func apply(_ entry: YAMLEntry) {
    switch entry.key.value {
    case "step":
      if let number = entry.value.number, number > 0 {
        step = .given(number)
      } else if entry.value.scalar == "auto" {
        step = .automatic
      }
    case "threshold": if let number = entry.value.number, number > 0 { threshold = number }
    case "scheme": if let new = Scheme(rawValue: entry.value.scalar ?? "") { scheme = new }
    case "arithmetic":
      if let new = Arithmetic(rawValue: entry.value.scalar ?? "") { arithmetic = new }
    default: break
    }
  }
}
