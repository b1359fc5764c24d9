/// The frame of a figure with two axes.
struct Plot {
  let x: Axis
  let y: Axis
  let xTitle: String
  let yTitle: String

  static let width = 640.0
  static let height = 400.0

  /// A plot whose axes cover ranges of numbers.
  init(
    x: ClosedRange<Double>, _ xScale: Axis.Scale, xTitle: String, y: ClosedRange<Double>,
    _ yScale: Axis.Scale, yTitle: String, height: Double = Plot.height
  ) {
    self.x = Axis(range: x, start: 68, end: Plot.width - 16, scale: xScale)
    self.y = Axis(range: y, start: height - 48, end: 26, scale: yScale)
    self.xTitle = xTitle
    self.yTitle = yTitle
  }

  /// Grid lines, marks and titles.
  var frame: [HTML] {
    let vertical = x.ticks.flatMap { tick -> [HTML] in
      [
        Figure.line(x(tick), y.start, x(tick), y.end, "grid"),
        Figure.text(x.label(tick), x(tick), y.start + 17, .middle),
      ]
    }
    let horizontal = y.ticks.flatMap { tick -> [HTML] in
      [
        Figure.line(x.start, y(tick), x.end, y(tick), "grid"),
        Figure.text(y.label(tick), x.start - 8, y(tick) + 4, .end),
      ]
    }
    return vertical + horizontal + [
      Figure.line(x.start, y.start, x.end, y.start),
      Figure.line(x.start, y.start, x.start, y.end),
      Figure.text(xTitle, (x.start + x.end) / 2, y.start + 38, .middle, "label strong"),
      Figure.text(yTitle, 8, 14, .start, "label strong"),
    ]
  }
}
