import ArgumentParser
import CellRunner

/// The command, which its subcommands are listed in.
@main
struct Nabla: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nabla",
    abstract: "Turns Markdown notebooks into handouts whose every number was computed and checked.",
    discussion: """
      Exit status: 0 all is well; 1 a well-formed notebook says something that does not hold; \
      2 malformed input or usage. Diagnostics go to standard error.
      """,
    version: version,
    subcommands: [
      RenderCommand.self, CheckCommand.self, AcceptCommand.self, FixCommand.self,
      VerifyCommand.self, NewCommand.self, DoctorCommand.self, GradeCommand.self,
      ServeCommand.self,
    ])

  /// The version, which is part of what results rest on.
  static let version = "0.1.0"

  /// Runs the command, with 2 as the exit status of a usage error.
  static func main() {
    if CommandLine.arguments.dropFirst().first == Launcher.name {
      Launcher.run(CommandLine.arguments)
    }
    Interruption.handle()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      let code = exitCode(for: error)
      let message = fullMessage(for: error)
      if code == .success {
        print(message)
      } else if !message.isEmpty {
        Terminal.standardError.write(message + "\n")
      }
      endProcess(code == .validationFailure ? ExitStatus.malformed : code.rawValue)
    }
  }
}

/// The exit statuses that the contract gives.
enum ExitStatus {
  static let doesNotHold: Int32 = 1
  static let malformed: Int32 = 2
}

/// What all subcommands take.
struct CommonOptions: ParsableArguments {
  /// The folder that is meant where no path is given.
  static let notebooks = "Notebooks"

  @Argument(
    help: ArgumentHelp("Notebooks, or folders of them.", valueName: "path"))
  var paths: [String] = [Self.notebooks]

  @Option(
    name: .customShort("p"), parsing: .singleValue,
    help: ArgumentHelp("Replace a key of a check for this run.", valueName: "check.key=value"))
  var overrides: [String] = []

  @Option(
    help: ArgumentHelp(
      "How many threads compute; results don't depend on it.", valueName: "count"))
  var jobs = Processors.count

  @Option(help: "Only this variant.")
  var variant: String?

  @OptionGroup var cells: CellOptions

  @Option(help: ArgumentHelp("How diagnostics are written: text or json.", valueName: "style"))
  var diagnostics = DiagnosticStyle.text

  func validate() throws {
    guard jobs > 0 else { throw ValidationError("--jobs is \(jobs); it must be at least 1") }
  }
}
