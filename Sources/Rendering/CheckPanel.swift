import Cells
import Evaluation
import GradientChecking
import NeuralNetworks
import Notebooks

/// The result of a check, as a panel: the verdict in words, what it rests on, and the parameters.
struct CheckPanel {
  let check: EvaluatedCheck
  /// The expectations that do not hold.
  let failed: [ExpectationResult]

  private var report: GradientCheckReport { check.report }
  private var specification: CheckSpecification { check.specification }

  func html() -> HTML {
    if specification.display == .none, failed.isEmpty { return "" }
    let isFull = specification.display == .full
    let caption = specification.caption.map { caption -> HTML in
      "<p class=\"caption\">\(caption)</p>\n"
    }
    return """
      <section class="check \(report.verdict.rawValue)" id="check-\(check.id)" aria-label="Check \(check.id)">
      <p class="verdict" id="verdict-\(check.id)">\(mark) <strong>\(report.verdict.title)</strong> <span class="because">\(reason)</span></p>
      \(caption ?? "")<p class="setting">\(setting)\(evaluation)</p>
      \(numbers)
      \(isFull ? details : "")\(failures)</section>

      """
  }

  private var details: HTML {
    """
    \(report.isOneParameter ? "" : tensorTable)\(diagnosis)\(findings)\(planted)<p class="rule">\(courseRule)</p>

    """
  }

  /// A sign that tells the verdicts apart without colour.
  private var mark: HTML {
    let sign =
      switch report.verdict {
      case .consistent: "✓"
      case .wrong: "✗"
      case .unresolved: "?"
      }
    return "<span class=\"mark\" aria-hidden=\"true\">\(sign)</span>"
  }

  private func names(_ verdict: Verdict) -> [String] {
    report.tensors.filter { $0.verdict == verdict }.map(\.name)
  }

  private var reason: HTML {
    switch report.verdict {
    case .consistent where report.isOneParameter:
      return "the gradient agrees with its finite difference within the error bar."
    case .consistent:
      return "the gradient agrees with its finite differences within their error bars."
    case .wrong where report.isOneParameter:
      return "the gradient differs from its finite difference by more than rounding explains."
    case .wrong:
      let wrong = names(.wrong)
      let others = names(.consistent)
      let rest: HTML =
        others.isEmpty
        ? "" : " \(others.inWords) \(others.count == 1 ? "is" : "are") consistent."
      return """
        the gradient of <strong class="wrong-tensors">\(wrong.inWords)</strong> differs from its \
        finite differences by more than rounding explains.\(rest)
        """
    case .unresolved:
      let open = names(.unresolved)
      return
        report.isOneParameter || open.isEmpty
        ? "the numbers are too uncertain to tell."
        : "for \(open.inWords) the numbers are too uncertain to tell."
    }
  }

  private var setting: HTML {
    switch specification.model {
    case .linear(let model, let theta):
      return """
        <var>J</var>(<var>θ</var>) = <var>θx</var> with <var>x</var> = \(model.x.shortText) and \
        <var>θ</var> = \(theta.shortText); \(numerics)
        """
    case .function(let record, _):
      let count = record.point.count
      return "a function of \(count) \(count == 1 ? "number" : "numbers"); \(numerics)"
    case .network(let objective, _, let seed, let scale):
      let network = objective.network
      let sizes = network.layers.map(String.init).joined(separator: "-")
      let depth = network.depth > 1 ? "\(network.hidden.rawValue), then " : ""
      let scaling = scale == .unit ? "" : ", \(scale.rawValue) scale"
      return """
        network \(sizes): \(depth)\(network.output.rawValue), \(network.loss.rawValue)\
        \(additions(to: network)); \
        \(objective.data.examples) \(objective.data.examples == 1 ? "example" : "examples"), \
        seed \(Int(seed))\(scaling); \(numerics)
        """
    }
  }

  /// What is added to the plain network: a penalty, dropout.
  private func additions(to network: Network) -> HTML {
    let penalty: HTML = network.l2 == 0 ? "" : ", L2 penalty λ = \(network.l2.shortText)"
    let keep = network.keep.map(\.shortText)
    let dropout: HTML =
      network.keep.allSatisfy { $0 == 1 } ? "" : ", dropout keeping \(keep.joined(separator: ", "))"
    return penalty + dropout
  }

  /// The scheme with its step, and how the step was chosen where it was not given.
  private var numerics: HTML {
    let scheme: HTML =
      switch report.scheme {
      case .central, .forward, .fivePoint: "\(report.scheme.rawValue) differences"
      case .ridders: "Ridders' extrapolation"
      case .complexStep: "complex step"
      case .dual: "dual numbers"
      }
    let step: HTML =
      switch report.stepOrigin {
      case .none: ""
      case .given: ", step \(report.step.notation)"
      case .balanced, .longest, .vanishing:
        ", step \(NumberFormat(style: .g, digits: 2).string(report.step)) chosen by the check"
      }
    return "\(scheme)\(step), \(specification.check.arithmetic.rawValue) sums"
  }

