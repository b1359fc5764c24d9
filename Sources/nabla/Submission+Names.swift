extension [Submission] {
  /// Gives each a name that no other has, and sorts them by it.
  ///
  /// Where two have one name, as in `alice/exercise.md bob/exercise.md`, folders tell them apart; as in
  /// `alice.md alice.txt`, their endings. A system that takes `Alice` and `alice` for one file must not
  /// have one page in the place of the other, so letters alone make no difference.
  mutating func nameApart() {
    // The number that one gets must not depend on the order in which a shell names them.
    sort { $0.place.utf8.lexicographicallyPrecedes($1.place.utf8) }
    var names = withEndings(map(\.name))
    if !names.areUnique {
      let parts = map { $0.place.split(separator: "/").map(String.init) }
      let first = parts.map { $0.dropLast() }.min { $0.count < $1.count } ?? []
      let shared = first.indices.prefix { index in parts.allSatisfy { $0[index] == first[index] } }
      names = withEndings(
        parts.map { part in
          let folders = part.dropFirst(shared.count).dropLast()
          return (folders + [SubmissionFile.stem(of: part[part.count - 1])]).joined(separator: "/")
        })
    }
    var taken: Set<String> = []
    for index in indices {
      var name = names[index]
      var number = 2
      while !taken.insert(name.lowercased()).inserted {
        name = "\(names[index])-\(number)"
        number += 1
      }
      self[index].name = name
    }
    sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// The names, with the endings of the files that share theirs; `.md` goes without saying.
  private func withEndings(_ names: [String]) -> [String] {
    let counts = Dictionary(names.map { ($0.lowercased(), 1) }, uniquingKeysWith: +)
    return zip(self, names).map { submission, name in
      let file = Files.name(of: submission.path)
      let ending = file.dropFirst(SubmissionFile.stem(of: file).count)
      return counts[name.lowercased()] == 1 || ending == ".md" ? name : name + ending
    }
  }
}

extension [String] {
  fileprivate var areUnique: Bool { Set(map { $0.lowercased() }).count == count }
}
