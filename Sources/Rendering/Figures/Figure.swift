/// A drawing as SVG, with a title and a description for those who do not see it.
///
/// Colours come from the page's style sheet through classes, so that a figure follows light, dark and
/// print; what a colour says is always said by a shape or a word as well.
struct Figure {
  /// What the figure is, in a few words.
  var title: String
  /// What can be seen in it, with the numbers that matter.
  var description: String
  /// The width of the drawing, in units of a pixel.
  var width: Double
  /// The height of the drawing, in units of a pixel.
  var height: Double
  /// The shapes, the last on top.
  var shapes: [HTML]

  /// The figure as an element of a page.
  ///
  /// - Parameters:
  ///   - id: A name that no other figure of the page has.
  ///   - caption: The text under the figure; the title where the author gives none.
  ///   - number: What stands before the caption, where the figure has a number.
  /// - Returns: A `figure` element.
  func html(id: String, caption: String?, number: HTML = "") -> HTML {
    """
    <figure id="\(id)">
    <div class="scroll" role="group" aria-label="\(title)" tabindex="0">
    <svg viewBox="0 0 \(width.svg) \(height.svg)" width="\(width.svg)" height="\(height.svg)" role="img" \
    aria-labelledby="\(id)-title \(id)-desc">
    <title id="\(id)-title">\(title)</title>
    <desc id="\(id)-desc">\(description)</desc>
    \(shapes.joined(separator: "\n"))
    </svg>
    </div>
    <figcaption>\(number)\(caption ?? title)</figcaption>
    </figure>

    """
  }
}

// MARK: - Shapes

extension Figure {
  /// A straight line.
  static func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ kind: String = "axis"
  ) -> HTML {
    """
    <line class="\(kind)" x1="\(x1.svg)" y1="\(y1.svg)" x2="\(x2.svg)" y2="\(y2.svg)"/>
    """
  }

  /// A line through points.
  static func path(_ points: [(x: Double, y: Double)], _ kind: String) -> HTML {
    let steps = points.map { "\($0.x.svg),\($0.y.svg)" }.joined(separator: " ")
    return "<polyline class=\"\(kind)\" points=\"\(steps)\"/>"
  }

  /// A box with rounded corners.
  static func box(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ kind: String
  ) -> HTML {
    """
    <rect class="\(kind)" x="\(x.svg)" y="\(y.svg)" width="\(width.svg)" height="\(height.svg)" rx="3"/>
    """
  }

  /// A circle.
  static func circle(_ x: Double, _ y: Double, radius: Double, _ kind: String) -> HTML {
    "<circle class=\"\(kind)\" cx=\"\(x.svg)\" cy=\"\(y.svg)\" r=\"\(radius.svg)\"/>"
  }

  /// A cross, the sign of what is wrong.
  static func cross(_ x: Double, _ y: Double, radius: Double, _ kind: String) -> HTML {
    let (left, right) = ((x - radius).svg, (x + radius).svg)
    let (top, bottom) = ((y - radius).svg, (y + radius).svg)
    return
      "<path class=\"\(kind)\" d=\"M\(left),\(top)L\(right),\(bottom)M\(left),\(bottom)L\(right),\(top)\"/>"
  }

  /// Where a text stands against its point.
  enum Anchor: String {
    case start, middle, end
  }

  /// A line of text.
  static func text(
    _ text: String, _ x: Double, _ y: Double, _ anchor: Anchor = .start, _ kind: String = "label"
  ) -> HTML {
    "<text class=\"\(kind)\" x=\"\(x.svg)\" y=\"\(y.svg)\" text-anchor=\"\(anchor.rawValue)\">\(text)</text>"
  }

  /// An arrow to the right or to the left.
  static func arrow(from x1: Double, to x2: Double, y: Double, _ kind: String) -> HTML {
    let direction = x2 > x1 ? 1.0 : -1.0
    let tip = "\(x2.svg),\(y.svg)"
    let back = (x2 - direction * 7).svg
    return """
      <path class="\(kind)" d="M\(x1.svg),\(y.svg)L\(tip)M\(back),\((y - 4).svg)L\(tip)L\(back),\((y + 4).svg)"/>
      """
  }
}

extension Double {
  /// A coordinate with two digits after the point, and no more than it needs.
  var svg: String {
    let hundredths = (self * 100).rounded()
    // Axes keep their numbers inside of the drawing; what is none would be nowhere.
    guard let whole = Int(exactly: hundredths) else { return "0" }
    guard whole % 100 != 0 else { return String(whole / 100) }
    let digits = String(abs(whole) % 100 + 100).dropFirst()
    let fraction = digits.hasSuffix("0") ? digits.dropLast() : digits
    return (whole < 0 ? "-" : "") + "\(abs(whole) / 100).\(fraction)"
  }
}
