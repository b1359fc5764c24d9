import GradientChecking
import Notebooks

/// The difference against the step, on logarithmic axes: a V of rounding and truncation.
struct StepSweepFigure {
  let sweep: StepSweep
  let name: String
  /// The step that the check itself took.
  let chosenStep: Double?

  func figure() -> Figure {
    let drawn = sweep.rungs.filter { $0.difference > 0 && $0.difference.isFinite }
    let steps = sweep.rungs.map(\.step)
    // The V of the theory is shown whole, even where a wrong gradient cuts its tip off.
    let floor = sweep.theory.map(\.floor).flatMap { $0 > 0 ? $0 : nil }
    let lowest = decade(
      below: (drawn.map(\.difference) + [floor, 1e-3].compactMap(\.self)).min() ?? 1e-16)
    let plot = Plot(
      x: (steps.min() ?? 1e-12)...(steps.max() ?? 0.1), .logarithmic, xTitle: "step ε",
      y: lowest...1, .logarithmic, yTitle: "difference")
    var shapes = plot.frame
    if let theory = sweep.theory { shapes += theoryLines(theory, in: plot) }
    if let kink = sweep.kink, let last = steps.max(), kink < last { shapes += kinkLine(kink, plot) }
    if let chosenStep { shapes += chosenLine(chosenStep, plot) }
    shapes.append(Figure.path(drawn.map { (plot.x($0.step), plot.y($0.difference)) }, "curve"))
    shapes += drawn.map { rung in
      rung.crossesKink
        ? Figure.cross(plot.x(rung.step), plot.y(rung.difference), radius: 3.5, "mark")
        : Figure.circle(plot.x(rung.step), plot.y(rung.difference), radius: 3, "dot")
    }
    return Figure(
      title: "Difference against step for check \(name)", description: description,
      width: Plot.width, height: Plot.height, shapes: shapes)
  }

  private func decade(below number: Double) -> Double {
    // Below that, numbers lose their digits, and the power of ten is none.
    let exponent = max(NumberFormat.decimalLogarithm(number).rounded(.down), -300)
    return NumberFormat.power(of: Int(exponent))
  }

  private func theoryLines(_ theory: StepSweep.Theory, in plot: Plot) -> [HTML] {
    let steps = sweep.rungs.map(\.step)
    let range = plot.y.range
    func line(_ value: (Double) -> Double) -> [(x: Double, y: Double)] {
      steps.filter { range.contains(value($0)) }.map { (plot.x($0), plot.y(value($0))) }
    }
    let rounding = line(theory.roundoff(at:))
    let truncation = line(theory.truncation(at:))
    var shapes: [HTML] = []
    if let first = rounding.first, rounding.count > 1 {
      shapes.append(Figure.path(rounding, "guide"))
      shapes.append(
        Figure.text("rounding, slope −1", first.x + 10, first.y - 6, .start, "label quiet"))
    }
    if let last = truncation.last, truncation.count > 1 {
      shapes.append(Figure.path(truncation, "guide"))
      shapes.append(
        Figure.text(
          "truncation, slope +\(theory.order)", last.x - 34, last.y - 6, .end, "label quiet"))
    }
    return shapes
  }

  private func kinkLine(_ kink: Double, _ plot: Plot) -> [HTML] {
    let x = plot.x(kink)
    return [
      Figure.line(x, plot.y.start, x, plot.y.end, "limit"),
      Figure.text("kink", x - 5, plot.y.end + 12, .end, "label quiet"),
    ]
  }

  private func chosenLine(_ step: Double, _ plot: Plot) -> [HTML] {
    let x = plot.x(step)
    return [
      Figure.line(x, plot.y.start, x, plot.y.end, "chosen"),
      x < plot.x.end - 120
        ? Figure.text("step of the check", x + 5, plot.y.end + 28, .start, "label quiet")
        : Figure.text("step of the check", x - 5, plot.y.end + 28, .end, "label quiet"),
    ]
  }

  private var description: String {
    func format(_ number: Double) -> String { NumberFormat(style: .e, digits: 1).string(number) }
    var sentences: [String] = []
    if let best = sweep.best {
      sentences.append(
        "The smallest difference, \(format(best.difference)), is at a step of \(format(best.step))."
      )
    }
    if let slope = sweep.roundoffSlope {
      sentences.append(
        "Over short steps the slope is \(NumberFormat(style: .f, digits: 2).string(slope)).")
    }
    if let slope = sweep.truncationSlope {
      sentences.append(
        "Over long steps the slope is \(NumberFormat(style: .f, digits: 2).string(slope)).")
    }
    if let kink = sweep.kink, kink.isFinite { sentences.append("A kink is \(format(kink)) away.") }
    return sentences.joined(separator: " ")
  }
}
