import CommonMark
import Evaluation
import Notebooks

/// The parts of a page that refer to each other: headings, numbers, labels, footnotes, links.
///
/// The structure is read from a document before anything in it is replaced; `form` then writes it into
/// the document. Numbers count labelled parts only, since a number is there to be referred to.
struct PageStructure {
  let evaluated: EvaluatedEdition
  let surroundings: Surroundings
  /// Labels that are taken, links that lead nowhere, and the like.
  var diagnostics: [Diagnostic] = []
  /// Where links can lead.
  var anchors = Anchors()
  /// The anchors of formulas and directives, by the places of their blocks.
  private(set) var anchorByPlace: [Range<Int>: Anchor] = [:]
  /// The anchors of images and pipe tables, by the first lines of their blocks.
  var anchorByLine: [Int: Anchor] = [:]
  /// The headings with their numbers and addresses, in document order.
  var sections: [Section] = []
  var places: SourcePlaces
  private var labelPlaces: [String: Range<Int>] = [:]

  /// A heading as the page shows it.
  struct Section {
    var heading: Heading
    var id: String
    var number: String?
    /// Whether it is the title of the page.
    var isTitle: Bool
  }

  var edition: Edition { evaluated.edition }

  init(_ evaluated: EvaluatedEdition, surroundings: Surroundings) {
    self.evaluated = evaluated
    self.surroundings = surroundings
    places = SourcePlaces(evaluated.edition.source)
  }

  mutating func report(_ message: String, at range: Range<Int>) {
    diagnostics.append(Diagnostic(message, at: range, in: edition.source))
  }

  /// Reports a name that nothing has, with the known one that was probably meant.
  mutating func report(
    _ message: String, unknown name: String, among known: [String], noun: String,
    at range: Range<Int>
  ) {
    let phrase = Suggestion.phrase(for: name, among: known, noun: noun)
    diagnostics.append(
      Diagnostic(message + phrase, at: range, in: edition.source)
        .correcting(name, among: known))
  }

  /// Adds an anchor under a label, or reports that the label is taken.
  mutating func add(_ label: Located<String>, _ anchor: Anchor) {
    let name = label.value
    let isKnown = evaluated.diagnostics.contains { $0.range == label.range }
    if !Label.isValid(name), !isKnown {
      report("label '\(name)' can't be referred to; \(Label.rule)", at: label.range)
    }
    if anchors.add(name, anchor) {
      labelPlaces[name] = label.range
    } else if !isKnown {
      report(
        "label '\(name)' is taken by an earlier \(anchors[name]?.kind.noun ?? "part"); "
          + "a label may stand once",
        at: label.range)
      if let first = labelPlaces[name] {
        diagnostics[diagnostics.count - 1].notes.append(.init("the first is here", at: first))
      }
    }
  }

  /// Reads the structure of a document.
  ///
  /// - Parameters:
  ///   - document: The document, with its placeholders.
  ///   - ownsTitle: Whether its headings of level 1 are titles of the page.
  mutating func read(_ document: borrowing Document, ownsTitle: Bool) {
    for id in ["main", "contents-title"] { _ = anchors.add(id, Anchor(kind: .other, id: id)) }
    for check in evaluated.checks where check.specification.display != .none {
      let id = "check-\(check.id)"
      _ = anchors.add(id, Anchor(kind: .other, id: id))
    }
    readLabels(document)
    readSections(document, ownsTitle: ownsTitle)
    for stray in document.strayLabels {
      report(
        "label '\(stray.label)' labels nothing; a label stands at the end of a heading, after an image "
          + "in a paragraph of its own or at the end of 'Table: …', and a formula is labelled by "
          + "'math id=\(stray.label)'",
        at: places.place(ofFirst: ["{#\(stray.label)}"], in: stray.lines))
    }
  }

  /// Writes the structure into a document.
  mutating func form(_ document: inout Document) {
    formHeadings(&document)
    formCallouts(&document)
    formLinks(&document)
    formImages(&document)
    formTables(&document)
    document.replaceTaskBoxes { isDone in
      """
      <input type="checkbox" disabled="" \(isDone ? "checked=\"\" " : "")\
      aria-label="\(isDone ? "done" : "to do")">
      """
    }
  }
}

// MARK: - Labels

extension PageStructure {
  /// A part of a notebook with a label, and where it begins.
  private struct Labelled {
    var kind: Anchor.Kind
    var name: Located<String>
    var start: Int
    var place: Range<Int>?
    var line: Int?
  }

  private mutating func readLabels(_ document: borrowing Document) {
    let labelled = (labelledFormulas + labelledBlocks + labelledPieces(of: document))
      .sorted { $0.start < $1.start }
    var counts: [Anchor.Kind: Int] = [:]
    for part in labelled {
      let id = elementID(of: part.kind, part.name.value, place: part.place)
      var anchor = Anchor(kind: part.kind, id: id)
      if part.kind != .other {
        counts[part.kind, default: 0] += 1
        anchor.number = counts[part.kind].map(String.init)
      }
      add(part.name, anchor)
      if let place = part.place { anchorByPlace[place] = anchor }
      if let line = part.line { anchorByLine[line] = anchor }
    }
  }

  private func elementID(of kind: Anchor.Kind, _ name: String, place: Range<Int>?) -> String {
    guard kind == .figure, let place,
      let directive = edition.directives.first(where: { $0.range == place })
    else { return name }
    return directive.figureID(line: edition.source.line(at: place.lowerBound))
  }

  private var labelledFormulas: [Labelled] {
    edition.formulas.compactMap { formula in
      formula.label.map {
        Labelled(
          kind: .equation, name: $0, start: formula.range.lowerBound, place: formula.range)
      }
    }
  }

  private var labelledBlocks: [Labelled] {
    edition.directives.compactMap { directive in
      let kind: Anchor.Kind
      switch directive.name {
      case .figure: kind = .figure
      case .table: kind = .table
      case .mutants: kind = .other
      case .gradcheck: return nil
      }
      return directive.id.map {
        Labelled(
          kind: kind, name: $0, start: directive.range.lowerBound, place: directive.range)
      }
    }
  }

  private mutating func labelledPieces(of document: borrowing Document) -> [Labelled] {
    let pieces =
      document.images.map { (Anchor.Kind.figure, $0.label, $0.lines) }
      + document.tables.map { (Anchor.Kind.table, $0.label, $0.lines) }
    return pieces.compactMap { kind, label, lines in
      guard let label else { return nil }
      let range = places.place(ofFirst: ["{#\(label)}"], in: lines)
      return Labelled(
        kind: kind, name: Located(label, at: range), start: range.lowerBound,
        line: lines.lowerBound)
    }
  }
}
