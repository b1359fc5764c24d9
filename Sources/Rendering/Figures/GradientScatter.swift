import GradientChecking

/// grad against gradapprox: a correct gradient lies on the diagonal.
struct GradientScatter {
  let report: GradientCheckReport
  let name: String

  /// How many points are drawn; what is wrong is always among them.
  private static let limit = 2000

  func figure() -> Figure {
    let finite = report.grad.indices.filter {
      report.grad[$0].isFinite && report.gradapprox[$0].isFinite
    }
    let extent = finite.reduce(0) {
      max($0, report.grad[$1].magnitude, report.gradapprox[$1].magnitude)
    }
    let limit = extent > 0 ? min(extent * 1.08, .greatestFiniteMagnitude) : 1
    let plot = Plot(
      x: -limit...limit, .linear, xTitle: "gradapprox, from finite differences", y: -limit...limit,
      .linear, yTitle: "grad, from backpropagation")
    let wrong = finite.filter { report.verdicts[$0] == .wrong }
    let others = thinned(finite.filter { report.verdicts[$0] != .wrong })
    let shapes =
      plot.frame
      + [
        Figure.line(plot.x(-limit), plot.y(-limit), plot.x(limit), plot.y(limit), "guide"),
        Figure.text(
          "grad = gradapprox", plot.x(limit * 0.55), plot.y(limit * 0.55) + 22, .start,
          "label quiet"),
      ]
      + others.map {
        Figure.circle(plot.x(report.gradapprox[$0]), plot.y(report.grad[$0]), radius: 3.5, "point")
      }
      + wrong.map {
        Figure.cross(plot.x(report.gradapprox[$0]), plot.y(report.grad[$0]), radius: 4, "wrong")
      }
      + legend(plot, wrongCount: wrong.count)
    return Figure(
      title: "grad against gradapprox of check \(name)", description: description(wrong),
      width: Plot.width, height: Plot.height, shapes: shapes)
  }

  private func legend(_ plot: Plot, wrongCount: Int) -> [HTML] {
    let x = plot.x.start + 16
    var rows = [
      Figure.circle(x, 46, radius: 3.5, "point"), Figure.text("agrees", x + 12, 50),
    ]
    if wrongCount > 0 {
      rows += [Figure.cross(x, 66, radius: 4, "wrong"), Figure.text("wrong", x + 12, 70)]
    }
    return rows
  }

  private func thinned(_ indices: [Int]) -> [Int] {
    let stride = max(1, (indices.count + Self.limit - 1) / Self.limit)
    return Swift.stride(from: 0, to: indices.count, by: stride).map { indices[$0] }
  }

  private func description(_ wrong: [Int]) -> String {
    guard !wrong.isEmpty else {
      return "All \(report.grad.count) parameters lie on the diagonal, where the two are equal."
    }
    let tensors = report.tensors.filter { $0.verdict == .wrong }.map(\.name)
    return "\(wrong.count) of \(report.grad.count) parameters lie off the diagonal, in "
      + tensors.joined(separator: ", ") + "."
  }
}
