private import GradientChecking
private import NeuralNetworks
import Notebooks

extension Evaluator {
  /// Runs the checks of `mutants` blocks against the catalogue.
  mutating func evaluateMutants(into result: inout EvaluatedEdition) {
    for directive in edition.directives where directive.name == .mutants {
      guard
        let block = MutantsSpecification.reading(directive, diagnostics: &result.diagnostics),
        isKnown(block.check.value, at: block.check.range, &result.diagnostics)
      else { continue }
      if let id = block.id, !register(id, &result.diagnostics) { continue }
      guard let check = result.check(block.check.value) else { continue }
      guard case .network(let objective, let point, _, let scale) = check.specification.model else {
        result.diagnostics.append(
          fail(
            "check '\(check.id)' is of the linear model; bugs are planted in networks",
            at: block.check.range))
        continue
      }
      do throws(GradientCheckError) {
        let report = try objective.mutants(of: check.specification.check, at: point.parameters)
        let evaluated = EvaluatedMutants(
          specification: block, objective: objective, report: report,
          blindSpots: objective.blindSpots(at: point.parameters),
          seedWithoutBlindSpots: block.searchedSeeds == 0
            ? nil
            : TestPoint.firstSeedWithoutBlindSpots(
              for: objective.network, labels: objective.data.labels,
              seeds: 0..<UInt32(block.searchedSeeds), scale: scale))
        result.mutants[directive.range] = evaluated
        if let id = block.id { result.published[id.value] = evaluated.published }
      } catch {
        result.diagnostics.append(
          fail("mutants of '\(check.id)' can't be checked: \(error)", at: directive.range))
      }
    }
  }
}
