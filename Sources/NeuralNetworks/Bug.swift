/// A mistake in backpropagation, as data: a kind of the catalogue, and what it is applied to.
///
/// Bugs are equal if they do the same, whatever they are called: `dW2-doubled` is `scaled(dW2, 2)`.
public struct Bug: Sendable {
  /// The name by which it was asked for, such as `dW2-doubled` or `mask-missing(2)`.
  public let identifier: String
  /// What kind of mistake it is.
  public let kind: BugKind
  /// What the kind is applied to.
  public let arguments: [Argument]
  /// What it changes.
  let changes: [Change]

  /// One thing that a bug is applied to.
  public enum Argument: Hashable, Sendable {
    /// A quantity of backpropagation, such as `dW2`.
    case quantity(Place)
    /// A layer, counted from 1.
    case layer(Int)
    /// A number, such as a factor or a row.
    case number(Double)
  }

  /// A fault in a place.
  struct Change: Hashable, Sendable {
    let place: Place
    let fault: Fault

    init(_ place: Place, _ fault: Fault) {
      self.place = place
      self.fault = fault
    }
  }

  /// Applies a kind to arguments that fit its parameters.
  init(_ kind: BugKind, _ arguments: [Argument] = [], identifier: String? = nil) {
    let list = arguments.map(\.description).joined(separator: ", ")
    self.identifier = identifier ?? (arguments.isEmpty ? kind.name : "\(kind.name)(\(list))")
    self.kind = kind
    self.arguments = arguments
    changes = kind.changes(BugArguments(arguments))
  }
}

extension Bug: Hashable {
  /// Whether two bugs do the same.
  public static func == (a: Bug, b: Bug) -> Bool { a.changes == b.changes }

  /// Hashes what the bug does.
  public func hash(into hasher: inout Hasher) { hasher.combine(changes) }
}

extension Bug {
  /// The tensors of a network whose gradient it can spoil, nearest the inputs first.
  ///
  /// A wrong dW or db stays where it is; a wrong dA or dZ travels on towards the inputs.
  public func spoiledTensors(in network: Network) -> [String] {
    let layers = 1...network.depth
    let spoiled = Set(changes.flatMap { $0.place.spoiledTensors(depth: network.depth) })
    return layers.flatMap { ["W\($0)", "b\($0)"] }.filter(spoiled.contains)
  }

  /// Whether the cost itself goes wrong, so that nothing computed from it can be trusted.
  public var spoilsCost: Bool { changes.contains { $0.place == .masks } }

  /// Throws if the network has no such place.
  public func check(in network: Network) throws(BugError) {
    for change in changes where !network.has(change.place) {
      throw .noPlace(self, depth: network.depth)
    }
    if let reason = kind.obstacle(Site(network: network, arguments: arguments)) {
      throw .notApplicable(self, reason: reason)
    }
  }
}

/// Why a bug can't be planted.
public enum BugError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The network doesn't compute what the bug would spoil.
  case noPlace(Bug, depth: Int)
  /// The network is of another sort than the bug needs.
  case notApplicable(Bug, reason: String)
  /// No kind has that name.
  case unknown(String)
  /// The arguments don't fit the kind.
  case arguments(String, usage: String)
  /// The parentheses don't match.
  case parentheses(String)

  /// One phrase: what the bug needs, and what there is.
  public var description: String {
    switch self {
    case .noPlace(let bug, let depth):
      let places = bug.changes.map(\.place.description).joined(separator: " and ")
      return "bug '\(bug.identifier)' changes \(places), but the network has "
        + (depth == 1 ? "one layer" : "\(depth) layers")
    case .notApplicable(let bug, let reason):
      return "bug '\(bug.identifier)' doesn't apply: \(reason)"
    case .unknown(let name): return "bug '\(name)' is unknown"
    case .arguments(let text, let usage): return "bug '\(text)' can't be read; it takes \(usage)"
    case .parentheses(let text):
      return "bug '\(text)' has unmatched parentheses; a bug is written 'NAME(ARGUMENT, ARGUMENT)'"
    }
  }
}
