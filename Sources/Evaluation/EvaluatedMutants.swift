public import NeuralNetworks

/// How much a check notices, and what its test point cannot show.
public struct EvaluatedMutants: Sendable {
  /// What was asked for.
  public var specification: MutantsSpecification
  /// The network that the mutants were planted in.
  public var objective: NetworkObjective
  /// What became of every bug of the catalogue.
  public var report: MutationReport
  /// What the check says nothing about.
  public var blindSpots: BlindSpots
  /// The first seed whose test point has no blind spots, where one was searched for and found.
  public var seedWithoutBlindSpots: UInt32?
}

extension EvaluatedMutants {
  /// The values that the block publishes.
  var published: PublishedValues {
    var values: [(name: String, value: Value)] = [
      ("killed", .count(report.killed.count)),
      ("survived", .count(report.survivors.count)),
      ("equivalent", .count(report.equivalents.count)),
      ("mutants", .count(report.mutants.count)),
      ("score", .number(report.score)),
      ("threshold_score", .number(report.scoreOfThreshold)),
      ("blind_parameters", .count(blindSpots.zeroComponents.count)),
      ("dead_units", .count(blindSpots.deadUnits.count)),
      ("saturated_units", .count(blindSpots.saturatedUnits.count)),
    ]
    if let seed = seedWithoutBlindSpots { values.append(("seed", .count(Int(seed)))) }
    return PublishedValues(values: values)
  }
}
