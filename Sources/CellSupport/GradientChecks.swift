private import CellWire
private import NeuralNetworks

/// Checks the gradient of a function of one number.
///
///     gradientCheck("square", at: 3, cost: { $0 * $0 }, gradient: { 2 * $0 })
///
/// The command asks for values of the two functions, compares the gradient with finite differences
/// and publishes all that a `gradcheck` block does: `square.difference`, `square.verdict` and so on.
///
/// - Parameters:
///   - id: The name of the check.
///   - point: Where the gradient is checked.
///   - step: The step ε; by default that of the notebook's front matter, else 1e-7.
///   - threshold: The limit of the course's rule.
///   - scheme: `central`, `forward` or `five-point`.
///   - expectations: What has to hold, as in a `gradcheck` block: `"pass"`, `"difference < 1e-7"`.
///   - line: The line of the call.
///   - cost: The function J.
///   - gradient: Its derivative.
/// - Returns: What was found.
@discardableResult
public func gradientCheck(
  _ id: String, at point: Double, step: Double? = nil, threshold: Double? = nil,
  scheme: String? = nil, expect expectations: String..., line: Int = #line,
  cost: (Double) -> Double, gradient: (Double) -> Double
) -> CheckResult {
  let request = CheckRequest(
    id: id, tensors: [("theta", [])], point: [point], step: step, threshold: threshold,
    scheme: scheme, expectations: expectations, line: line)
  return request.serve(cost: { cost($0[0]) }, gradient: { [gradient($0[0])] })
}

/// Checks the gradient of a function of several numbers.
///
///     gradientCheck(
///       "bowl", at: [1, 2], cost: { $0[0] * $0[0] + $0[1] }, gradient: { [2 * $0[0], 1] })
///
/// - Parameters:
///   - id: The name of the check.
///   - point: Where the gradient is checked.
///   - step: The step ε; by default that of the notebook's front matter, else 1e-7.
///   - threshold: The limit of the course's rule.
///   - scheme: `central`, `forward` or `five-point`.
///   - expectations: What has to hold, as in a `gradcheck` block.
///   - line: The line of the call.
///   - cost: The function J.
///   - gradient: Its partial derivatives, one for each number of the point.
/// - Returns: What was found.
@discardableResult
public func gradientCheck(
  _ id: String, at point: [Double], step: Double? = nil, threshold: Double? = nil,
  scheme: String? = nil, expect expectations: String..., line: Int = #line,
  cost: ([Double]) -> Double, gradient: ([Double]) -> [Double]
) -> CheckResult {
  precondition(!point.isEmpty, "a point must have at least one component")
  let request = CheckRequest(
    id: id, tensors: [("theta", [point.count])], point: point, step: step, threshold: threshold,
    scheme: scheme, expectations: expectations, line: line)
  return request.serve(cost: cost, gradient: gradient)
}

/// Checks the gradient of a function of named tensors.
///
/// The gradient has the names of the point; the check says which of them is wrong.
///
///     gradientCheck(
///       "layer", at: ["W": W, "b": b],
///       cost: { forward($0["W"], $0["b"]) },
///       gradient: { let (dW, db) = backward($0["W"], $0["b"]); return ["W": dW, "b": db] })
///
/// - Parameters:
///   - id: The name of the check.
///   - point: Where the gradient is checked.
///   - step: The step ε; by default that of the notebook's front matter, else 1e-7.
///   - threshold: The limit of the course's rule.
///   - scheme: `central`, `forward` or `five-point`.
///   - expectations: What has to hold, such as `"caught in [W, b]"`.
///   - line: The line of the call.
///   - cost: The function J.
///   - gradient: Its partial derivatives, a tensor of the same shape for each of the point.
/// - Returns: What was found.
@discardableResult
public func gradientCheck(
  _ id: String, at point: Tensors, step: Double? = nil, threshold: Double? = nil,
  scheme: String? = nil, expect expectations: String..., line: Int = #line,
  cost: (Tensors) -> Double, gradient: (Tensors) -> Tensors
) -> CheckResult {
  let tensors = point.names.map { ($0, [point[$0].rows, point[$0].columns]) }
  let request = CheckRequest(
    id: id, tensors: tensors, point: point.vector, step: step, threshold: threshold,
    scheme: scheme, expectations: expectations, line: line)
  return request.serve(
    cost: { cost(point.with(vector: $0)) },
    gradient: { theta in
      let result = gradient(point.with(vector: theta))
      // In the order of the point, whatever the order of the gradient; a missing one is left out.
      return point.names.filter(result.contains).flatMap { result[$0].elements }
    })
}

/// A check that the command is asked to carry out.
private struct CheckRequest {
  var id: String
  var tensors: [(name: String, shape: [Int])]
  var point: [Double]
  var step: Double?
  var threshold: Double?
  var scheme: String?
  var expectations: [String]
  var line: Int

  /// Asks for the check, and answers the command's questions until it is done.
  func serve(cost: ([Double]) -> Double, gradient: ([Double]) -> [Double]) -> CheckResult {
    var message = FrameWriter(.check)
    message.put(id)
    message.put(tensors) { message, tensor in
      message.put(tensor.name)
      message.put(tensor.shape) { $0.put($1) }
    }
    message.put(point)
    message.put(optional: step) { $0.put($1) }
    message.put(optional: threshold) { $0.put($1) }
    message.put(optional: scheme) { $0.put($1) }
    message.put(expectations) { $0.put($1) }
    message.put(line)
    Channel.send(message)
    while true {
      var request = Channel.receive()
      var answer = FrameWriter(.answer)
      switch request.kind() {
      case .cost: answer.put([cost(request.doubles())])
      case .gradient: answer.put(gradient(request.doubles()))
      case .costs: answer.put(costs(&request, cost))
      default: return CheckResult(&request)
      }
      Channel.send(answer)
    }
  }

  private func costs(_ request: inout FrameReader, _ cost: ([Double]) -> Double) -> [Double] {
    var point = request.doubles()
    return request.list { request in
      let index = request.int()
      let saved = point[index]
      // Put back by assignment: (θ + ε) − ε is not always θ.
      defer { point[index] = saved }
      point[index] = request.double()
      return cost(point)
    }
  }
}
