internal import Synchronization

/// Typesets formulas with KaTeX.
///
/// What a formula becomes depends on nothing but the formula and KaTeX: not on the formulas before
/// it, nor on the cache, nor on the number of threads. A typesetter remembers what it has typeset
/// and may be used from several threads at once.
public final class Typesetter: Sendable {
  /// The copy of KaTeX used.
  public let installation: KaTeXInstallation

  private let cache: TypesettingCache?
  private let threads: Int
  private let program: Mutex<Program?> = Mutex(nil)
  private let known: Mutex<[Formula: Result<String, FormulaError>]> = Mutex([:])
  private let idleEngines: Mutex<[ScriptEngine]> = Mutex([])
  private let sheet: Mutex<MathStyleSheet?> = Mutex(nil)

  /// Creates a typesetter, which reads nothing before it gets its first formula.
  ///
  /// - Parameters:
  ///   - installation: The copy of KaTeX to use.
  ///   - cache: What to speed up later runs with; `nil` for none.
  ///   - threads: How many threads to typeset on at most.
  public init(installation: KaTeXInstallation, cache: TypesettingCache? = nil, threads: Int = 2) {
    precondition(threads > 0, "threads must be positive")
    self.installation = installation
    self.cache = cache
    self.threads = threads
  }

  /// Returns the HTML of each formula, with MathML inside for screen readers, or what is wrong
  /// with it.
  ///
  /// The HTML is one `span` and needs the page to have `styleSheet(for:)`. It holds nothing
  /// that loads or runs: commands such as `\href` and `\includegraphics` are errors.
  ///
  /// - Throws: `TypesettingError` if KaTeX can't be read or run.
  public func typeset(
    _ formulas: some Sequence<Formula>
  ) throws(TypesettingError) -> [Formula: Result<String, FormulaError>] {
    let wanted = Set(formulas)
    guard !wanted.isEmpty else { return [:] }
    let program = try loadProgram()
    var results = known.withLock { known in known.filter { wanted.contains($0.key) } }
    // In a fixed order, so that a run can be repeated under a debugger.
    let missing = wanted.filter { results[$0] == nil }.sorted(by: Formula.precedes)
    guard !missing.isEmpty else { return results }

    let added = try typeset(missing, with: try bytecode(of: program))
    results.merge(added) { $1 }
    let all = known.withLock { known in
      known.merge(added) { $1 }
      return known
    }
    save(all, newest: results, key: program.key)
    return results
  }
}

extension Typesetter {
  /// Returns what the style sheet of a page must have for its formulas.
  ///
  /// - Parameter html: The formulas, as `typeset(_:)` returned them.
  /// - Returns: KaTeX's rules that can apply to them, and the fonts that they use as data URLs; no
  ///   other file is referred to. Empty if there are no formulas. It depends only on which classes
  ///   and fonts occur, not on the order of the formulas.
  /// - Throws: `TypesettingError` if the style sheet or a font that is used can't be read.
  public func styleSheet(for html: some Sequence<String>) throws(TypesettingError) -> String {
    let known = try sheet.withLock { sheet throws(TypesettingError) in
      if let sheet { return sheet }
      let read = try MathStyleSheet(of: installation)
      sheet = read
      return read
    }
    return try known.text(for: html)
  }
}

// MARK: - Work

