/// A drawing as LaTeX: its shapes as operators of PDF, which LuaTeX passes on, and its texts on top.
///
/// That needs no package and no other program. The shapes are those that figures are made of.
struct LaTeXDrawing {
  let svg: MarkupElement

  /// The width of the text, in units of PDF.
  private static let textWidth = 450.0

  /// A `picture` as wide as the text at most.
  var picture: String {
    let size = (svg.attributes["viewbox"] ?? "").split(separator: " ").compactMap { Double($0) }
    guard size.count == 4, size[2] > 0, size[3] > 0 else { return "" }
    let (width, height) = (size[2], size[3])
    let scale = min(0.75, Self.textWidth / width)
    let operators = svg.elements.compactMap { shape($0) }
    let texts = svg.elements.filter { $0.name == "text" }.map { text($0, height: height) }
    let font = (12 * scale).svg
    return """
      {\\setlength{\\unitlength}{\(String(scale.svg))bp}%
      \\fontsize{\(font)bp}{\(font)bp}\\selectfont\\sffamily
      \\begin{picture}(\(width.svg),\(height.svg))
      \\put(0,0){\\pdfextension literal{q \(scale.pdf) 0 0 \((-scale).pdf) 0 \((height * scale).pdf) cm
      \(operators.joined(separator: "\n"))
      Q}}%
      \(texts.joined(separator: "\n"))
      \\end{picture}}
      """
  }

  private func text(_ element: MarkupElement, height: Double) -> String {
    let style = FigureStyle.light.properties(of: element)
    let (x, y) = (element.coordinate("x"), height - element.coordinate("y"))
    var content = LaTeXText.escaped(element.text)
    if style["font-weight"] == "600" { content = "\\textbf{\(content)}" }
    if let colour = Colour(style["fill"] ?? "#000") {
      content = "\\textcolor[rgb]{\(colour.list)}{\(content)}"
    }
    let box =
      switch element.attributes["text-anchor"] {
      case "middle": "\\makebox[0pt][c]{\(content)}"
      case "end": "\\llap{\(content)}"
      default: "\\rlap{\(content)}"
      }
    return "\\put(\(x.svg),\(y.svg)){\(box)}%"
  }

  /// The operators that draw a shape; nil where there is nothing to draw.
  private func shape(_ element: MarkupElement) -> String? {
    guard let path = path(of: element) else { return nil }
    let style = FigureStyle.light.properties(of: element)
    var setup: [String] = []
    let opacity = Double(element.attributes["fill-opacity"] ?? style["fill-opacity"] ?? "") ?? 1
    let fill = Colour(style["fill"] ?? "#000")?.faded(to: opacity)
    let stroke = Colour(style["stroke"] ?? "none")
    if let fill { setup.append("\(fill.operands) rg") }
    if let stroke {
      let dashes = (style["stroke-dasharray"] ?? "").replacing(",", with: " ")
      setup.append("\(stroke.operands) RG \(style["stroke-width"] ?? "1") w [\(dashes)] 0 d")
    }
    let paint: String
    switch (fill != nil, stroke != nil) {
    case (true, true): paint = "B"
    case (true, false): paint = "f"
    case (false, true): paint = "S"
    case (false, false): return nil
    }
    return (setup + [path, paint]).joined(separator: " ")
  }

  private func path(of element: MarkupElement) -> String? {
    func at(_ name: String) -> Double { element.coordinate(name) }
    switch element.name {
    case "line": return "\(at("x1").pdf) \(at("y1").pdf) m \(at("x2").pdf) \(at("y2").pdf) l"
    case "rect":
      return "\(at("x").pdf) \(at("y").pdf) \(at("width").pdf) \(at("height").pdf) re"
    case "circle": return Self.circle(at("cx"), at("cy"), at("r"))
    case "polyline", "polygon":
      let numbers = Self.numbers(element.attributes["points"] ?? "")
      let points = stride(from: 0, to: numbers.count - 1, by: 2).map { index in
        "\(numbers[index].pdf) \(numbers[index + 1].pdf) \(index == 0 ? "m" : "l")"
      }
      return points.isEmpty ? nil : points.joined(separator: " ")
    case "path": return Self.path(element.attributes["d"] ?? "")
    default: return nil
    }
  }

  private static func numbers(_ text: String) -> [Double] {
    text.matches(of: /-?\d*\.?\d+(?:[eE][+-]?\d+)?/).compactMap { Double($0.output) }
  }

  /// Lines, curves and ends in absolute coordinates, which is all that figures use.
  private static func path(_ text: String) -> String? {
    let steps = text.matches(of: /([MLCZ])([^A-Za-z]*)/).map { match in
      let operands = numbers(String(match.output.2)).map(\.pdf).joined(separator: " ")
      switch match.output.1 {
      case "M": return "\(operands) m"
      case "L": return "\(operands) l"
      case "C": return "\(operands) c"
      default: return "h"
      }
    }
    return steps.isEmpty ? nil : steps.joined(separator: " ")
  }

  /// Four curves, which are a circle to a thousandth of its radius.
  private static func circle(_ x: Double, _ y: Double, _ r: Double) -> String {
    let k = 0.5523 * r
    func point(_ dx: Double, _ dy: Double) -> String { "\((x + dx).pdf) \((y + dy).pdf)" }
    return "\(point(r, 0)) m \(point(r, k)) \(point(k, r)) \(point(0, r)) c "
      + "\(point(-k, r)) \(point(-r, k)) \(point(-r, 0)) c "
      + "\(point(-r, -k)) \(point(-k, -r)) \(point(0, -r)) c "
      + "\(point(k, -r)) \(point(r, -k)) \(point(r, 0)) c h"
  }
}

/// A colour written `#rgb` or `#rrggbb`.
private struct Colour {
  var parts: [Double]

  init?(_ text: String) {
    guard text.hasPrefix("#") else { return nil }
    let digits = text.dropFirst().compactMap(\.hexDigitValue)
    switch digits.count {
    case 3: parts = digits.map { Double($0) / 15 }
    case 6:
      parts = stride(from: 0, to: 6, by: 2).map { Double(digits[$0] * 16 + digits[$0 + 1]) / 255 }
    default: return nil
    }
  }

  /// The colour as it shows on white paper when it lets the paper through.
  func faded(to opacity: Double) -> Colour {
    var result = self
    result.parts = parts.map { 1 - (1 - $0) * opacity }
    return result
  }

  var operands: String { parts.map(\.pdf).joined(separator: " ") }
  var list: String { parts.map(\.pdf).joined(separator: ",") }
}

extension Double {
  /// A number as PDF writes it, with four digits after the point and no exponent.
  fileprivate var pdf: String {
    let scaled = Int((magnitude * 10_000).rounded())
    let digits = String(scaled % 10_000 + 10_000).dropFirst()
    return (self < 0 && scaled != 0 ? "-" : "") + "\(scaled / 10_000).\(digits)"
  }
}

extension MarkupElement {
  fileprivate func coordinate(_ name: String) -> Double { Double(attributes[name] ?? "") ?? 0 }
}
