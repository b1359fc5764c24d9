/// A Markdown notebook: what it says about itself, and one edition for each of its variants.
public struct Notebook: Sendable {
  /// The notebook's text.
  public var source: SourceText
  /// What the notebook says about itself.
  public var frontMatter: FrontMatter
  /// One for each variant in the order of the front matter, or a single one without a variant.
  public var editions: [Edition]

  /// Reads a notebook, which comes out whole together with all that is wrong with it.
  ///
  /// - Parameter source: The notebook's text.
  /// - Returns: The notebook, and diagnostics in order of line.
  public static func parsing(_ source: SourceText) -> (Notebook, [Diagnostic]) {
    // With a character in the text that stands for placeholders, nothing below can be trusted.
    let forbidden = forbiddenCharacters(in: source)
    guard forbidden.isEmpty else {
      return (Notebook(source: source, frontMatter: FrontMatter(), editions: []), forbidden)
    }
    var diagnostics: [Diagnostic] = []
    var frontMatter = FrontMatter()
    var lines: ClosedRange<Int>?
    do throws(Diagnostic) {
      lines = try FrontMatter.lines(in: source)
    } catch {
      frontMatter = .unreadable
      diagnostics.append(error)
    }
    if let lines {
      let (parsed, problems) = FrontMatter.parsing(lines, of: source)
      frontMatter = parsed
      diagnostics += problems
    }
    func parse(_ variant: Variant?) -> (Edition, [Diagnostic]) {
      EditionParser.parsing(
        source, frontMatter: frontMatter, frontMatterLines: lines, variant: variant)
    }
    var parsed: [(Edition, [Diagnostic])] = []
    if frontMatter.variants.isEmpty {
      parsed = [parse(nil)]
      // What holds something that students are not to see has a variant for them.
      if parsed[0].0.isExercise {
        frontMatter.variants = [Variant.instructor, Variant.student].map { name in
          Variant(name: name, overrides: [])
        }
      }
    }
    if !frontMatter.variants.isEmpty { parsed = frontMatter.variants.map(parse) }
    let editions = parsed.map(\.0)
    diagnostics += parsed.flatMap(\.1)
    let notebook = Notebook(source: source, frontMatter: frontMatter, editions: editions)
    diagnostics += notebook.exerciseDiagnostics
    return (notebook, diagnostics.sortedByPlace())
  }
}

extension Notebook {
  /// What keeps solutions from being taken out, and submissions from being put in.
  private var exerciseDiagnostics: [Diagnostic] {
    guard let edition = editions.first(where: { $0.isExercise }) else { return [] }
    var diagnostics: [Diagnostic] = []
    if frontMatter.knowsVariants, frontMatter.variant(named: Variant.student) == nil {
      let cell = edition.cells.first { $0.isHidden || !$0.solutions.isEmpty }
      diagnostics.append(
        Diagnostic(
          "the notebook has solutions, but no variant 'student' without them; declare "
            + "'student: {}' beside the other variants",
          at: cell?.range ?? edition.solutionProse[0], in: source))
    }
    for cell in edition.cells where !cell.solutions.isEmpty && cell.id == nil {
      diagnostics.append(
        Diagnostic(
          "a cell with a solution needs an id, by which a submission is matched with it, as in "
            + "'swift run id=forward'",
          at: cell.range, in: source))
    }
    let hasSolutions = editions.contains { $0.cells.contains { !$0.solutions.isEmpty } }
    if !hasSolutions, let check = edition.cells.first(where: { $0.isHidden && $0.points != nil }) {
      diagnostics.append(
        Diagnostic(
          "the check has points, but the notebook marks no solution for students to write; mark one "
            + "with '// BEGIN SOLUTION' and '// END SOLUTION'",
          at: check.range, in: source))
    }
    let ids = edition.cells.compactMap(\.id?.value)
    for cell in edition.cells {
      guard let subject = cell.subject, !ids.contains(subject.value) else { continue }
      diagnostics.append(
        Diagnostic(
          "cell '\(subject.value)' is unknown"
            + Suggestion.phrase(for: subject.value, among: ids, noun: "cells"),
          at: subject.range, in: source))
    }
    return diagnostics
  }
}

extension Edition {
  /// Whether the notebook holds what students are not to see.
  public var isExercise: Bool {
    !solutionProse.isEmpty || cells.contains { $0.isHidden || !$0.solutions.isEmpty }
  }

  /// Whether this is the edition for students.
  public var isForStudents: Bool { variant?.name == Variant.student }
}