  /// How J was evaluated, where that isn't the plain way, and how far it may be trusted.
  private var evaluation: HTML {
    guard let spotCheck = report.spotCheck else { return "" }
    let deviation: HTML =
      "deviate by \(spotCheck.largestDeviation.rounded) at most, beside a noise of \(spotCheck.noise.rounded)"
    return spotCheck.agrees
      ? "; J evaluated by reusing work: values for \(spotCheck.components.count) parameters, compared with full evaluations, \(deviation)"
      : "; J evaluated in full, since values that reuse work \(deviation)"
  }

  private var numbers: HTML {
    var rows: [(HTML, Double)] = []
    if report.isOneParameter {
      rows += [
        ("<var>J</var>", report.cost), ("<var>J</var><sup>+</sup>", report.costPlus[0]),
        ("<var>J</var><sup>−</sup>", report.costMinus[0]), ("gradapprox", report.gradapprox[0]),
        ("grad", report.grad[0]),
      ]
    } else {
      rows.append(("<var>J</var>", report.cost))
    }
    rows += [("difference", report.difference), ("threshold", report.threshold)]
    let entries = rows.map { name, number -> HTML in
      "<div><dt>\(name)</dt><dd>\(Value.number(number).html())</dd></div>\n"
    }
    return "<dl>\n\(entries)</dl>"
  }

  private var tensorTable: HTML {
    let rows = report.tensors.map { tensor -> HTML in
      let shape = tensor.shape.map(String.init).joined(separator: " × ")
      return """
        <tr class="\(tensor.verdict.rawValue)"><th scope="row">\(tensor.name)</th><td>\(shape)</td>\
        <td class="number">\(tensor.difference.rounded)</td><td class="number">\(tensor.error.rounded)</td>\
        <td class="number">\(tensor.tolerance.rounded)</td><td class="word">\(tensor.verdict.rawValue)</td></tr>

        """
    }
    return """
      <div class="scroll" role="group" aria-label="Verdict for each parameter tensor of \(check.id)" tabindex="0">
      <table>
      <thead><tr><th scope="col">tensor</th><th scope="col">shape</th>\
      <th scope="col" class="number">difference</th><th scope="col" class="number">worst error</th>\
      <th scope="col" class="number">error bar</th><th scope="col" class="word">verdict</th></tr></thead>
      <tbody>
      \(rows)</tbody>
      </table>
      </div>

      """
  }

  private var planted: HTML {
    guard case .network(let objective, _, _, _) = specification.model, !objective.bugs.isEmpty
    else { return "" }
    let network = objective.network
    let items = objective.bugs.map { bug -> HTML in
      let line = bug.line(in: network)
      return """
        <li><code>\(bug.identifier)</code>: \(bug.story(in: network, examples: objective.data.examples))
        <span class="line"><code>\(line.mistaken)</code>, where it should read \
        <code>\(line.correct)</code></span></li>

        """
    }
    return
      "<p class=\"planted\">Planted in backpropagation:</p>\n<ul class=\"planted\">\n\(items)</ul>\n"
  }

  /// Where the error begins and what it is, as far as the numbers tell.
  private var diagnosis: HTML {
    let sentences = check.diagnosis.sentences
    return sentences.isEmpty
      ? "" : "<p class=\"diagnosis\">\(sentences.joined(separator: " "))</p>\n"
  }

  /// What the check noticed, and what would help.
  private var findings: HTML {
    let origin = report.stepOrigin == .given ? [] : [report.stepOrigin.sentence]
    let sentences =
      origin + report.findings.map(\.sentence) + report.advice.map(\.sentence)
    let items = sentences.map { sentence -> HTML in "<li>\(sentence)</li>\n" }
    return items.isEmpty ? "" : "<ul class=\"findings\">\n\(items)</ul>\n"
  }

  /// The course's own rule beside the verdict, and why the two disagree where they do.
  private var courseRule: HTML {
    if let disagreement = report.courseDisagreement { return "\(disagreement)" }
    return """
      The course's rule says the same: the difference is \(report.belowThreshold ? "" : "not ")below \
      the threshold \(report.threshold.notation).
      """
  }

  private var failures: HTML {
    let items = failed.map { result -> HTML in
      "<p class=\"failure\">⚠ expected '\(result.expectation.text.scalar ?? "")', which does not hold</p>\n"
    }
    return "\(items)"
  }
}

extension Verdict {
  fileprivate var title: String {
    switch self {
    case .consistent: "Consistent:"
    case .wrong: "Wrong:"
    case .unresolved: "Unresolved:"
    }
  }
}

extension [String] {
  /// The names as a phrase: "W2", "W2 and b1", "W1, b1 and W2".
  fileprivate var inWords: String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " and " + last
  }
}

extension Double {
  /// Two digits, which is all that an error estimate means.
  fileprivate var rounded: HTML {
    self == 0 ? "0" : Value.number(self).html(format: .init(style: .e, digits: 1))
  }

  /// A number as people write it: 2 rather than 2.0.
  fileprivate var shortText: String {
    (self == rounded(.towardZero) && magnitude < 1e15 ? String(Int(self)) : notation).withMinusSign
  }
}
