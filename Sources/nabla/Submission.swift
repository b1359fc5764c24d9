import Notebooks

/// A notebook that a student has handed in.
struct Submission {
  /// What reports and the names of files call it: `alice`, or `alice/exercise`.
  var name: String
  /// The path as the user gave it.
  let path: String
  /// The path from the root of the file system.
  ///
  /// Links above the file are resolved, the file itself is not: one that a link leads to is none that
  /// was handed in.
  let place: String
  /// What the folder that it was found in was named, in front of its own name: `alice/`.
  let prefix: String

  /// Names a file by itself.
  ///
  /// - Parameters:
  ///   - path: The path as the user gave it.
  ///   - prefix: What stands before its name, where it was found below a folder.
  ///   - home: The resolved folder that it must not lead out of; its own, unless it is given.
  init(path: String, prefix: String = "", home: String? = nil) {
    self.path = path
    self.prefix = prefix
    place =
      home.map { Files.join($0, prefix + Files.name(of: path)) } ?? Files.place(of: path)
    name = prefix + SubmissionFile.stem(of: Files.name(of: path))
  }

  /// Reads the submission, as far as it can be read.
  ///
  /// - Parameter expected: The name of the file that students get to work in.
  /// - Returns: Its text, and what is wrong with the file.
  /// - Throws: A diagnostic, where nothing of it can be read.
  func read(expecting expected: String) throws(Diagnostic) -> (SourceText, remarks: [String]) {
    // A link might lead to the solutions.
    guard Files.resolved(path) == place else {
      throw .about(path, "is reached through a link; a submission is a file of its own")
    }
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try Files.read(path)
    } catch {
      throw .about(path, "can't be read: \(error.reason)")
    }
    if let what = SubmissionFile.foreignKind(of: bytes, named: path) {
      throw .about(path, "\(what); what is handed in is \(expected), with code in its cells")
    }
    let (text, remarks) = SubmissionFile.text(of: bytes)
    return (SourceText(text, name: path), remarks)
  }
}
