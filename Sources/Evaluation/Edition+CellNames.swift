public import Notebooks

extension Edition {
  /// The ids of the checks that cells ask for by a literal name, in their order.
  public var cellCheckIDs: [String] {
    cellCode.flatMap { code in
      code.matches(of: /gradientCheck\(\s*"([A-Za-z][\w\-]*)"/).map { String($0.output.1) }
    }
  }

  /// The names that cells publish values under, where they are literal.
  var publishedNames: [String] {
    cellCode.flatMap { code in
      code.matches(of: /publish\(\s*"([^"\\]+)"/).map { String($0.output.1) }
    }
  }

  private var cellCode: [String] {
    cells.map { cell in cell.lines.map { source[$0] }.joined(separator: "\n") }
  }
}
