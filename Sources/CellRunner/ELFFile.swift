/// The sections of a file in the Executable and Linkable Format of 64 bits, the lowest byte first.
struct ELFFile {
  /// A section's header.
  struct Section {
    /// Its name.
    var name: String
    /// What the section holds: `SHT_PROGBITS` is 1, `SHT_SYMTAB` 2.
    var type: Int
    /// `SHF_ALLOC` is 2: the section is in memory while the program runs.
    var flags: Int
    /// Where its contents are in the file.
    var contents: Range<Int>
    /// The index of the section that it refers to.
    var link: Int
  }

  let bytes: [UInt8]
  let sections: [Section]

  /// Reads the table of sections; nil for a file in another format, or a damaged one.
  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    guard bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]),
      let table = bytes.number(at: 0x28, size: 8), bytes.indices.contains(table),
      let size = bytes.number(at: 0x3A, size: 2),
      let count = bytes.number(at: 0x3C, size: 2)
    else { return nil }
    let namesHeader = table + (bytes.number(at: 0x3E, size: 2) ?? 0) * size
    // A damaged header may name any place; what is beyond the end can't be added to.
    guard let names = bytes.number(at: namesHeader + 24, size: 8), bytes.indices.contains(names)
    else { return nil }
    var sections: [Section] = []
    for index in 0..<count {
      let header = table + index * size
      guard let name = bytes.number(at: header, size: 4),
        let type = bytes.number(at: header + 4, size: 4),
        let flags = bytes.number(at: header + 8, size: 8),
        let start = bytes.number(at: header + 24, size: 8),
        let length = bytes.number(at: header + 32, size: 8),
        let link = bytes.number(at: header + 40, size: 4)
      else { return nil }
      let isInFile = type != 8  // SHT_NOBITS
      guard !isInFile || start >= 0 && length >= 0 && start <= bytes.count - length else {
        return nil
      }
      sections.append(
        Section(
          name: bytes.text(at: names + name), type: type, flags: flags,
          contents: isInFile ? start..<start + length : 0..<0, link: link)
      )
    }
    self.sections = sections
  }

  /// The names of what is defined in the file, those for its own use included.
  var definedNames: Set<String> {
    guard let table = sections.first(where: { $0.type == 2 }), sections.indices.contains(table.link)
    else { return [] }
    let strings = sections[table.link].contents
    var names: Set<String> = []
    // struct Elf64_Sym: name, information, visibility, section, value, size.
    for entry in stride(from: table.contents.lowerBound, to: table.contents.upperBound - 23, by: 24)
    {
      guard let name = bytes.number(at: entry, size: 4),
        let section = bytes.number(at: entry + 6, size: 2)
      else { continue }
      let isDefined = section != 0
      guard isDefined, name < strings.count else { continue }
      names.insert(bytes.text(at: strings.lowerBound + name))
    }
    return names
  }
}

extension [UInt8] {
  /// The text that ends in a zero byte.
  fileprivate func text(at offset: Int) -> String {
    guard indices.contains(offset) else { return "" }
    return String(decoding: self[offset...].prefix { $0 != 0 }, as: UTF8.self)
  }

  /// The number in some bytes, the lowest first; nil beyond the end.
  fileprivate func number(at offset: Int, size: Int) -> Int? {
    guard offset >= 0, offset <= count - size else { return nil }
    return Int(
      truncatingIfNeeded: (0..<size).reversed().reduce(UInt64(0)) {
        $0 << 8 | UInt64(self[offset + $1])
      })
  }
}
