import Dispatch
import Synchronization

/// Threads that share out work, and the one who wants to hear of it.
///
/// Nothing that is computed depends on how many there are.
public struct Workers: Sendable {
  /// How many threads work at a time.
  public let jobs: Int
  /// Called after each part of the work, from any thread but by one at a time; false cancels the
  /// rest.
  public let report: (@Sendable (Progress) -> Bool)?

  /// Work that is under way.
  public struct Progress: Hashable, Sendable {
    /// How much is done.
    public let done: Int
    /// How much there is in this stage; for a check, the parameters whose derivatives it takes.
    public let total: Int
  }

  /// Hires some threads, by default the one that asks.
  public init(jobs: Int = 1, report: (@Sendable (Progress) -> Bool)? = nil) {
    precondition(jobs > 0, "jobs must be positive")
    self.jobs = jobs
    self.report = report
  }

  /// Does the parts 0, …, count − 1 of a piece of work, in any order.
  ///
  /// - Parameters:
  ///   - count: How many parts there are.
  ///   - total: How much the whole is, by any measure.
  ///   - part: Does one part and returns how much that was.
  /// - Returns: False if the work was cancelled.
  @discardableResult
  public func perform(_ count: Int, total: Int, part: @Sendable (Int) -> Int) -> Bool {
    let next = Atomic(0)
    let isCancelled = Atomic(false)
    let done = Mutex(0)
    let threads = min(jobs, count)
    @Sendable func work() {
      while !isCancelled.load(ordering: .relaxed) {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        let finished = part(index)
        guard let report else { continue }
        let goesOn = done.withLock { done in
          done += finished
          return report(Progress(done: done, total: total))
        }
        if !goesOn { isCancelled.store(true, ordering: .relaxed) }
      }
    }
    if threads <= 1 {
      work()
    } else {
      DispatchQueue.concurrentPerform(iterations: threads) { _ in work() }
    }
    return !isCancelled.load(ordering: .relaxed)
  }
}

extension Workers {
  /// Makes the results 0, …, count − 1, in any order.
  ///
  /// - Parameters:
  ///   - count: How many results there are.
  ///   - result: Makes one of them.
  /// - Returns: The results, in their order.
  public func map<Result: Sendable>(_ count: Int, _ result: @Sendable (Int) -> Result) -> [Result] {
    let results = Mutex([Result?](repeating: nil, count: count))
    Workers(jobs: jobs).perform(count, total: count) { index in
      let made = result(index)
      results.withLock { $0[index] = made }
      return 1
    }
    return results.withLock { $0.compactMap { $0 } }
  }
}

/// Numbers that several threads fill in, each its own places.
public final class SharedNumbers: @unchecked Sendable {
  private let numbers: UnsafeMutableBufferPointer<Double>

  /// Makes room for some numbers, none of which is a number yet.
  public init(count: Int) {
    numbers = .allocate(capacity: count)
    numbers.initialize(repeating: .nan)
  }

  deinit { numbers.deallocate() }

  /// Sets the number in a place that no other thread uses.
  public func set(_ place: Int, to number: Double) { numbers[place] = number }

  /// All numbers, once the threads are done.
  public var values: [Double] { Array(numbers) }
}
