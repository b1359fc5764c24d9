import Notebooks
import Rendering

/// A file as it should be, beside the one in the output folder.
struct OutputComparison {
  /// The file as it should be, with the path where it stands.
  let expected: OutputFile

  /// Compares the file in the output folder with what it should be.
  ///
  /// A file that still has the checksum with which it was written is stale; one that has another was
  /// edited afterwards.
  ///
  /// - Parameter remedy: The command that writes it anew.
  /// - Returns: What is wrong with it; nil where nothing is.
  func diagnostic(remedy: String) -> Diagnostic? {
    let found: [UInt8]
    do throws(FileError) {
      found = try Files.read(expected.path)
    } catch {
      return .about(expected.path, "can't be read: \(error.reason); '\(remedy)' writes it")
    }
    guard found != expected.bytes else { return nil }
    let text = String(decoding: found, as: UTF8.self)
    let cause =
      switch Checksum.isIntact(text) {
      case true: "is stale: its notebook, or Nabla, has changed since it was written"
      case false: "was edited after it was written"
      case nil: "is stale or was edited"
      }
    return Self.difference(
      in: text, path: expected.path, from: String(decoding: expected.bytes, as: UTF8.self),
      message: "\(cause); '\(remedy)' writes it anew")
  }

  /// A diagnostic at the first line in which a text differs from another.
  static func difference(
    in text: String, path: String, from expected: String, message: String
  ) -> Diagnostic {
    let source = SourceText(text, name: path)
    let other = Array(expected.utf8)
    let place = firstDifference(source.bytes, other)
    let wanted = excerpt(of: other, around: place)
    var diagnostic = Diagnostic(message, at: place..<place, in: source, kind: .doesNotHold)
    diagnostic.message +=
      wanted.isEmpty ? "; the line should end here" : "; the line should have '\(wanted)' here"
    return diagnostic
  }

  /// Where two texts begin to differ, leaving out the checksum, which differs with all else.
  private static func firstDifference(_ left: [UInt8], _ right: [UInt8]) -> Int {
    let (lines, others) = (
      left.split(separator: 10, omittingEmptySubsequences: false),
      right.split(separator: 10, omittingEmptySubsequences: false)
    )
    var offset = 0
    for (line, other) in zip(lines, others) {
      if line != other, line.firstRange(of: Array("nabla-checksum".utf8)) == nil {
        var place = offset + zip(line, other).prefix { $0 == $1 }.count
        // Not in the middle of a character.
        while place > offset, place < left.count, left[place] & 0xC0 == 0x80 { place -= 1 }
        return place
      }
      offset += line.count + 1
    }
    if lines.count == others.count {
      return zip(left, right).prefix { $0 == $1 }.count
    }
    return min(offset, left.count)
  }

  private static func excerpt(of bytes: [UInt8], around place: Int) -> String {
    let rest = bytes[min(place, bytes.count)...].prefix { $0 != 10 }
    return String(String(decoding: rest, as: UTF8.self).prefix(40))
  }
}
