public import Cells
public import Notebooks
import GradientChecking

extension EvaluatedEdition {
  /// Computes everything in an edition.
  ///
  /// All that is wrong is collected: a block that cannot be evaluated does not keep the others from
  /// being evaluated, and what refers to it is not reported a second time.
  ///
  /// - Parameters:
  ///   - edition: The edition.
  ///   - overrides: Keys of checks that the command line replaces.
  ///   - runner: What runs the checks, and remembers those of other editions.
  ///   - cells: What came of the cells, where there are any.
  public init(
    evaluating edition: Edition, overrides: [CheckOverride] = [],
    runner: CheckRunner = CheckRunner(), cells: CellResults? = nil
  ) {
    self.edition = edition
    self.cells = cells
    let all = (edition.variant?.overrides ?? []) + overrides
    let cellChecks = edition.cellCheckIDs
    diagnostics = CheckReader.diagnostics(
      ofDefaults: edition.frontMatter.defaults, source: edition.source)
    diagnostics += CheckReader.diagnostics(
      ofReplacements: all.filter { cellChecks.contains($0.check.value) })
    var evaluator = Evaluator(edition: edition, runner: runner)
    evaluator.evaluateChecks(
      overrides: all.filter { !cellChecks.contains($0.check.value) }, into: &self)
    if let cells { evaluateCells(cells, overrides: all) }
    evaluator.ids += checks.map(\.id).filter { !evaluator.ids.contains($0) }
    evaluator.evaluateTables(into: &self)
    evaluator.evaluateFigures(into: &self)
    evaluator.evaluateMutants(into: &self)
    evaluator.evaluateValues(into: &self)
    diagnostics = diagnostics.sortedByPlace()
  }
}

struct Evaluator {
  let edition: Edition
  /// The ids of all blocks, also of those that could not be evaluated.
  fileprivate var ids: [String] = []
  private let runner: CheckRunner

  init(edition: Edition, runner: CheckRunner) {
    self.edition = edition
    self.runner = runner
  }

  func fail(
    _ message: String, at range: Range<Int>, in source: SourceText? = nil,
    kind: Diagnostic.Kind = .malformed
  ) -> Diagnostic {
    Diagnostic(message, at: range, in: source ?? edition.source, kind: kind)
  }

  // MARK: Checks

  mutating func evaluateChecks(overrides: [CheckOverride], into result: inout EvaluatedEdition) {
    var asked: [(directive: Directive, id: String, specification: CheckSpecification)] = []
    for directive in edition.directives where directive.name == .gradcheck {
      guard let id = directive.id else {
        result.diagnostics.append(
          fail(
            "check has no id; values refer to it by one, as in 'gradcheck id=deep'",
            at: directive.range))
        continue
      }
      guard register(id, &result.diagnostics) else { continue }
      guard let body = directive.body else { continue }
      var reader = CheckReader(
        body, of: directive, defaults: edition.frontMatter.defaults,
        overrides: overrides.filter { $0.check.value == id.value }.map(\.entry))
      let specification = reader.specification()
      result.diagnostics += reader.diagnostics
      if let specification { asked.append((directive, id.value, specification)) }
    }
    for (check, outcome) in zip(asked, runner.results(of: asked.map(\.specification))) {
      add(outcome, of: check, to: &result)
    }
    for override in overrides where !ids.contains(override.check.value) {
      result.diagnostics.append(
        Diagnostic(
          "check '\(override.check.value)' is unknown"
            + Suggestion.phrase(for: override.check.value, among: ids, noun: "checks"),
          at: override.check.range, in: override.entry.value.source
        ).correcting(override.check.value, among: ids))
    }
  }

  private func add(
    _ outcome: CheckRunner.CheckResult,
    of check: (directive: Directive, id: String, specification: CheckSpecification),
    to result: inout EvaluatedEdition
  ) {
    switch outcome {
    case .success(let (report, diagnosis)):
      result.checks.append(
        EvaluatedCheck(
          id: check.id, range: check.directive.range, specification: check.specification,
          report: report, diagnosis: diagnosis))
      result.judge(check.specification.expectations, of: check.id, by: report)
    case .failure(let error):
      result.diagnostics.append(
        fail("check '\(check.id)' can't be carried out: \(error)", at: check.directive.range))
    }
  }

  // MARK: Tables

  func evaluateTables(into result: inout EvaluatedEdition) {
    for directive in edition.directives where directive.name == .table {
      guard
        let table = TableSpecification.reading(directive, diagnostics: &result.diagnostics),
        isKnown(table.check.value, at: table.check.range, &result.diagnostics)
      else { continue }
      result.tables[directive.range] = table
      guard let layout = result.check(table.check.value)?.report.layout else { continue }
      for tensor in table.tensors ?? [] where layout.tensor(named: tensor.value) == nil {
        result.diagnostics.append(
          fail(
            "parameter '\(tensor.value)' is unknown"
              + Suggestion.phrase(
                for: tensor.value, among: layout.tensors.map(\.name), noun: "parameters"),
            at: tensor.range
          ).correcting(tensor.value, among: layout.tensors.map(\.name)))
      }
    }
  }

  /// Takes an id for a block; one that is taken already is reported.
  mutating func register(_ id: Located<String>, _ diagnostics: inout [Diagnostic]) -> Bool {
    guard !ids.contains(id.value) else {
      var diagnostic = fail(
        "id '\(id.value)' is taken by an earlier block; an id may stand once", at: id.range)
      if let earlier = edition.directives.compactMap(\.id).first(where: { $0.value == id.value }) {
        diagnostic.notes = [.init("the earlier block has it here", at: earlier.range)]
      }
      diagnostics.append(diagnostic)
      return false
    }
    ids.append(id.value)
    return true
  }

