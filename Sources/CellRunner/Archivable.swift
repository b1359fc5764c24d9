public import CellWire
public import Cells
import Typesetting

/// Something that is kept from one run of the command to the next.
public protocol Archivable {
  /// Reads what was written.
  init(reading reader: inout FrameReader)
  /// Writes it.
  func write(to writer: inout FrameWriter)
}

extension CellRunner {
  /// What was found out about cells before, or is found out now.
  ///
  /// - Parameters:
  ///   - type: What is found out.
  ///   - results: The results of the cells.
  ///   - purpose: What tells it from what else is known of the same cells.
  ///   - find: Finds it out, which runs programs.
  /// - Returns: What was found out; nil where nothing is known and programs may not run.
  public func remembered<Finding: Archivable>(
    _ type: Finding.Type, about results: CellResults, as purpose: String, find: () -> Finding?
  ) -> Finding? {
    let entries = results.provenance?.entries ?? []
    let key = sha256(
      Array(entries.map { "\($0.name)\0\($0.value)\0" }.joined().utf8) + purpose.utf8)
    let name = "\(purpose)-\(hex(Array(key.prefix(16))))"
    if let bytes = cache?.read(name, key: key) {
      var reader = FrameReader(bytes)
      let finding = Finding(reading: &reader)
      if reader.isFinished { return finding }
    }
    guard mode == .run else { return nil }
    guard let finding = find() else { return nil }
    var writer = FrameWriter()
    finding.write(to: &writer)
    cache?.write(writer.bytes, to: name, key: key)
    return finding
  }
}
