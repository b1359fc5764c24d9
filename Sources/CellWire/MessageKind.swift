/// What a message on the channel says.
public enum MessageKind: UInt8, Sendable {
  // From the program to the command.

  /// A cell begins: its index. The answer is `proceed` or `skip`.
  case begin = 1
  /// A cell ends: its index. The answer is `proceed`.
  case end
  /// A value has a name: name, value.
  case publish
  /// An expression in the prose has a value: index, value.
  case show
  /// Something is expected of a value: label, actual, expected, tolerance, line.
  case expect
  /// A gradient is to be checked; requests follow until `checked`.
  case check
  /// The answer to a request: one number, or as many as were asked for.
  case answer
  /// The program is about to be ended by a signal: its number, then return addresses.
  case crash

  // From the command to the program.

  /// Go on.
  case proceed
  /// Leave out the cell.
  case skip
  /// Asks for J at a point.
  case cost
  /// Asks for J at a point with one component replaced at a time.
  case costs
  /// Asks for the gradient at a point.
  case gradient
  /// The check is done; its results follow.
  case checked
}

/// The number of the descriptor on which a program finds its channel.
public let channelDescriptor: Int32 = 3

/// The largest message, in bytes.
public let largestMessage = 64 << 20
