/// The parts of an object file (ELF, 64 bits) that end up in the memory of a program.
///
/// Debug information names the folder that the file was built in; code and data do not, so that the
/// same sources give the same digest in every checkout.
enum ObjectFile {
  /// The bytes of all sections that are loaded and not empty; for another format the whole file.
  static func loadedContents(of file: [UInt8]) -> [UInt8] {
    guard file.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]), file.count > 64 else { return file }
    func number(_ offset: Int, _ count: Int) -> Int? {
      guard offset >= 0, offset <= file.count - count else { return nil }
      return (0..<count).reversed().reduce(0) { $0 << 8 | Int(file[offset + $1]) }
    }
    guard let table = number(0x28, 8), let size = number(0x3A, 2), let count = number(0x3C, 2)
    else { return file }
    var contents: [UInt8] = []
    for index in 0..<count {
      let header = table + index * size
      guard let type = number(header + 4, 4), let flags = number(header + 8, 8),
        let start = number(header + 24, 8), let length = number(header + 32, 8)
      else { return file }
      let isInFile = type == 1  // SHT_PROGBITS
      let isLoaded = flags & 2 != 0  // SHF_ALLOC
      guard isInFile, isLoaded, start >= 0, length >= 0, start <= file.count - length else {
        continue
      }
      contents += file[start..<start + length]
    }
    return contents
  }
}
