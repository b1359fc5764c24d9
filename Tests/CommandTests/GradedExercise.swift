/// The smallest exercise that can be graded, worth two points.
enum GradedExercise {
  static let notebook = """
    ```swift run id=f
    func f(_ x: Double) -> Double {
      return 2 * x  // SOLUTION
    }
    ```

    ```swift run hidden id=check points=2 of=f
    expect("f(2)", f(2), equals: 4)
    ```

    """
  /// What a student hands in who has solved it.
  static let right = "```swift run id=f\nfunc f(_ x: Double) -> Double { x + x }\n```\n"
}
