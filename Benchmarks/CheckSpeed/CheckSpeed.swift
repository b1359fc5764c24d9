import GradientChecking
import NeuralNetworks

/// Checks every parameter of a network and prints what a benchmark compares.
///
///     CheckSpeed 784,128,64,1 relu 64 reuse 2
///
/// The arguments are the layers, the activation, the examples, the evaluation, and the threads. The
/// test point is He-scaled with seed 1; labels go round.
@main
enum CheckSpeed {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 6, let hidden = Activation(rawValue: arguments[2]),
      let examples = Int(arguments[3]), let evaluation = Evaluation(rawValue: arguments[4]),
      let jobs = Int(arguments[5]), jobs > 0
    else {
      print("usage: CheckSpeed LAYERS HIDDEN EXAMPLES EVALUATION JOBS")
      return
    }
    let layers = arguments[1].split(separator: ",").compactMap { Int($0) }
    let classes = layers.last ?? 1
    let network = try Network(
      layers: layers, hidden: hidden, output: classes == 1 ? .sigmoid : .softmax)
    let labels = try Labels(
      (0..<examples).map { Double($0 % max(classes, 2)) }, for: network, examples: examples)
    let point = TestPoint(for: network, labels: labels, seed: 1, scale: .he)
    let objective = try NetworkObjective(network: network, data: point.data)
    let check = GradientCheck(step: 1e-7, evaluation: evaluation)

    let clock = ContinuousClock()
    let start = clock.now
    let report = try check.run(
      objective, at: point.parameters, workers: Workers(jobs: jobs))
    let seconds = (clock.now - start) / .seconds(1)
    print("seconds \(seconds)")
    print("parameters \(report.grad.count)")
    print("evaluation \(report.evaluation.rawValue)")
    print("verdict \(report.verdict.rawValue)")
    print("difference \(report.difference)")
    print("J \(report.cost)")
    print("noise \(report.noise)")
    print("deviation \(report.spotCheck?.largestDeviation ?? 0)")
    print("bits \(checksum(report.costPlus + report.costMinus + report.tolerance))")
    for index in stride(from: 0, to: report.grad.count, by: max(1, report.grad.count / 16)) {
      print("gradapprox \(index) \(report.gradapprox[index])")
    }
  }

  /// A number that changes with any bit.
  private static func checksum(_ numbers: [Double]) -> UInt64 {
    numbers.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ $1.bitPattern) &* 0x100_0000_01b3 }
  }
}
