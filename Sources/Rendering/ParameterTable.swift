import Evaluation
import GradientChecking
import Notebooks

/// A table of a check's parameters, a row each.
struct ParameterTable {
  let specification: TableSpecification
  let check: EvaluatedCheck
  /// The label and the number, if the author gives it a label.
  var anchor: Anchor?

  private var report: GradientCheckReport { check.report }

  func html() -> HTML {
    let all = indices
    let shown = all.prefix(specification.rows ?? all.count)
    let head = specification.columns.map { column -> HTML in
      "<th scope=\"col\"\(column.cellClass)>\(column.title)</th>"
    }
    let rows = shown.map { index -> HTML in
      "<tr>\(specification.columns.map { cell($0, at: index) })</tr>\n"
    }
    let caption = specification.caption ?? "Parameters of check \(check.id)"
    let rest: HTML =
      shown.count < all.count
      ? "<p class=\"rest\">The first \(shown.count) of \(all.count) rows.</p>\n" : ""
    let id: HTML = anchor.map { " id=\"\($0.id)\"" } ?? ""
    let number: HTML =
      anchor?.number.map { "<span class=\"caption-number\">Table \($0).</span> " } ?? ""
    return """
      <div class="scroll"\(id) role="group" aria-label="\(caption)" tabindex="0">
      <table class="parameters">
      <caption>\(number)\(caption)</caption>
      <thead><tr>\(head)</tr></thead>
      <tbody>
      \(rows)</tbody>
      </table>
      </div>
      \(rest)
      """
  }

  /// The parameters in the order of their rows.
  private var indices: [Int] {
    let tensors = report.layout.tensors.filter { tensor in
      specification.tensors.map { $0.contains { $0.value == tensor.name } } ?? true
    }
    let all = tensors.flatMap(\.range).filter { index in
      !specification.omitsZeros || report.grad[index] != 0 || report.gradapprox[index] != 0
    }
    switch specification.order {
    case .parameter: return all
    case .error:
      // What is not a number is the largest error there is; ties keep the order of the parameters.
      let keys = all.map { index in error(at: index).isNaN ? .infinity : error(at: index) }
      return zip(all, keys).enumerated()
        .sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }
        .map(\.element.0)
    }
  }

  private func error(at index: Int) -> Double {
    (report.grad[index] - report.gradapprox[index]).magnitude
  }

  private func cell(_ column: TableSpecification.Column, at index: Int) -> HTML {
    switch column {
    case .parameter: return "<th scope=\"row\">\(report.layout.componentName(at: index))</th>"
    case .verdict:
      let verdict = report.verdicts[index].rawValue
      return "<td class=\"word \(verdict)\">\(verdict)</td>"
    case .error:
      return number(error(at: index), format: specification.format ?? .init(style: .e, digits: 1))
    case .tolerance:
      return number(
        report.tolerance[index], format: specification.format ?? .init(style: .e, digits: 1))
    case .costPlus, .costMinus, .gradapprox, .grad, .thetaPlus, .thetaMinus:
      let components = column.quantity.flatMap { report.components(of: $0) } ?? []
      return number(components[index], format: specification.format)
    }
  }

  private func number(_ number: Double, format: NumberFormat?) -> HTML {
    "<td class=\"number\">\(Value.number(number).html(format: format))</td>"
  }
}

extension TableSpecification.Column {
  fileprivate var title: HTML {
    switch self {
    case .costPlus: "<var>J</var><sup>+</sup>"
    case .costMinus: "<var>J</var><sup>−</sup>"
    case .thetaPlus: "<var>θ</var><sup>+</sup>"
    case .thetaMinus: "<var>θ</var><sup>−</sup>"
    case .tolerance: "error bar"
    case .parameter, .gradapprox, .grad, .error, .verdict: HTML(text: rawValue)
    }
  }

  fileprivate var cellClass: HTML {
    switch self {
    case .parameter: ""
    case .verdict: " class=\"word\""
    default: " class=\"number\""
    }
  }
}
