public import Notebooks

/// Something that the Swift compiler says.
public struct CompilerMessage: Sendable, Hashable {
  /// How bad it is.
  public enum Severity: String, Sendable {
    case error, warning, note
  }

  /// The file's name, as the compiler prints it.
  public var file: String
  /// The 1-based line.
  public var line: Int
  /// The 1-based column, in bytes.
  public var column: Int
  /// How bad it is.
  public var severity: Severity
  /// What it says.
  public var text: String

  /// Describes a message.
  public init(file: String, line: Int, column: Int, severity: Severity, text: String) {
    self.file = file
    self.line = line
    self.column = column
    self.severity = severity
    self.text = text
  }

  /// Reads the compiler's output in the style of LLVM: `main.swift:3:14: error: cannot convert …`.
  ///
  /// - Parameter output: What the compiler printed.
  /// - Returns: The messages in their order, each once.
  public static func parsing(_ output: String) -> [CompilerMessage] {
    var messages: [CompilerMessage] = []
    for line in output.split(separator: "\n") {
      guard
        let match = line.wholeMatch(of: /(.+?):(\d+):(\d+): (error|warning|note): (.*)/),
        let number = Int(match.output.2), let column = Int(match.output.3),
        let severity = Severity(rawValue: String(match.output.4))
      else { continue }
      let message = CompilerMessage(
        file: String(match.output.1), line: number, column: column, severity: severity,
        text: String(match.output.5).replacing(/\s\[#[\w\-]+\]$/, with: ""))
      if !messages.contains(message) { messages.append(message) }
    }
    return messages
  }
}

extension [CompilerMessage] {
  /// The messages as diagnostics of the notebook, notes joined to what they explain.
  ///
  /// - Parameter program: The program that was compiled.
  /// - Returns: A diagnostic for each error and warning that the author can do something about.
  public func diagnostics(in program: CellProgram) -> [Diagnostic] {
    var result: [Diagnostic] = []
    for message in self {
      let place = program.place(file: message.file, line: message.line, column: message.column)
      switch message.severity {
      case .note:
        // A note at the author's own line says where; elsewhere it would lead out of the notebook.
        guard let place, !result.isEmpty, place.0.name == result[result.count - 1].source.name
        else { continue }
        let line = place.0.line(at: place.1.lowerBound)
        result[result.count - 1].message += "; line \(line): \(message.text)"
      case .error, .warning:
        // What follows `fatalError("not implemented")` is there for the student to reach.
        if message.severity == .warning, message.text == "will never be executed" { continue }
        guard let place else { continue }
        result.append(
          Diagnostic(
            message.text, at: place.1, in: place.0,
            kind: message.severity == .error ? .doesNotHold : .warning))
      }
    }
    return result
  }
}