  func isKnown(
    _ id: String, at range: Range<Int>, _ diagnostics: inout [Diagnostic]
  ) -> Bool {
    if ids.contains(id) { return true }
    // A cell that did not run may have published it.
    if edition.cellCheckIDs.contains(id) || edition.publishedNames.contains(id) { return false }
    diagnostics.append(
      fail(
        ids.isEmpty
          ? "check '\(id)' is unknown; the notebook has no checks"
          : "check '\(id)' is unknown" + Suggestion.phrase(for: id, among: ids, noun: "checks"),
        at: range
      ).correcting(id, among: ids))
    return false
  }

  // MARK: Values

  func evaluateValues(into result: inout EvaluatedEdition) {
    for reference in edition.values {
      if let published = result.cellValues[reference.path.joined(separator: ".")] {
        do throws(ValueError) {
          show(try published.entry(reference), at: reference, into: &result)
        } catch {
          result.diagnostics.append(fail(error.message, at: reference.pathRange))
        }
        continue
      }
      let id = reference.path[0]
      let path = Array(reference.path.dropFirst())
      guard isKnown(id, at: reference.nameRanges[0], &result.diagnostics) else { continue }
      do throws(ValueError) {
        guard let name = path.first, !name.isEmpty else {
          throw ValueError(
            message: "'\(id)' is a block; name one of its values, as in '\(id).difference'")
        }
        let value: Value
        if let check = result.check(id) {
          value = try check.value(path, subscripts: reference.subscripts)
        } else if let published = result.published[id] {
          value = try published.value(path, subscripts: reference.subscripts)
        } else {
          continue
        }
        show(value, at: reference, into: &result)
      } catch {
        result.diagnostics.append(
          fail(error.message, at: reference.range(of: error.part)).correcting(error))
      }
    }
  }

  /// Puts a value in the place of its reference, and compares it with what is stated there.
  private func show(
    _ value: Value, at reference: ValueReference, into result: inout EvaluatedEdition
  ) {
    do throws(ValueError) {
      guard value.text() != nil else {
        throw ValueError(
          message: "'\(reference.name)' has one entry for each parameter; "
            + "give an index, as in '\(reference.name)[0]'")
      }
      if case .word = value, reference.format != nil {
        throw ValueError(message: "'\(reference.name)' is a word; drop the format")
      }
      result.values[reference.range] = value
      if let stated = reference.stated { compare(stated, value, reference, into: &result) }
    } catch {
      result.diagnostics.append(fail(error.message, at: reference.pathRange))
    }
  }

  private func compare(
    _ stated: StatedValue, _ value: Value, _ reference: ValueReference,
    into result: inout EvaluatedEdition
  ) {
    let holds = value.number.map(stated.agrees) ?? (value.text() == stated.text)
    result.statements.append(
      Statement(reference: reference, stated: stated, computed: value, holds: holds))
    guard !holds else { return }
    if value.number != nil, !stated.isNumber, !StatedValue.namesOfNumbers.contains(stated.text) {
      result.diagnostics.append(
        fail(
          "'\(stated.text)' is no number; a number is stated as '= 0.2850932' or "
            + "'= 0.28509 ± 1e-5'",
          at: stated.range))
      return
    }
    let limit = stated.tolerance.map { " ± \($0.notation)" } ?? ""
    var diagnostic = fail(
      "\(reference.name) is stated as \(stated.text)\(limit), but it is \(value.text() ?? ""); "
        + "'nabla accept' would state \(result.statements.last?.replacement ?? "")",
      at: stated.range, kind: .doesNotHold)
    if let replacement = result.statements.last?.replacement, !replacement.isEmpty {
      diagnostic.fix = Fix(replacing: stated.range, with: replacement)
    }
    result.diagnostics.append(diagnostic)
  }
}

extension EvaluatedEdition {
  /// Compares what is expected of a check with what came out.
  mutating func judge(
    _ expectations: [Expectation], of id: String, by report: GradientCheckReport
  ) {
    for expectation in expectations {
      do throws(ValueError) {
        let failure = try expectation.failure(in: report)
        self.expectations.append(
          ExpectationResult(check: id, expectation: expectation, holds: failure == nil))
        if let failure {
          var diagnostic = expectation.text.diagnostic(
            "check '\(id)' was expected to '\(expectation.words)', but \(failure)")
          diagnostic.kind = .doesNotHold
          diagnostics.append(diagnostic)
        }
      } catch {
        diagnostics.append(
          Diagnostic(
            error.message, at: expectation.range(of: error.part), in: expectation.text.source
          ).correcting(error))
      }
    }
  }
}

extension ValueReference {
  /// Where a part of the value's name stands.
  fileprivate func range(of part: ValueError.Part) -> Range<Int> {
    switch part {
    case .whole: pathRange
    case .name(let index): nameRanges[index + 1]
    case .subscripts: subscriptRange ?? pathRange
    }
  }
}

extension Expectation {
  fileprivate var words: String { text.scalar ?? "" }
}

extension Statement {
  /// The computed value in the notation of the stated one.
  public var replacement: String {
    switch computed {
    case .number(let number) where stated.isNumber: stated.rewritten(for: number)
    case .count(let count): String(count)
    default: computed.text() ?? ""
    }
  }
}
