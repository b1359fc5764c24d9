import Notebooks

/// A notebook's file, and the path of its output below the output folder.
struct NotebookFile: Hashable {
  /// The path as the user gave it, which diagnostics print.
  var path: String
  /// The path of the output without extension, such as `x` or `part-one/x`.
  var output: String

  /// The name of the file: `x.md`.
  var name: String { Files.name(of: path) }
}

extension NotebookFile {
  /// Finds the notebooks that paths lead to: files, and all `.md` files below folders.
  ///
  /// - Parameter paths: The paths.
  /// - Returns: Each notebook once, and diagnostics about paths that lead nowhere.
  static func finding(_ paths: [String]) -> ([NotebookFile], [Diagnostic]) {
    var files: [NotebookFile] = []
    var diagnostics: [Diagnostic] = []
    for path in paths {
      switch Files.kind(of: path) {
      case .folder:
        var visited: Set<String> = []
        let found = notebooks(in: path, prefix: "", &visited, &diagnostics)
        if found.isEmpty {
          diagnostics.append(.about(path, "the folder holds no notebooks; theirs end in '.md'"))
        }
        files += found
      case .missing: diagnostics.append(missing(path))
      case .file, .other:
        let name = Files.name(of: path)
        let stem = name.hasSuffix(".md") ? String(name.dropLast(3)) : name
        files.append(NotebookFile(path: path, output: stem))
      }
    }
    // A file may be named in several ways, but a link of another name is another notebook.
    var places: Set<String> = []
    let unique = files.filter { places.insert(Files.place(of: $0.path)).inserted }
    return (unique, diagnostics)
  }

  /// Reports notebooks whose outputs have the same name.
  static func collisions(of files: [NotebookFile]) -> [Diagnostic] {
    var owners: [String: NotebookFile] = [:]
    return files.compactMap { file in
      guard let owner = owners[file.output] else {
        owners[file.output] = file
        return nil
      }
      return .about(
        file.path,
        "its output would replace that of \(owner.path); render each into a folder of its own with "
          + "'-o'")
    }
  }

  private static func notebooks(
    in folder: String, prefix: String, _ visited: inout Set<String>,
    _ diagnostics: inout [Diagnostic]
  ) -> [NotebookFile] {
    // Links may lead in circles, and by many ways to the same folder.
    guard visited.insert(Files.resolved(folder)).inserted else { return [] }
    do throws(FileError) {
      var files: [NotebookFile] = []
      // A name with an underscore is that of a part, which notebooks include.
      for name in try Files.names(in: folder) where !name.hasPrefix(".") && !name.hasPrefix("_") {
        let path = Files.join(folder, name)
        switch Files.kind(of: path) {
        case .folder:
          files += notebooks(in: path, prefix: prefix + name + "/", &visited, &diagnostics)
        case .file where name.hasSuffix(".md"):
          files.append(NotebookFile(path: path, output: prefix + name.dropLast(3)))
        default: continue
        }
      }
      return files
    } catch {
      diagnostics.append(.about(folder, "can't be read: \(error.reason)"))
      return []
    }
  }

  /// What is said about a path that leads nowhere.
  static func missing(_ path: String) -> Diagnostic {
    let folder = Files.parent(of: path)
    let names = (try? Files.names(in: folder.isEmpty ? "." : folder)) ?? []
    let nearest = Suggestion.nearest(to: Files.name(of: path), among: names)
    let advice =
      if let nearest {
        "; did you mean '\(Files.join(folder, nearest))'?"
      } else if path == CommonOptions.notebooks {
        "; 'nabla new NAME' writes a first notebook there"
      } else {
        ""
      }
    return .about(path, "there is no such file or folder" + advice)
  }

  /// Reads the file.
  ///
  /// - Returns: Its text.
  /// - Throws: A diagnostic, at the first byte that is not UTF-8 where that is what is wrong.
  func read() throws(Diagnostic) -> SourceText {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try Files.read(path)
    } catch {
      throw .about(path, "can't be read: \(error.reason)")
    }
    if let text = String(validating: bytes, as: UTF8.self) { return SourceText(text, name: path) }
    // Up to the first invalid byte the replacement changes nothing, so the places agree.
    let repaired = SourceText(String(decoding: bytes, as: UTF8.self), name: path)
    let place = zip(bytes, repaired.bytes).prefix { $0 == $1 }.count
    throw Diagnostic(
      "byte 0x\(String(bytes[min(place, bytes.count - 1)], radix: 16, uppercase: true)) is not UTF-8; "
        + "save the notebook as UTF-8",
      at: place..<place, in: repaired)
  }
}

extension Diagnostic {
  /// A diagnostic about a file as a whole.
  static func about(_ path: String, _ message: String) -> Diagnostic {
    Diagnostic(message, at: 0..<0, in: SourceText("", name: path))
  }
}
