import Notebooks

/// What went wrong, to be looked up by place.
struct FailureMessages {
  private let sorted: [Diagnostic]
  /// The longest place; no place that begins further ahead can reach a given one.
  private let longest: Int

  /// Keeps the diagnostics about a source.
  init(_ diagnostics: [Diagnostic], about source: SourceText) {
    sorted = diagnostics.filter { $0.source.name == source.name }.sortedByPlace()
    longest = sorted.map(\.range.count).max() ?? 0
  }

  /// The messages about anything in a range of bytes, in the order of their places.
  func messages(at range: Range<Int>) -> [String] {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle].range.lowerBound < range.lowerBound - longest {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return sorted[low...].prefix { $0.range.lowerBound < range.upperBound }
      .filter { $0.range.overlaps(range) }.map(\.message)
  }
}
