import GradientChecking

/// The arguments of a bug, by their role.
struct BugArguments {
  /// The quantity, if there is one.
  let place: Bug.Place?
  /// The layer, given as such or by the quantity.
  let layer: Int
  /// The numbers in their order.
  let numbers: [Double]

  init(_ arguments: [Bug.Argument]) {
    var place: Bug.Place?
    var layer: Int?
    var numbers: [Double] = []
    for argument in arguments {
      switch argument {
      case .quantity(let quantity): place = quantity
      case .layer(let number): layer = number
      case .number(let number): numbers.append(number)
      }
    }
    self.place = place
    self.layer = layer ?? place?.layer ?? 0
    self.numbers = numbers
  }

  /// The quantity, or dW and db of every layer.
  var places: [Bug.Place] {
    place.map { [$0] } ?? [.everyWeightGradient, .everyBiasGradient]
  }
}

/// A bug's arguments in a network: what texts about it are made of.
struct Site {
  let network: Network
  let arguments: BugArguments
  /// The number of examples, if there are any yet.
  var examples: Int?

  init(network: Network, arguments: [Bug.Argument], examples: Int? = nil) {
    self.network = network
    self.arguments = BugArguments(arguments)
    self.examples = examples
  }

  /// The layer that the bug is in.
  var layer: Int { arguments.layer }
  /// The first of the bug's numbers, to ten digits.
  var number: String { arguments.numbers.first?.digits(10) ?? "" }
  /// The quantity, as `dW2`.
  var quantity: String { arguments.place?.description ?? "every dW and db" }
  /// The function of the hidden layers.
  var hidden: Activation { network.hidden }
  /// The last layer, as a subscript.
  var last: Int { network.depth }
}

extension Bug.Argument: CustomStringConvertible {
  /// The argument as it is written.
  public var description: String {
    switch self {
    case .quantity(let place): place.description
    case .layer(let layer): String(layer)
    case .number(let number): number.shortest
    }
  }
}

extension Activation {
  /// What people call the slopes of the function when they apply them.
  var nameOfSlopes: String {
    switch self {
    case .relu: "the ReLU mask"
    case .leakyReLU: "the leaky ReLU mask"
    case .tanh, .sigmoid, .softplus, .identity: "the derivative of \(rawValue)"
    }
  }
}
