/// A part of a text that comes from a file, or from a place in one.
struct SourcePiece: Sendable {
  /// Where the piece begins in the whole text.
  var start: Int
  /// The file, which may itself be put together from several.
  var source: SourceText
  /// The bytes of the file; empty for what stands there only to separate two pieces.
  var range: Range<Int>
}

extension SourceText {
  /// Puts a text together from pieces of files.
  ///
  /// - Parameters:
  ///   - pieces: The pieces; what is to stand between them is in their texts.
  ///   - name: The name of the whole.
  init(joining pieces: [(text: String, source: SourceText, range: Range<Int>)], name: String) {
    self.init(pieces.map(\.text).joined(), name: name)
    var start = 0
    for piece in pieces {
      self.pieces.append(SourcePiece(start: start, source: piece.source, range: piece.range))
      start += piece.text.utf8.count
    }
  }

  /// The file that a range of the text comes from, and the range there.
  ///
  /// - Parameter range: Offsets in bytes of this text.
  /// - Returns: A text that is one file, and offsets in its bytes.
  public func origin(of range: Range<Int>) -> (SourceText, Range<Int>) {
    var low = 0
    var high = pieces.count
    guard high > 0 else { return (self, range) }
    while high - low > 1 {
      let middle = (low + high) / 2
      if pieces[middle].start <= range.lowerBound { low = middle } else { high = middle }
    }
    let piece = pieces[low]
    let start = min(piece.range.lowerBound + range.lowerBound - piece.start, piece.range.upperBound)
    let end = min(start + range.count, piece.range.upperBound)
    return piece.source.origin(of: start..<max(start, end))
  }
}

extension Diagnostic {
  /// The same at its place in the file that the text comes from, where that is not the notebook itself.
  public var resolved: Diagnostic {
    guard !source.pieces.isEmpty else { return self }
    var result = self
    (result.source, result.range) = source.origin(of: range)
    // Notes and fixes are places of the same file; what stands in another has to be left out.
    func moved(_ range: Range<Int>) -> Range<Int>? {
      let (file, place) = source.origin(of: range)
      return file.name == result.source.name ? place : nil
    }
    result.notes = notes.compactMap { note in moved(note.range).map { Note(note.message, at: $0) } }
    result.fix = fix.flatMap { fix in
      moved(fix.range).map { Fix(replacing: $0, with: fix.replacement) }
    }
    return result
  }
}
