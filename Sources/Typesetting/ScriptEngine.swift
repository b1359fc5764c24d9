private import CDuktape

/// A JavaScript heap with KaTeX or highlight.js loaded, to be used by one thread at a time.
///
/// Its methods need a deep stack: see `onDeepStacks`.
final class ScriptEngine: @unchecked Sendable {
  private let engine: UnsafeMutablePointer<nabla_engine>

  /// Starts the script from what `compile` returned.
  ///
  /// Duktape doesn't verify bytecode: it must come from a place that nobody else can write to.
  init(bytecode: [UInt8]) throws(Failure) {
    guard let engine = nabla_engine_create() else { throw .outOfMemory }
    self.engine = engine
    let outcome = bytecode.withChars { nabla_engine_load(engine, $0, $1) }
    // A class that throws from its initializer once all is stored runs its deinit: no leak here.
    guard outcome.succeeded != 0 else { throw Failure(outcome) }
  }

  deinit { nabla_engine_discard(engine) }

  /// What the formula makes `katexProgram` answer.
  ///
  /// After a failure other than `.script` the engine must not be used again.
  func answer(to formula: Formula) throws(Failure) -> String {
    try answer(to: formula.tex, flag: formula.display)
  }

  /// What a text and a flag make the loaded script answer.
  ///
  /// After a failure other than `.script` the engine must not be used again.
  func answer(to text: String, flag: Bool) throws(Failure) -> String {
    let outcome = cesu8(text).withChars {
      nabla_engine_typeset(engine, $0, $1, flag ? 1 : 0, Int64(FormulaError.Limit.work))
    }
    guard outcome.succeeded != 0 else { throw Failure(outcome) }
    return string(cesu8: outcome.buffer)
  }

  /// Compiles a script to bytecode.
  static func compile(_ source: [UInt8]) throws(Failure) -> [UInt8] {
    guard let engine = nabla_engine_create() else { throw .outOfMemory }
    defer { nabla_engine_discard(engine) }
    let outcome = source.withChars { nabla_engine_compile(engine, $0, $1) }
    guard outcome.succeeded != 0 else { throw Failure(outcome) }
    return Array(outcome.buffer)
  }

  /// Names what bytecode depends on: Duktape's version, its build options and the processor.
  static func version() throws(Failure) -> String {
    guard let engine = nabla_engine_create() else { throw .outOfMemory }
    defer { nabla_engine_discard(engine) }
    let outcome = nabla_engine_version(engine)
    guard outcome.succeeded != 0 else { throw Failure(outcome) }
    return string(cesu8: outcome.buffer)
  }

  enum Failure: Error, Equatable {
    /// The script threw what KaTeX's parser doesn't throw; the text is its description.
    case script(String)
    /// The script used up what it may allocate.
    case exhausted
    case outOfMemory
  }
}

extension ScriptEngine.Failure {
  fileprivate init(_ outcome: nabla_outcome) {
    self = outcome.exhausted != 0 ? .exhausted : .script(string(cesu8: outcome.buffer))
  }
}

extension nabla_outcome {
  fileprivate var buffer: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: bytes, count: count)
  }
}

extension [UInt8] {
  fileprivate func withChars<Result>(_ body: (UnsafePointer<CChar>?, Int) -> Result) -> Result {
    withUnsafeBytes { body($0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count) }
  }
}
