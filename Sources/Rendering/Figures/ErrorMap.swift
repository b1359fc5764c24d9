import GradientChecking
import Notebooks

/// The relative error of every parameter, as a map of each tensor.
///
/// The darker a cell, the larger `|grad − gradapprox| / max(|grad|, |gradapprox|)`, on a logarithmic
/// scale from 10⁻¹⁰ to 1. A cross marks what is wrong, a dot what is 0 on both sides.
struct ErrorMap {
  let report: GradientCheckReport
  let name: String

  /// Tensors with more rows or columns are drawn with several parameters to a cell, the worst shown.
  private static let largestSide = 40
  private static let scale = -10.0...0.0
  private static let labelHeight = 22.0

  func figure() -> Figure {
    let maps = report.layout.tensors.map(map)
    let cell = cellSize(maps)
    var shapes: [HTML] = []
    var x = 8.0
    var y = 8.0
    var rowHeight = 0.0
    for map in maps {
      let width = max(Double(map.columns) * cell, 34)
      if x > 8, x + width > Plot.width - 8 {
        (x, y, rowHeight) = (8, y + rowHeight + 14, 0)
      }
      shapes += draw(map, at: (x, y), cell: cell)
      x += width + 22
      rowHeight = max(rowHeight, Self.labelHeight + Double(map.rows) * cell)
    }
    let bottom = y + rowHeight + 26
    return Figure(
      title: "Relative error of each parameter of check \(name)", description: description,
      width: Plot.width, height: bottom + 44, shapes: shapes + legend(y: bottom))
  }

  /// A tensor as a grid of cells, each for one parameter or several.
  private struct Map {
    var name: String
    var rows: Int
    var columns: Int
    var cells: [[Int]]
  }

  private func map(_ tensor: ParameterLayout.Tensor) -> Map {
    let rows = tensor.shape.first ?? 1
    let columns = tensor.shape.count > 1 ? tensor.shape[1] : 1
    let rowStride = (rows + Self.largestSide - 1) / Self.largestSide
    let columnStride = (columns + Self.largestSide - 1) / Self.largestSide
    let (height, width) = (
      (rows + rowStride - 1) / rowStride, (columns + columnStride - 1) / columnStride
    )
    var cells = [[Int]](repeating: [], count: height * width)
    for index in tensor.range {
      let offset = index - tensor.range.lowerBound
      let (row, column) = (offset / columns / rowStride, offset % columns / columnStride)
      cells[row * width + column].append(index)
    }
    return Map(name: tensor.name, rows: height, columns: width, cells: cells)
  }

  private func cellSize(_ maps: [Map]) -> Double {
    let widest = maps.map(\.columns).max() ?? 1
    return min(24, max(5, (Plot.width - 16) / Double(widest)))
  }

  private func draw(_ map: Map, at origin: (x: Double, y: Double), cell: Double) -> [HTML] {
    var shapes = [Figure.text(map.name, origin.x, origin.y + 13, .start, "label strong")]
    let top = origin.y + Self.labelHeight
    for (index, parameters) in map.cells.enumerated() {
      let x = origin.x + Double(index % map.columns) * cell
      let y = top + Double(index / map.columns) * cell
      let error = parameters.map(relativeError).reduce(0, Self.worse)
      shapes.append(square(x, y, cell, error: error))
      let center = (x: x + cell / 2, y: y + cell / 2)
      if parameters.contains(where: { report.verdicts[$0] == .wrong }) {
        // The cell may be dark: the cross stands on one of the page's colour.
        shapes.append(Figure.cross(center.x, center.y, radius: cell * 0.27, "halo"))
        shapes.append(Figure.cross(center.x, center.y, radius: cell * 0.24, "wrong"))
      } else if parameters.allSatisfy({ report.grad[$0] == 0 && report.gradapprox[$0] == 0 }) {
        shapes.append(Figure.circle(center.x, center.y, radius: min(1.4, cell / 6), "dot"))
      }
    }
    return shapes
  }

  private func square(_ x: Double, _ y: Double, _ side: Double, error: Double) -> HTML {
    """
    <rect class="cell" x="\(x.svg)" y="\(y.svg)" width="\((side - 1).svg)" height="\((side - 1).svg)" \
    fill-opacity="\(Self.darkness(error).svg)"/>
    """
  }

  private func relativeError(_ index: Int) -> Double {
    let (grad, gradapprox) = (report.grad[index], report.gradapprox[index])
    let size = max(grad.magnitude, gradapprox.magnitude)
    return size == 0 ? 0 : (grad - gradapprox).magnitude / size
  }

  /// Not a number is worse than any.
  private static func worse(_ left: Double, _ right: Double) -> Double {
    left.isNaN || right.isNaN ? .nan : max(left, right)
  }

  /// From 0.04 for no error to 0.85 for an error as large as the gradient.
  private static func darkness(_ error: Double) -> Double {
    if error.isNaN { return 0.85 }
    guard error > 0 else { return 0.04 }
    let exponent = NumberFormat.decimalLogarithm(error)
    let share = (exponent - scale.lowerBound) / (scale.upperBound - scale.lowerBound)
    return 0.08 + 0.77 * min(max(share, 0), 1)
  }

  private func legend(y: Double) -> [HTML] {
    var shapes: [HTML] = [Figure.text("relative error", 8, y + 13, .start, "label quiet")]
    for (index, exponent) in stride(from: -10, through: 0, by: 2).enumerated() {
      let x = 104 + Double(index) * 50
      shapes.append(square(x, y, 20, error: NumberFormat.power(of: exponent)))
      let axis = Axis(range: 1e-10...1, start: 0, end: 1, scale: .logarithmic)
      shapes.append(
        Figure.text(axis.label(NumberFormat.power(of: exponent)), x + 9, y + 34, .middle))
    }
    shapes += [
      Figure.cross(428, y + 9, radius: 5, "wrong"), Figure.text("wrong", 440, y + 13),
      Figure.circle(506, y + 9, radius: 1.6, "dot"), Figure.text("0 on both sides", 516, y + 13),
    ]
    return shapes
  }

  private var description: String {
    let parts = report.tensors.map { tensor in
      let difference = NumberFormat(style: .e, digits: 1).string(tensor.difference)
      return "\(tensor.name): difference \(difference), \(tensor.verdict.rawValue)"
    }
    return parts.joined(separator: "; ") + "."
  }
}
