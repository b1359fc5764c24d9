import Rendering

/// An environment in which a notebook has to come out the same.
struct OtherEnvironment {
  var timeZone: String
  var locale: String

  /// Two that have nothing in common: half a day apart, with another letter case and other digits.
  static let all = [
    OtherEnvironment(timeZone: "Pacific/Kiritimati", locale: "tr_TR.UTF-8"),
    OtherEnvironment(timeZone: "America/St_Johns", locale: "C"),
  ]

  var description: String {
    "this process and one with TZ=\(timeZone), LANG=\(locale) and an empty home"
  }

  /// Renders a notebook in a process with this environment and no cache.
  ///
  /// - Parameters:
  ///   - evaluated: The notebook.
  ///   - formats: The formats.
  ///   - overrides: The replaced keys, as on the command line.
  ///   - folder: The folder that the paths of the files lead to.
  /// - Returns: The files.
  /// - Throws: An error where the process does not end well.
  func render(
    _ evaluated: EvaluatedNotebook, formats: [Format], overrides: [String], in folder: String
  ) throws(FileError) -> [OutputFile] {
    let temporary = try TemporaryFolder()
    let output = Files.join(temporary.path, "output")
    let log = Files.join(temporary.path, "log")
    let list = formats.map(\.rawValue).joined(separator: ",")
    let process = ChildProcess(
      program: try Files.ownExecutable(),
      arguments: [
        "render", try Files.absolute(evaluated.file.path), "--output", output, "--to", list,
      ] + overrides.flatMap { ["-p", $0] },
      environment: [
        "HOME": temporary.path, "XDG_CACHE_HOME": Files.join(temporary.path, "cache"),
        "TZ": timeZone, "LANG": locale, "LC_ALL": locale,
      ],
      folder: temporary.path, log: log)
    guard try process.run() == 0 else {
      let text = (try? Files.read(log)).map { String(decoding: $0, as: UTF8.self) } ?? ""
      throw FileError(
        reason: text.split(separator: "\n").first.map(String.init) ?? "it ended early")
    }
    let prefix = Files.parent(of: evaluated.file.output)
    return try Files.names(in: output).map { name throws(FileError) in
      OutputFile(
        path: Files.join(folder, Files.join(prefix, name)),
        bytes: try Files.read(Files.join(output, name)))
    }
  }
}
