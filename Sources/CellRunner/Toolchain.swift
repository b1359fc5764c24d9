public import Typesetting

/// The compiler and the built modules that a notebook's program needs.
public struct Toolchain: Sendable {
  /// The command itself, which also starts programs.
  var nabla: String
  /// The folder with what the build made.
  var products: String
  /// `swiftc`.
  var compiler: String
  /// The modules' object files.
  var objects: [String]
  /// The compiler's version and target.
  public var version: String
  /// The digest of what the modules do: their code and data, without debug information.
  public var libraryDigest: String

  /// The modules that every program is linked with.
  static let modules = ["CellWire", "CellSupport", "GradientChecking", "NeuralNetworks"]
  /// The modules in C that those are built on; their headers are needed to read the modules.
  static let modulesInC = ["CKernels"]

  /// The maps of the modules in C.
  var moduleMaps: [String] {
    Toolchain.modulesInC.map { "\(products)/\($0).build/module.modulemap" }
  }
}

/// Why notebooks' programs cannot be run.
public struct ToolchainError: Error, Sendable, Hashable {
  /// One phrase, with the places that were searched.
  public var message: String
}

extension Toolchain {
  /// Finds the compiler in `PATH` and the modules beside the running executable.
  ///
  /// - Parameter cache: Keeps what takes long to find out.
  /// - Returns: What programs need.
  /// - Throws: An error that says where was looked.
  public static func locate(cache: TypesettingCache?) throws(ToolchainError) -> Toolchain {
    guard let executable = System.executablePath() else {
      throw ToolchainError(message: "the running executable can't be found")
    }
    let products = System.parent(executable)
    let nabla = products + "/nabla"
    guard let compiler = System.find("swiftc") else {
      let folders = System.searchFolders.joined(separator: ", ")
      throw ToolchainError(
        message: "the Swift compiler can't be found; 'swiftc' was looked for in "
          + (folders.isEmpty ? "PATH, which names no folder" : folders))
    }
    var objects: [String] = []
    for module in modules + modulesInC {
      let folder = "\(products)/\(module).build"
      let found = System.names(in: folder).filter {
        $0.hasSuffix(".o") && !$0.hasSuffix(".swiftmodule.o")
      }
      let description =
        modulesInC.contains(module)
        ? "\(folder)/module.modulemap" : "\(products)/Modules/\(module).swiftmodule"
      guard !found.isEmpty, System.status(description) != nil else {
        throw ToolchainError(
          message: "module '\(module)' can't be found; it was looked for in "
            + "\(products)/Modules and \(folder), beside the running executable")
      }
      objects += found.map { "\(folder)/\($0)" }
    }
    guard System.isExecutable(nabla) else {
      throw ToolchainError(
        message: "the command that starts programs can't be found; it was looked for at \(nabla)")
    }
    let version = try self.version(of: compiler, cache)
    return Toolchain(
      nabla: nabla, products: products, compiler: compiler, objects: objects, version: version,
      libraryDigest: try libraryDigest(of: objects, cache))
  }

  private static func version(
    of compiler: String, _ cache: TypesettingCache?
  ) throws(ToolchainError) -> String {
    let key = sha256(Array(System.identity(System.realPath(compiler) ?? compiler).utf8))
    if let known = cache?.read("swift-version", key: key) {
      return String(decoding: known, as: UTF8.self)
    }
    guard let folder = WorkFolder() else {
      throw ToolchainError(message: "no temporary folder can be made: \(System.lastError)")
    }
    let result = Subprocess.run(
      [compiler, "--version"], environment: environment(temporary: folder.source), time: 20_000)
    let lines = String(decoding: result.output, as: UTF8.self).split(separator: "\n")
    let version = lines.first { $0.contains("Swift version") }
    let target = lines.first { $0.hasPrefix("Target: ") }?.dropFirst("Target: ".count)
    guard let version, let target, let start = version.range(of: "Swift version") else {
      throw ToolchainError(message: "'\(compiler) --version' does not name a version of Swift")
    }
    let text = "\(version[start.lowerBound...]), \(target)"
    cache?.write(Array(text.utf8), to: "swift-version", key: key)
    return text
  }

  /// The name changes with what goes into the digest.
  private static let digestName = "library-digest-2"

  private static func libraryDigest(
    of objects: [String], _ cache: TypesettingCache?
  ) throws(ToolchainError) -> String {
    let key = sha256(Array(objects.map(System.identity).joined(separator: "\n").utf8))
    if let known = cache?.read(digestName, key: key) {
      return String(decoding: known, as: UTF8.self)
    }
    var digests: [UInt8] = []
    for object in objects {
      guard let contents = System.read(object) else {
        throw ToolchainError(message: "'\(object)' can't be read: \(System.lastError)")
      }
      digests += sha256(ObjectFile.loadedContents(of: contents))
    }
    let text = hex(sha256(digests))
    cache?.write(Array(text.utf8), to: digestName, key: key)
    return text
  }

  /// What the compiler finds in its environment.
  ///
  /// - Parameter folder: Where it may leave what it does not remove.
  /// - Returns: All variables.
  static func environment(temporary folder: String) -> [String: String] {
    var environment = [
      "PATH": System.environment("PATH") ?? "", "LANG": "C", "LC_ALL": "C", "TMPDIR": folder,
    ]
    for name in ["HOME", "DEVELOPER_DIR", "SDKROOT", "LD_LIBRARY_PATH"] {
      environment[name] = System.environment(name)
    }
    return environment
  }
}

/// Bytes as hexadecimal digits.
func hex(_ bytes: [UInt8]) -> String {
  bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
}

extension StringProtocol {
  fileprivate func range(of text: String) -> Range<Index>? { firstRange(of: text) }
}
