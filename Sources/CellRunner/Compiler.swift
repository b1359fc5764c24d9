import Cells

/// What became of a program in the compiler.
struct Compilation {
  /// What the compiler says.
  var messages: [CompilerMessage]
  /// Whether there is a program.
  var isComplete: Bool
  /// Why there is none, where no message says so.
  var problem: String?
  /// Whether the compiler was stopped because it took too long or printed too much, as it would again.
  var wasStopped = false
}

extension Toolchain {
  /// What the compiler is to make of a program.
  enum Product {
    /// Something to run.
    case program
    /// Nothing but messages.
    case messages
    /// Messages about its form alone.
    case form
  }

  /// Compiles a program.
  ///
  /// - Parameters:
  ///   - text: The program.
  ///   - product: What to make of it.
  ///   - folder: Where its source and the program go.
  ///   - name: What tells it from other programs in the same folder.
  ///   - options: What else the compiler is told.
  ///   - hasLines: Whether the program can be asked for its lines, should it crash.
  ///   - limits: How long the compiler may take.
  /// - Returns: What the compiler says.
  func compile(
    _ text: String, to product: Product, in folder: WorkFolder, name: String = "notebook",
    options: [String] = [], hasLines: Bool = true, limits: Limits
  ) -> Compilation {
    let source = "\(folder.source)/\(name)"
    guard System.makeFolder(source),
      System.write(Array(text.utf8), to: "\(source)/\(CellProgram.fileName)"),
      product != .program || System.makeLink("\(source)/\(Toolchain.firstObject)", to: objects[0])
    else {
      return Compilation(
        messages: [], isComplete: false,
        problem: "the temporary folder can't be written to: \(System.lastError)")
    }
    var arguments = [
      compiler, "-swift-version", "6", "-default-isolation", "MainActor", "-Onone",
      "-diagnostic-style", "llvm", "-module-name", "Notebook", "-I", "\(products)/Modules",
    ]
    for map in moduleMaps { arguments += ["-Xcc", "-fmodule-map-file=\(map)"] }
    // The build has made what the compiler otherwise makes first, but for a few modules, which it adds.
    let moduleCache = "\(products)/ModuleCache"
    if System.isFolder(moduleCache), System.isWritable(moduleCache) {
      arguments += ["-module-cache-path", moduleCache]
    }
    arguments += options + (hasLines ? ["-g"] : [])
    switch product {
    case .program:
      arguments +=
        [Toolchain.firstObject] + objects.dropFirst() + ["-lm", "-o", "\(folder.program)/\(name)"]
    case .messages: arguments.append("-typecheck")
    case .form: arguments.append("-parse")
    }
    arguments.append(CellProgram.fileName)
    let settings = Launcher.Settings(
      memory: limits.compileMemory, seconds: limits.compileTime / 500, file: 1 << 30, folder: source
    )
    let result = Subprocess.run(
      Launcher.arguments(nabla: nabla, settings, program: arguments),
      environment: Toolchain.environment(temporary: folder.source), time: limits.compileTime)
    let output = String(decoding: result.errors + result.output, as: UTF8.self)
    let messages = CompilerMessage.parsing(output)
    let isComplete = result.isSuccess
    var problem: String?
    if !isComplete, !messages.contains(where: { $0.severity == .error }) {
      problem = Toolchain.problem(result.ending, output, limits)
    }
    return Compilation(
      messages: messages, isComplete: isComplete, problem: problem,
      wasStopped: result.ending == .stopped || result.ending == .tooMuchOutput)
  }

  /// The name by which a program's own folder leads to the first object that it is linked with.
  ///
  /// The driver writes down the libraries that objects name beside the first of them, in a file named
  /// after the program. Beside the module's own object it would be the file of all compilers that run
  /// at the time, and each empties it before it writes.
  private static let firstObject = "first.o"

  /// Why there is no program, where no message says so.
  static func problem(_ ending: Subprocess.Ending, _ output: String, _ limits: Limits) -> String {
    switch ending {
    case .notStarted(let reason): "the compiler can't be started: \(reason)"
    case .stopped: "the compiler took longer than \(limits.compileTime / 1000) s"
    case .tooMuchOutput: "the compiler printed more than \(Subprocess.mostOutput >> 20) MB"
    case .ended(let status): "the compiler failed: \(reason(in: output) ?? status.words)"
    }
  }

  /// The line that says most about why the compiler failed.
  private static func reason(in output: String) -> String? {
    let lines = output.split(separator: "\n").filter { $0.contains("error: ") }
    let line = lines.first { !$0.contains("command failed") } ?? lines.first
    return line?.firstRange(of: "error: ").map { String((line ?? "")[$0.upperBound...]) }
  }
}
