import Evaluation
import GradientChecking
import NeuralNetworks
import Notebooks

/// What became of every bug of the catalogue, as a table, with what the check says nothing about.
struct MutationTable {
  let mutants: EvaluatedMutants
  /// What links refer to it by, if the author gives it an id.
  var anchor: Anchor?

  private var report: MutationReport { mutants.report }
  private var checkID: String { mutants.specification.check.value }

  func html() -> HTML {
    let caption = mutants.specification.caption ?? "Bugs planted in check \(checkID)"
    let id: HTML = anchor.map { " id=\"\($0.id)\"" } ?? ""
    return """
      <section class="mutants"\(id) aria-label="\(caption)">
      <p class="score">\(summary)</p>
      \(table(caption: caption))\(blindSpots)</section>

      """
  }

  private var summary: HTML {
    let judged = report.killed.count + report.survivors.count
    return """
      Of \(report.mutants.count) bugs, planted one at a time, \(report.equivalents.count) change nothing \
      that could be seen. The check notices <strong>\(report.killed.count) of the other \
      \(judged)</strong>, a mutation score of \(percent(report.score)). By the course's threshold it \
      would be \(percent(report.scoreOfThreshold))\(report.correct.belowThreshold ? "." : falseAlarm)
      """
  }

  private var falseAlarm: HTML {
    ", but that rule calls the correct code a mistake as well."
  }

  private func percent(_ share: Double) -> HTML {
    share.isNaN ? "no meaning" : "\(NumberFormat(style: .f, digits: 1).string(share * 100)) %"
  }

  private func table(caption: String) -> HTML {
    let shown: [Mutant] =
      switch mutants.specification.rows {
      case .all: report.mutants
      case .survivors: report.survivors
      case .none: []
      }
    guard !shown.isEmpty else { return "" }
    return """
      <div class="scroll" role="group" aria-label="\(caption)" tabindex="0">
      <table class="parameters">
      <caption>\(caption)</caption>
      <thead><tr><th scope="col">bug</th>\
      <th scope="col" class="number">difference</th><th scope="col">found in</th>\
      <th scope="col" class="word">outcome</th></tr></thead>
      <tbody>
      \(shown.map(row))</tbody>
      </table>
      </div>

      """
  }

  private func row(_ mutant: Mutant) -> HTML {
    let network = mutants.objective.network
    let phrase = mutant.bug.phrase(in: network, examples: mutants.objective.data.examples)
    let sign: HTML =
      switch mutant.outcome {
      case .killed: "✓"
      case .survived: "✗"
      case .equivalent: "="
      }
    let reason: HTML =
      mutant.outcome.reason.isEmpty ? "" : "<span class=\"reason\">\(mutant.outcome.reason)</span>"
    return """
      <tr class="\(mutant.outcome.name)"><th scope="row"><code>\(mutant.bug.identifier)</code>\
      <span class="reason">\(phrase)</span></th><td class="number">\(difference(mutant))</td>\
      <td>\(mutant.wrongTensors.joined(separator: ", "))</td>\
      <td class="word">\(sign) \(mutant.outcome.name)\(reason)</td></tr>

      """
  }

  private func difference(_ mutant: Mutant) -> HTML {
    Value.number(mutant.difference).html(format: NumberFormat(style: .e, digits: 1))
  }

  private var blindSpots: HTML {
    var sentences = mutants.blindSpots.sentences
    if mutants.specification.searchedSeeds > 0 {
      sentences.append(
        mutants.seedWithoutBlindSpots.map { "Seed \($0) gives a test point without blind spots." }
          ?? "None of the first \(mutants.specification.searchedSeeds) seeds gives a test point "
          + "without blind spots.")
    }
    let items = sentences.map { sentence -> HTML in "<li>\(sentence)</li>\n" }
    return items.isEmpty ? "" : "<ul class=\"findings\">\n\(items)</ul>\n"
  }
}
