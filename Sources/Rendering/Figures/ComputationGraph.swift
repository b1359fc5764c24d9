import Evaluation
import GradientChecking
import NeuralNetworks
import Notebooks

/// The computation of J from left to right, or from top to bottom for a network, and the gradient the
/// other way, with what the check computed written on it.
struct ComputationGraph {
  let check: EvaluatedCheck

  private var report: GradientCheckReport { check.report }

  func figure() -> Figure {
    switch check.specification.model {
    case .linear(let model, let theta): lineGraph(x: model.x, theta: theta)
    case .network(let objective, _, _, _): networkGraph(objective)
    case .function: preconditionFailure("a function whose code is not known must have no graph")
    }
  }

  private func short(_ number: Double) -> String {
    NumberFormat(style: .g, digits: 6).string(number).withMinusSign
  }

  // MARK: One parameter

  private func lineGraph(x: Double, theta: Double) -> Figure {
    let (forward, backward) = (46.0, 82.0)
    let shapes =
      Self.node("x = \(short(x))", 8, 38, 112, 52) + Self.node("J(θ) = θx", 240, 38, 160, 52)
      + Self.node("J = \(short(report.cost))", 520, 38, 112, 52)
      + Self.node("θ = \(short(theta))", 264, 150, 112, 40)
      + [
        Figure.arrow(from: 120, to: 236, y: 64, "forward"),
        Figure.arrow(from: 400, to: 516, y: forward + 8, "forward"),
        Figure.text("forward", 458, forward, .middle, "label quiet"),
        Figure.arrow(from: 516, to: 404, y: backward - 2, "backward"),
        Figure.text("backward", 458, backward + 16, .middle, "label quiet"),
        Figure.path([(304, 150), (304, 92)], "forward"),
        Figure.path([(299, 100), (304, 91), (309, 100)], "forward"),
        Figure.path([(336, 91), (336, 148)], "backward"),
        Figure.path([(331, 140), (336, 149), (341, 140)], "backward"),
        Figure.text("grad = ∂J/∂θ = x = \(short(report.grad[0]))", 350, 124),
        Figure.text("gradapprox = \(report.gradapprox[0].notation)", 390, 175),
      ]
    return Figure(
      title: "Forward and backward through J(θ) = θx",
      description: "x = \(short(x)) and θ = \(short(theta)) give J = \(short(report.cost)); "
        + "backwards, grad = \(short(report.grad[0])), and finite differences give "
        + "\(report.gradapprox[0].notation).",
      width: Plot.width, height: 200, shapes: shapes)
  }

  private static func node(
    _ text: String, _ x: Double, _ y: Double, _ width: Double, _ height: Double,
    _ kind: String = "node"
  ) -> [HTML] {
    [
      Figure.box(x, y, width, height, kind),
      Figure.text(text, x + width / 2, y + height / 2 + 4, .middle),
    ]
  }

  // MARK: Network

  private static let rowHeight = 84.0

  private func networkGraph(_ objective: NetworkObjective) -> Figure {
    let network = objective.network
    let inputs = "X: \(network.layers[0]) × \(objective.data.examples)"
    var shapes = Self.node(inputs, 40, 8, 180, 36)
    var y = 44.0
    for layer in 1...network.depth {
      let isLast = layer == network.depth
      let activation = isLast ? network.output.rawValue : network.hidden.rawValue
      let source = layer == 1 ? "X" : "A\(layer - 1)"
      shapes += connection(
        from: layer == 1 ? 130 : 340, y, label: layer == 1 ? nil : "dA\(layer - 1)")
      let top = y + 32
      shapes += Self.node("Z\(layer) = W\(layer)·\(source) + b\(layer)", 40, top, 180, 40)
      shapes += [
        Figure.arrow(from: 220, to: 266, y: top + 14, "forward"),
        Figure.arrow(from: 266, to: 222, y: top + 28, "backward"),
      ]
      shapes += Self.node("A\(layer) = \(activation)(Z\(layer))", 268, top, 150, 40)
      shapes += verdicts(layer: layer, y: top)
      y = top + 40
    }
    shapes += connection(from: 340, to: 340, y, label: nil)
    shapes += Self.node("J = \(short(report.cost))", 268, y + 32, 150, 36)
    let wrong = report.tensors.filter { $0.verdict == .wrong }.map(\.name)
    return Figure(
      title: "Forward and backward through the network of check \(check.id)",
      description:
        "\(network.depth) layers of \(network.layers.dropFirst().map(String.init).joined(separator: ", ")) units; J = \(short(report.cost)). "
        + (wrong.isEmpty
          ? "No gradient is wrong."
          : "The gradients of \(wrong.joined(separator: ", ")) are wrong."),
      width: Plot.width, height: y + 76, shapes: shapes)
  }

  /// The way down to the next row, and the gradient's way up.
  private func connection(
    from start: Double, to end: Double = 130, _ y: Double, label: String?
  ) -> [HTML] {
    let middle = y + 14
    var shapes: [HTML] = [
      Figure.path(
        [(start - 8, y), (start - 8, middle), (end - 8, middle), (end - 8, y + 31)], "forward"),
      Figure.path([(end - 13, y + 24), (end - 8, y + 31), (end - 3, y + 24)], "forward"),
      Figure.path(
        [(end + 8, y + 32), (end + 8, middle + 6), (start + 8, middle + 6), (start + 8, y + 1)],
        "backward"),
      Figure.path([(start + 3, y + 8), (start + 8, y + 1), (start + 13, y + 8)], "backward"),
    ]
    if let label { shapes.append(Figure.text(label, start + 18, y + 15, .start, "label quiet")) }
    return shapes
  }

  private func verdicts(layer: Int, y: Double) -> [HTML] {
    ["W\(layer)", "b\(layer)"].enumerated().flatMap { index, name -> [HTML] in
      guard let tensor = report.tensors.first(where: { $0.name == name }) else { return [] }
      let sign =
        switch tensor.verdict {
        case .consistent: "✓"
        case .wrong: "✗"
        case .unresolved: "?"
        }
      let difference = NumberFormat(style: .e, digits: 1).string(tensor.difference)
      let line = "\(sign) d\(name) \(tensor.verdict.rawValue), \(difference)"
      return [
        Figure.text(
          line, 438, y + 16 + 19 * Double(index), .start, "label \(tensor.verdict.rawValue)")
      ]
    }
  }
}
