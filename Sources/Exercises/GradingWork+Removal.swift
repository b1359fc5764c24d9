import CellRunner
import Cells
import Notebooks

/// What is taken out of a program because it does not compile, or may not be there.
extension Work {
  /// Takes out what declares names that the checks rest on.
  ///
  /// - Parameter names: The names.
  /// - Returns: Whether anything was taken out.
  mutating func removeIntrusions(_ names: [String]) -> Bool {
    guard !names.isEmpty else { return false }
    let theirs = segments.filter(\.isOwn)
    func declared(by segment: GradingProgram.Segment) -> [String] {
      let words = SwiftWords.declared(in: segment.lines)
      return names.filter(words.contains)
    }
    let guilty = theirs.filter { !declared(by: $0).isEmpty }
    for segment in guilty.isEmpty ? theirs : guilty {
      let name = declared(by: segment).first ?? names[0]
      let reason =
        SwiftLines.declarations(in: segment.stub ?? []).contains(name)
        ? "declares '\(name)' with other types than those that were given"
        : "declares its own '\(name)', which the checks rest on"
      remark("\(segment.name) \(reason); it is left out")
      remove(segment.origin, because: reason)
    }
    return !theirs.isEmpty
  }

  /// Takes out the longest piece of the student's code; returns whether there was one.
  mutating func removeLongest(because reason: String) -> Bool {
    func length(_ segment: GradingProgram.Segment) -> Int {
      segment.lines.reduce(0) { $0 + $1.utf8.count }
    }
    guard let longest = segments.filter(\.isOwn).max(by: { length($0) < length($1) }) else {
      return false
    }
    remark("\(longest.name): \(reason)")
    remove(longest.origin, because: Self.notCompiled)
    return true
  }

  /// Takes out what does not compile; returns whether anything was taken out.
  mutating func removeWhatFails(
    _ compilation: BenchCompilation, in program: GradingProgram,
    isWellFormed: ([String]) -> Bool
  ) -> Bool {
    let isFirst = isFirstCompilation
    isFirstCompilation = false
    var blamed: Set<GradingProgram.Segment.Origin> = []
    for message in compilation.messages where message.severity == .error {
      guard let (index, line) = program.segment(atLine: message.line) else { continue }
      let segment = program.segments[index]
      if segment.stub != nil {
        remark("\(segment.name), line \(max(line, 1)): \(program.text(of: message))")
      }
      blamed.insert(segment.origin)
    }
    // What is never closed is noticed at the end of the program only.
    let open = segments.filter { $0.isOwn && !isWellFormed($0.lines) }
    for segment in open where !blamed.contains(segment.origin) {
      remark("\(segment.name): something in it is never closed")
    }
    let removed =
      open.isEmpty ? guilty(among: blamed, hasTwice: compilation.namesTwice) : open.map(\.origin)
    // Later on it may be what was left out that is missing.
    let isTheirs = segments.contains { $0.isOwn && blamed.contains($0.origin) }
    if isFirst, open.isEmpty, !isTheirs,
      let (name, text) = complaint(in: compilation, about: program)
    {
      remark("\(name) does not compile with your code: \(text)")
    }
    for origin in removed {
      if case .notebook = origin {
        remove(origin, because: "it does not compile with the code that was handed in")
      } else {
        remove(origin, because: Self.notCompiled)
      }
    }
    return !removed.isEmpty
  }

  /// Which of the pieces that hold errors is to be taken out, the student's own code before others: what
  /// others do not find is then often found again.
  private func guilty(
    among blamed: Set<GradingProgram.Segment.Origin>, hasTwice: Bool
  ) -> [GradingProgram.Segment.Origin] {
    let own = segments.filter(\.isOwn).map(\.origin)
    let blamedOwn = own.filter(blamed.contains)
    // What uses a name that a cell of the student's own declares again is not at fault.
    let additions = blamedOwn.filter(\.isAddition)
    if hasTwice, !additions.isEmpty { return additions }
    if !blamedOwn.isEmpty { return blamedOwn }
    // Code that was given and does not compile with the student's is left out with what rests on it;
    // but a name that is there twice must not become the student's by this.
    let given = segments.map(\.origin).filter(blamed.contains)
    return (hasTwice || given.isEmpty) && !own.isEmpty ? own : given
  }

  /// The first error in what the student was given to see.
  private func complaint(
    in compilation: BenchCompilation, about program: GradingProgram
  ) -> (name: String, text: String)? {
    for message in compilation.messages where message.severity == .error {
      guard let (index, _) = program.segment(atLine: message.line),
        case .notebook(let cell) = program.segments[index].origin,
        !exercise.edition.cells[cell].isHidden
      else { continue }
      return (program.segments[index].name, program.text(of: message))
    }
    return nil
  }
}

extension BenchCompilation {
  /// Whether a name is declared twice, so that which is meant depends on what is taken out.
  fileprivate var namesTwice: Bool {
    messages.contains { $0.text.contains("redeclaration") || $0.text.contains("ambiguous") }
  }
}
