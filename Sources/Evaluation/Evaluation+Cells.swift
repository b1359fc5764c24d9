import Cells
import GradientChecking
import Notebooks

extension EvaluatedEdition {
  /// Takes over what came of the cells: values, checks, expectations, and all that is wrong.
  mutating func evaluateCells(_ results: CellResults, overrides: [CheckOverride]) {
    diagnostics += results.problems
    guard results.problems.isEmpty, !results.wasNotRun else { return }
    let reporter = CellReporter(results: results, edition: edition)
    diagnostics += reporter.compilerDiagnostics
    diagnostics += reporter.outcomeDiagnostics
    guard let run = results.run else { return }
    diagnostics += reporter.endingDiagnostics(of: run)
    for (index, cell) in edition.cells.enumerated() {
      // What the notebook keeps from students is not part of their edition.
      if cell.isHidden && edition.isForStudents { continue }
      guard let record = run.cells[index] else { continue }
      publish(record, of: cell)
      judgeClaims(record, of: cell, at: index, reporter)
      for check in record.checks { evaluate(check, of: cell, overrides: overrides, reporter) }
      if cell.isCheck, record.isComplete, record.claims.isEmpty, record.checks.isEmpty {
        diagnostics.append(
          Diagnostic(
            "\(cell.name) checks nothing; use 'expect' or 'gradientCheck' in it", at: cell.range,
            in: edition.source))
      }
    }
    for (index, expression) in edition.expressions.enumerated() {
      values[expression.range] = run.shown[index].map { Value($0) }
    }
  }

  private mutating func publish(_ record: CellRecord, of cell: Cell) {
    for publication in record.published {
      let name = publication.name
      if name.wholeMatch(of: /[A-Za-z][\w\-]*/) == nil {
        diagnostics.append(
          Diagnostic(
            "\(cell.name) publishes '\(name)', which can't be used in the text; a name is a letter "
              + "followed by letters, digits, '-' and '_'",
            at: place(of: "\"\(name)\"", in: cell), in: edition.source))
      } else if cellValues[name] != nil || check(name) != nil {
        diagnostics.append(
          Diagnostic(
            "\(cell.name) publishes '\(name)', which is taken; a name may stand once",
            at: place(of: "\"\(name)\"", in: cell), in: edition.source))
      } else {
        cellValues[name] = Value(publication.value)
      }
    }
  }

  private mutating func judgeClaims(
    _ record: CellRecord, of cell: Cell, at index: Int, _ reporter: CellReporter
  ) {
    for claim in record.claims {
      let holds = claim.actual.agrees(with: claim.expected, within: claim.tolerance)
      claims.append(ClaimResult(cell: index, claim: claim, holds: holds))
      if holds { continue }
      let (source, range) = reporter.place(ofLine: claim.line, in: cell)
      let tolerance = claim.tolerance == 0 ? "" : " ± \(claim.tolerance.notation)"
      let expected = claim.expected == .truth(true) ? "true" : claim.expected.text
      diagnostics.append(
        Diagnostic(
          "'\(claim.label)' is expected to be \(expected)\(tolerance), but it is "
            + claim.actual.text,
          at: range, in: source, kind: .doesNotHold))
    }
  }

  private mutating func evaluate(
    _ record: RecordedCheck, of cell: Cell, overrides: [CheckOverride], _ reporter: CellReporter
  ) {
    let (source, range) = reporter.place(ofLine: record.line, in: cell)
    func fail(_ message: String) {
      diagnostics.append(Diagnostic(message, at: range, in: source))
    }
    guard record.id.wholeMatch(of: /[A-Za-z][\w\-]*/) != nil else {
      return fail(
        "id '\(record.id)' can't be used in a value's name; an id is a letter followed by "
          + "letters, digits, '-' and '_'")
    }
    guard check(record.id) == nil, cellValues[record.id] == nil else {
      return fail("id '\(record.id)' is taken; an id may stand once")
    }
    if let scheme = record.scheme, Scheme(rawValue: scheme) == nil {
      return fail(
        "scheme '\(scheme)' is unknown"
          + Suggestion.phrase(
            for: scheme, among: Scheme.allCases.map(\.rawValue), noun: "schemes"))
    }
    guard record.point.count <= RecordedCheck.mostComponents else {
      return fail(
        "check '\(record.id)' has \(record.point.count) parameters; a cell's check may have "
          + "\(RecordedCheck.mostComponents), because J is computed twice for each of them")
    }
    guard record.isComplete || record.layout == nil else { return }  // the crash is reported
    guard let objective = record.objective else {
      return fail(
        "check '\(record.id)' can't be carried out: names of tensors must differ, and their sizes "
          + "must fit the point's \(record.point.count) numbers")
    }
    let own = overrides.filter { $0.check.value == record.id }
    var specification = CheckSpecification(
      model: .function(record, objective),
      check: record.settings(frontMatter: edition.frontMatter, overrides: overrides),
      caption: own.last { $0.entry.key.value == "caption" }?.entry.value.scalar, display: .full,
      expectations: [])
    let replaced = own.last { $0.entry.key.value == "expect" }?.entry.value.elements
    let texts =
      replaced
      ?? record.expectations.map { text in
        YAMLValue(
          content: .scalar(text, isPlain: true),
          range: place(of: "\"\(text)\"", in: cell), source: edition.source)
      }
    for text in texts {
      do throws(Diagnostic) {
        specification.expectations.append(try Expectation(text))
      } catch {
        diagnostics.append(error)
      }
    }
    do throws(GradientCheckError) {
      let report = try specification.run()
      checks.append(
        EvaluatedCheck(
          id: record.id, range: cell.range, specification: specification, report: report,
          diagnosis: specification.diagnosis(of: report)))
      judge(specification.expectations, of: record.id, by: report)
    } catch {
      fail("check '\(record.id)' can't be carried out: \(error)")
    }
  }

  /// Where a text stands in a cell, else the cell's first line.
  private func place(of text: String, in cell: Cell) -> Range<Int> {
    let bytes = edition.source.bytes[cell.extent]
    guard let found = bytes.firstRange(of: Array(text.utf8)) else { return cell.range }
    return found.lowerBound + 1..<max(found.lowerBound + 1, found.upperBound - 1)
  }
}
