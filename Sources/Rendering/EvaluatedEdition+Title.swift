private import Cells
private import CommonMark
public import Evaluation
private import Notebooks

extension EvaluatedEdition {
  /// The title: that of the front matter, else the first heading, else the name of the file.
  ///
  /// - Parameter name: The name of the file.
  /// - Returns: Plain text.
  public func title(fallback name: String) -> String {
    if let title = edition.frontMatter.title { return title }
    if let title = Document(extended: edition.markdown).firstTitle, !title.isEmpty {
      return Placeholder.replacing(in: title, with: plainText(ofItem:))
    }
    return name.hasSuffix(".md") ? String(name.dropLast(3)) : name
  }

  /// What a handout says of its numbers at its end, up to the name of Nabla.
  ///
  /// - Parameter place: Where they are: "here", "on this page".
  /// - Returns: The beginning of a sentence.
  func closingWords(_ place: String) -> String {
    let rest = "every other number \(place) was computed and checked by Nabla"
    if cells?.wasNotRun == true { return "The cells of Swift were not run; \(rest)" }
    // An output that is written all the same must not vouch for what it marks.
    if diagnostics.contains(where: { $0.kind != .warning }) {
      return "Something here is wrong, and marked where it stands; \(rest)"
    }
    return "Every number \(place) was computed and checked by Nabla"
  }

  /// An item as text, for places where no markup can stand.
  func plainText(ofItem number: Int) -> String {
    guard edition.items.indices.contains(number) else { return "" }
    switch edition.items[number] {
    case .value(let reference):
      return reference.stated?.text
        ?? values[reference.range]?.text(format: reference.format)?.withMinusSign ?? reference.name
    case .formula(let formula):
      return formula.filled(from: edition.source) { reference in
        values[reference.range]?.text(format: reference.format) ?? reference.name
      }.text
    case .expression(let expression):
      return values[expression.range]?.text()?.withMinusSign ?? edition.source[expression.range]
    case .escaped(let shown): return shown.value
    case .unreadable(let range): return edition.source[range]
    }
  }
}
