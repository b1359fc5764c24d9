import Notebooks
import Rendering

extension Surroundings {
  /// The files in the folder of a notebook and below it, and the pages of the notebooks there.
  ///
  /// - Parameter file: The notebook.
  init(around file: NotebookFile) {
    let folder = Files.parent(of: file.path)
    self.init(
      file: { path in
        Result { () throws(Refusal) in
          let path = try Files.path(of: path, inside: folder)
          do throws(FileError) {
            return try Files.read(path)
          } catch {
            throw Refusal(error.reason)
          }
        }
      },
      page: { path, variant in
        Result { () throws(Refusal) in
          let found = try Files.path(of: path, inside: folder)
          guard Files.kind(of: found) == .file else {
            throw Refusal("there is no such file" + Files.suggestion(for: path, in: folder))
          }
          guard let bytes = try? Files.read(found) else { throw Refusal("it can't be read") }
          let source = SourceText(String(decoding: bytes, as: UTF8.self), name: found)
          let variants = FrontMatter.variantNames(in: source)
          let stem = path.dropLast(".md".count)
          guard let first = variants.first else { return "\(stem).html" }
          let name = variant.flatMap { variants.contains($0) ? $0 : nil } ?? first
          return "\(stem).\(name).html"
        }
      })
  }
}

extension Files {
  /// The path of a file that a notebook names, which must be inside of the notebook's folder.
  ///
  /// - Parameters:
  ///   - path: The path relative to the folder.
  ///   - folder: The folder.
  /// - Returns: The path of the file.
  /// - Throws: Why the file is none that a notebook may use.
  static func path(
    of path: String, inside folder: String
  ) throws(Surroundings.Refusal) -> String {
    let rule = "a notebook uses files in its own folder and below it"
    guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
      throw Surroundings.Refusal("it is outside of the notebook's folder; \(rule)")
    }
    let joined = join(folder, path)
    guard kind(of: joined) != .missing else {
      throw Surroundings.Refusal("there is no such file" + suggestion(for: path, in: folder))
    }
    // A link may lead out of the folder, whatever the path says.
    let home = resolved(folder.isEmpty ? "." : folder)
    guard resolved(joined).hasPrefix(home == "/" ? "/" : home + "/") else {
      throw Surroundings.Refusal("it leads out of the notebook's folder; \(rule)")
    }
    return joined
  }

  /// The end of a message about a missing file: the nearest name in its folder.
  static func suggestion(for path: String, in folder: String) -> String {
    let inner = parent(of: path)
    let names = (try? names(in: join(folder.isEmpty ? "." : folder, inner))) ?? []
    let nearest = Suggestion.nearest(to: name(of: path), among: names)
    return nearest.map { "; did you mean '\(join(inner, $0))'?" } ?? ""
  }
}

extension NotebookFile {
  /// Reads the files that the notebook includes.
  var reader: (_ path: String) -> Result<SourceText, InclusionRefusal> {
    { path in
      let folder = Files.parent(of: self.path)
      do throws(Surroundings.Refusal) {
        let found = try Files.path(of: path, inside: folder)
        let part = NotebookFile(path: found, output: "")
        do throws(Diagnostic) {
          return .success(try part.read())
        } catch {
          return .failure(InclusionRefusal(error.message))
        }
      } catch {
        return .failure(InclusionRefusal(error.reason))
      }
    }
  }
}
