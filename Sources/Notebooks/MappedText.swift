/// A text put together from pieces of a source, which knows where each of its bytes came from.
///
/// The body of a block in a list has lost the list's indentation, and a formula has values in the
/// place of their names; an error in either must still be reported where the author wrote it.
public struct MappedText: Sendable, Hashable {
  private struct Piece: Sendable, Hashable {
    var start: Int
    var source: Range<Int>
    var isVerbatim: Bool
  }

  /// The text.
  public private(set) var text = ""
  private var count = 0
  private var pieces: [Piece] = []

  /// An empty text.
  public init() {}

  /// Appends bytes of the source as they are.
  ///
  /// - Parameters:
  ///   - range: The bytes to append.
  ///   - source: Where they come from.
  public mutating func append(_ range: Range<Int>, of source: SourceText) {
    guard !range.isEmpty else { return }
    pieces.append(Piece(start: count, source: range, isVerbatim: true))
    text += source[range]
    count += range.count
  }

  /// Appends a text that stands for bytes of the source.
  ///
  /// - Parameters:
  ///   - replacement: The text to append.
  ///   - range: The bytes it stands for.
  public mutating func append(_ replacement: String, for range: Range<Int>) {
    guard !replacement.isEmpty else { return }
    pieces.append(Piece(start: count, source: range, isVerbatim: false))
    text += replacement
    count += replacement.utf8.count
  }

  /// Where a byte of the text came from.
  ///
  /// - Parameter offset: An offset in bytes of the text; one past the end means the end.
  /// - Returns: An offset in bytes of the source.
  /// - Complexity: O(log *n*) in the number of pieces.
  public func sourceOffset(of offset: Int) -> Int {
    guard let first = pieces.first else { return 0 }
    var low = 0
    var high = pieces.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if pieces[middle].start <= offset { low = middle } else { high = middle }
    }
    let piece = pieces[low]
    guard piece.start <= offset else { return first.source.lowerBound }
    guard piece.isVerbatim else { return piece.source.lowerBound }
    return min(piece.source.lowerBound + offset - piece.start, piece.source.upperBound)
  }
}
