import NeuralNetworks
import Testing

@Suite struct NumPyRandomTests {
  /// `a = numpy.random.RandomState(seed).randn(2000)` at these places, with NumPy 2.4.
  @Test(arguments: [
    (
      UInt32(0),
      [1.764052345967664, 0.4001572083672233, 0.9787379841057392, -0.30224973045507003],
      -1.3109703704412123
    ),
    (
      1, [1.6243453636632417, -0.6117564136500754, -0.5281717522634557, -0.03966870009048212],
      1.386825593941044
    ),
    (
      42, [0.4967141530112327, -0.13826430117118466, 0.6476885381006925, 1.3454200461549777],
      -0.7449026448064491
    ),
    (
      123_456_789,
      [2.2129019979039612, 2.128397797652002, 1.8417114045748335, -1.278770197963396],
      0.6799467836601124
    ),
    (
      4_294_967_295,
      [0.6484086742306527, 0.6693235306338161, -1.0805437227474493, -1.1411635092724524],
      1.445097548120407
    ),
  ])
  func `draw what NumPy draws`(seed: UInt32, places: [Double], last: Double) {
    var random = NumPyRandom(seed: seed)
    let numbers = (0..<2000).map { _ in random.standardNormal() }
    #expect([0, 1, 2, 623].map { numbers[$0] } == places)
    #expect(numbers[1999] == last)
  }

  /// `numpy.random.RandomState(seed).random_sample(1000)[-1]`.
  @Test(arguments: [
    (UInt32(0), 0.6771411441114241), (1, 0.7744772660150796), (42, 0.44600577295795574),
    (4_294_967_295, 0.556626859384112),
  ])
  func `draw NumPy's uniform numbers`(seed: UInt32, thousandth: Double) {
    var random = NumPyRandom(seed: seed)
    #expect((0..<1000).map { _ in random.uniform() }.last == thousandth)
  }
}
