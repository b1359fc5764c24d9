/// The parts of an object file (ELF, 64 bits) that end up in the memory of a program.
///
/// Debug information names the folder that the file was built in; code and data do not, so that the
/// same sources give the same digest in every checkout.
enum ObjectFile {
  /// The compiler's hash of a module, which rests on the folder as well.
  private static let moduleHash = ".swift_modhash"

  /// The bytes of all sections that are loaded and not empty; for another format the whole file.
  static func loadedContents(of file: [UInt8]) -> [UInt8] {
    guard let sections = ELFFile(file)?.sections else { return file }
    return sections.filter { $0.type == 1 && $0.flags & 2 != 0 && $0.name != moduleHash }
      .flatMap { file[$0.contents] }
  }
}
