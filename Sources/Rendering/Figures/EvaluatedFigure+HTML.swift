import Evaluation
import GradientChecking
import Notebooks

extension EvaluatedFigure {
  /// The figure as HTML.
  func html(id: String, number: HTML = "") -> HTML {
    drawing.html(id: id, caption: specification.caption, number: number)
  }

  private var drawing: Figure {
    switch specification.kind {
    case .errors: return ErrorMap(report: check.report, name: check.id).figure()
    case .gradients: return GradientScatter(report: check.report, name: check.id).figure()
    case .graph: return ComputationGraph(check: check).figure()
    case .sweep:
      guard let sweep else { preconditionFailure("a figure of a sweep must have one") }
      return StepSweepFigure(sweep: sweep, name: check.id, chosenStep: check.report.step).figure()
    }
  }
}

extension Directive {
  /// A name for the block's element that no other element of the page has.
  func figureID(line: Int) -> String {
    id.map { "figure-\($0.value)" } ?? "figure-line-\(line)"
  }
}
