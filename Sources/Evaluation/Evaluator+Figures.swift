private import Cells
private import GradientChecking
private import NeuralNetworks
import Notebooks

extension Evaluator {
  /// Computes what the figures show.
  mutating func evaluateFigures(into result: inout EvaluatedEdition) {
    for directive in edition.directives where directive.name == .figure {
      guard
        let figure = FigureSpecification.reading(directive, diagnostics: &result.diagnostics),
        isKnown(figure.check.value, at: figure.check.range, &result.diagnostics)
      else { continue }
      if let id = figure.id, !register(id, &result.diagnostics) { continue }
      guard let check = result.check(figure.check.value) else { continue }
      if let problem = figure.problem(with: check.specification) {
        result.diagnostics.append(fail(problem, at: directive.range))
        continue
      }
      var evaluated = EvaluatedFigure(specification: figure, check: check)
      if figure.kind == .sweep {
        do throws(GradientCheckError) {
          evaluated.sweep = try check.specification.sweep(over: figure.exponents)
        } catch {
          result.diagnostics.append(
            fail("figure can't be drawn: \(error)", at: directive.range))
          continue
        }
      }
      if let id = figure.id, let sweep = evaluated.sweep {
        result.published[id.value] = sweep.published
      }
      result.figures[directive.range] = evaluated
    }
  }
}

extension CheckSpecification {
  /// Checks the gradient over a ladder of steps.
  fileprivate func sweep(
    over exponents: ClosedRange<Int>
  ) throws(GradientCheckError) -> StepSweep {
    let ladder = StepSweep.ladder(from: exponents.lowerBound, through: exponents.upperBound)
    switch model {
    case .linear(let model, let theta):
      return try StepSweep(
        of: model, at: [theta], scheme: check.scheme, steps: ladder, arithmetic: check.arithmetic)
    case .network(let objective, let point, _, _):
      return try StepSweep(
        of: objective, at: point.parameters, scheme: check.scheme, steps: ladder,
        arithmetic: check.arithmetic)
    case .function(let record, let objective):
      return try StepSweep(
        of: objective, at: record.point, scheme: check.scheme, steps: ladder,
        arithmetic: check.arithmetic)
    }
  }
}

extension FigureSpecification {
  /// Why a figure can't be drawn of a check; nil where it can.
  fileprivate func problem(with specification: CheckSpecification) -> String? {
    guard case .function = specification.model else { return nil }
    switch kind {
    case .graph: return "the graph of a cell's function is not known; draw 'errors' or 'sweep'"
    case .sweep where exponents != -12...(-1):
      return "a sweep of a cell's function has its own steps; drop 'steps'"
    case .sweep, .errors, .gradients: return nil
    }
  }
}