extension Typesetter {
  private func typeset(
    _ formulas: [Formula], with bytecode: [UInt8]
  ) throws(TypesettingError) -> [Formula: Result<String, FormulaError>] {
    let next = Atomic(0)
    let results = Mutex([Formula: Result<String, FormulaError>]())
    let failure = Mutex(ScriptEngine.Failure?.none)
    // To start an engine costs as much as some five formulas.
    let began = onDeepStacks(threads: min(threads, (formulas.count + 7) / 8)) { [self] in
      var engine = idleEngines.withLock { $0.popLast() }
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < formulas.count else { break }
        let formula = formulas[index]
        do throws(ScriptEngine.Failure) {
          let result = try typeset(formula, on: &engine, bytecode: bytecode)
          results.withLock { $0[formula] = result }
        } catch {
          failure.withLock { $0 = error }
          return
        }
      }
      if let engine { idleEngines.withLock { $0.append(engine) } }
    }
    guard began else { throw .outOfResources }
    if let failure = failure.withLock({ $0 }) { throw typesettingError(failure) }
    return results.withLock { $0 }
  }

  /// Throws only what is wrong with KaTeX itself.
  private func typeset(
    _ formula: Formula, on engine: inout ScriptEngine?, bytecode: [UInt8]
  ) throws(ScriptEngine.Failure) -> Result<String, FormulaError> {
    let count = formula.tex.utf8.count
    guard count <= FormulaError.Limit.source else {
      return .failure(
        FormulaError(
          message: """
            the formula has \(count) bytes; \
            one formula may have \(FormulaError.Limit.source), so split it
            """))
    }
    let current = if let engine { engine } else { try ScriptEngine(bytecode: bytecode) }
    engine = current
    do throws(ScriptEngine.Failure) {
      return result(of: formula, from: .success(try current.answer(to: formula)))
    } catch {
      // A heap that has run out of memory may be in any state.
      if case .script = error {} else { engine = nil }
      return result(of: formula, from: .failure(error))
    }
  }

  private func typesettingError(_ failure: ScriptEngine.Failure) -> TypesettingError {
    switch failure {
    case .script(let reason): .unusable(path: installation.script, reason: reason)
    case .exhausted: .unusable(path: installation.script, reason: "it takes too much memory")
    case .outOfMemory: .outOfResources
    }
  }
}

// MARK: - What is kept

extension Typesetter {
  private struct Program {
    /// The script.
    var source: [UInt8]
    /// The digest of all that a typeset formula depends on.
    var key: [UInt8]
    var bytecode: [UInt8]?
  }

  private func loadProgram() throws(TypesettingError) -> Program {
    try program.withLock { program throws(TypesettingError) in
      if let program { return program }
      let source = katexProgram(wrapping: try contents(ofFile: installation.script))
      let loaded = Program(source: source, key: sha256(source))
      if let archived = cache?.read("formulas", key: loaded.key).flatMap(unarchive) {
        known.withLock { $0.merge(archived.mapValues { .success($0) }) { old, _ in old } }
      }
      program = loaded
      return loaded
    }
  }

  private func bytecode(of loaded: Program) throws(TypesettingError) -> [UInt8] {
    // Whoever comes second waits here for the first to have compiled.
    try program.withLock { program throws(TypesettingError) in
      if let bytecode = program?.bytecode { return bytecode }
      let compiled = Mutex(Result<[UInt8], ScriptEngine.Failure>.failure(.outOfMemory))
      _ = onDeepStacks(threads: 1) { [cache] in
        let result = Result { () throws(ScriptEngine.Failure) in
          let version = try ScriptEngine.version()
          let key = sha256(loaded.key + Array(version.utf8))
          if let bytecode = cache?.read("katex.bytecode", key: key) { return bytecode }
          let bytecode = try ScriptEngine.compile(loaded.source)
          cache?.write(bytecode, to: "katex.bytecode", key: key)
          return bytecode
        }
        compiled.withLock { $0 = result }
      }
      switch compiled.withLock({ $0 }) {
      case .success(let bytecode):
        program?.bytecode = bytecode
        return bytecode
      case .failure(let failure):
        throw typesettingError(failure)
      }
    }
  }

  /// Keeps all formulas, or if these would be too many, those of this call alone.
  private func save(
    _ all: [Formula: Result<String, FormulaError>],
    newest: [Formula: Result<String, FormulaError>], key: [UInt8]
  ) {
    guard let cache else { return }
    for formulas in [all, newest] {
      let bytes = archive(formulas.compactMapValues { try? $0.get() })
      if bytes.count <= TypesettingCache.sizeLimit {
        return cache.write(bytes, to: "formulas", key: key)
      }
    }
  }
}
