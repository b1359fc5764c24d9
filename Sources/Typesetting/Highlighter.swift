private import Synchronization

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Colours code with highlight.js.
///
/// Colours are an ornament: where highlight.js is missing, does not run or does not know the language,
/// the code stays as it is. What it answers is used only if its text is the code, character by
/// character. A highlighter remembers what it has coloured and may be used from several threads.
public final class Highlighter: Sendable {
  /// The path of the script.
  public let script: String

  private let cache: TypesettingCache?
  private let state = Mutex(State())

  private struct State {
    var isLoaded = false
    var key: [UInt8] = []
    var isCompiled = false
    var bytecode: [UInt8]?
    var engine: ScriptEngine?
    /// The markup of what has been coloured, or nil for what has no colours.
    var known: [Code: String?] = [:]
  }

  /// Creates a highlighter, which reads nothing before it gets its first code.
  ///
  /// - Parameters:
  ///   - script: The path of `highlight.min.js` or `highlight.js`, version 9.
  ///   - cache: What to speed up later runs with; nil for none.
  public init(script: String, cache: TypesettingCache? = nil) {
    self.script = script
    self.cache = cache
  }

  /// Finds highlight.js where package managers put it, or where `NABLA_HIGHLIGHT` says it is.
  ///
  /// - Parameters:
  ///   - cache: What to speed up later runs with; nil for none.
  ///   - environment: The environment variables; nil for those of the process.
  /// - Returns: A highlighter, or nil where there is no highlight.js.
  public static func locate(
    cache: TypesettingCache? = nil, environment: [String: String]? = nil
  ) -> Highlighter? {
    let environment = environment ?? ProcessInfo.processInfo.environment
    let folders =
      environment["NABLA_HIGHLIGHT"].map { [$0] } ?? [
        "/usr/share/javascript/highlight.js", "/usr/share/nodejs/highlight.js/build",
        "/opt/homebrew/lib/node_modules/highlight.js/build",
      ]
    for folder in folders {
      for name in ["highlight.min.js", "highlight.js"] {
        let path = "\(folder)/\(name)"
        if FileManager.default.fileExists(atPath: path) {
          return Highlighter(script: path, cache: cache)
        }
      }
    }
    return nil
  }

  /// Colours pieces of code.
  ///
  /// - Parameter codes: The pieces.
  /// - Returns: The markup of those that could be coloured: the code with `span`s whose classes begin
  ///   with `hljs-`.
  public func highlight(_ codes: some Sequence<Code>) -> [Code: String] {
    let wanted = Set(codes.filter { $0.text.utf8.count <= Self.sizeLimit && $0.isNamed })
    guard !wanted.isEmpty else { return [:] }
    return state.withLock { state in
      load(&state)
      let missing = wanted.filter { state.known[$0] == nil }.sorted(by: Code.precedes)
      if !missing.isEmpty {
        colour(missing, &state)
        save(state, wanted: wanted)
      }
      return state.known.filter { wanted.contains($0.key) }.compactMapValues { $0 }
    }
  }

  /// The longest code that is coloured, in bytes.
  private static let sizeLimit = 1 << 16
}

extension Highlighter {
  private func load(_ state: inout State) {
    guard !state.isLoaded else { return }
    state.isLoaded = true
    guard let identity = fileIdentity(script) else { return }
    state.key = highlightKey(wrapping: identity)
    if let archived = cache?.read("code", key: state.key).flatMap(unarchive) {
      for (formula, html) in archived {
        let code = Code(archived: formula.tex)
        state.known[code] = .some(html.isEmpty && !code.text.isEmpty ? nil : html)
      }
    }
  }

  private func bytecode(_ state: inout State) -> [UInt8]? {
    if !state.isCompiled {
      state.isCompiled = true
      state.bytecode = state.key.isEmpty ? nil : compile(key: state.key)
    }
    return state.bytecode
  }

  private func compile(key: [UInt8]) -> [UInt8]? {
    let compiled = Mutex([UInt8]?.none)
    _ = onDeepStacks(threads: 1) { [cache, script] in
      guard let version = try? ScriptEngine.version() else { return }
      let key = sha256(key + Array(version.utf8))
      if let bytecode = cache?.read("highlight.bytecode", key: key) {
        compiled.withLock { $0 = bytecode }
      } else if let source = try? contents(ofFile: script),
        let program = highlightProgram(wrapping: source),
        let bytecode = try? ScriptEngine.compile(program)
      {
        cache?.write(bytecode, to: "highlight.bytecode", key: key)
        compiled.withLock { $0 = bytecode }
      }
    }
    return compiled.withLock { $0 }
  }

  private func colour(_ codes: [Code], _ state: inout State) {
    guard let bytecode = bytecode(&state) else { return }
    let work = Mutex((engine: state.engine, results: [Code: String?]()))
    _ = onDeepStacks(threads: 1) {
      work.withLock { work in
        for code in codes {
          guard let engine = work.engine ?? (try? ScriptEngine(bytecode: bytecode)) else { return }
          work.engine = engine
          do throws(ScriptEngine.Failure) {
            let answer = try engine.answer(to: code.archived, flag: false)
            let markup = String(answer.dropFirst())
            let isColoured = answer.first == "H" && markup.plainText == code.text
            work.results[code] = .some(isColoured ? markup : nil)
          } catch {
            // A heap that has run out of memory may be in any state.
            if case .script = error {} else { work.engine = nil }
          }
        }
      }
    }
    let (engine, results) = work.withLock { $0 }
    state.engine = engine
    state.known.merge(results) { $1 }
  }

  /// Keeps all that is known, or if this would be too much, what was asked for last.
  private func save(_ state: State, wanted: Set<Code>) {
    guard let cache, !state.key.isEmpty else { return }
    for known in [state.known, state.known.filter { wanted.contains($0.key) }] {
      let pairs = known.map { (Formula(tex: $0.key.archived, display: false), $0.value ?? "") }
      let bytes = archive(Dictionary(pairs) { $1 })
      if bytes.count <= TypesettingCache.sizeLimit {
        return cache.write(bytes, to: "code", key: state.key)
      }
    }
  }
}

extension String {
  /// The text of markup whose only tags are `span`s.
  fileprivate var plainText: String {
    replacing(/<\/?span[^<>]*>/, with: "")
      .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&#x27;", with: "'").replacing("&amp;", with: "&")
  }
}
