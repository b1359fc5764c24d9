import ArgumentParser
import Evaluation
import GradientChecking
import Notebooks
import Rendering
import Typesetting

/// `nabla verify`: renders everything again, in different surroundings, and compares.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Renders again in different environments and compares with the output folder.",
    discussion: """
      Each handout is rendered twice in this process, once without any cache, and by two processes \
      with another home, time zone, language and folder. What differs between them is \
      nondeterministic; what differs from the output folder is stale or was edited. PDF is left out, \
      because it is the browser that makes it.
      """)

  @OptionGroup var common: CommonOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("Where handouts are.", valueName: "dir"))
  var output = "Output"

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp("Formats; those that are there if none is given.", valueName: "formats"))
  var formats: Formats?

  func validate() throws {
    if let formats, formats.all.contains(.pdf) {
      throw ValidationError(
        "--to names pdf, which can't be verified: it is the browser that makes it")
    }
  }

  func run() throws {
    var run = Run(common)
    run.reportProblemsOfUsage()
    let cached = PageRenderer.forCommand()
    let fresh = PageRenderer(
      typesetter: Result { () throws(TypesettingError) in Typesetter(installation: try .locate()) },
      highlighter: .locate())
    var count = 0
    run.forEachNotebook { evaluated, problems in
      guard problems.areWarnings else { return [] }
      let wanted = wantedFormats(of: evaluated)
      guard !wanted.isEmpty else {
        return [
          .missingOutput(
            Files.join(output, evaluated.file.outputPath(variant: nil, .html)),
            remedy: "nabla render")
        ]
      }
      let workers = Workers(jobs: common.jobs)
      var (files, found) = Handouts(formats: wanted, pages: cached, workers: workers).files(
        of: evaluated, problems, in: output)
      let again = Handouts(formats: wanted, pages: fresh, workers: workers)
        .files(of: evaluated, problems, in: output).0
      // What students get as Markdown is the notebook that they work in.
      files.removeAll { Files.name(of: $0.path) == evaluated.file.studentName }
      count += files.count
      var diagnostics = found
      diagnostics += differences(of: again, from: files, between: "two renderings in one process")
      do throws(FileError) {
        for environment in OtherEnvironment.all {
          let others = try environment.render(
            evaluated, formats: wanted, overrides: common.overrides, in: output)
          diagnostics += differences(of: others, from: files, between: environment.description)
        }
      } catch {
        diagnostics.append(.about(evaluated.file.path, "can't be rendered again: \(error.reason)"))
      }
      if diagnostics.areWarnings {
        let list = wanted.map(\.rawValue).joined(separator: ",")
        diagnostics += files.compactMap {
          OutputComparison(expected: $0).diagnostic(remedy: "nabla render --to \(list)")
        }
      }
      return diagnostics
    }
    if run.diagnostics.areWarnings {
      print(
        "\(count) \(count == 1 ? "file is" : "files are") what their notebooks say, byte for byte")
    }
    run.finish()
  }

  private func wantedFormats(of evaluated: EvaluatedNotebook) -> [Format] {
    let candidates = (formats?.all ?? Format.allCases).filter { $0 != .pdf }
    guard formats == nil else { return candidates }
    return candidates.filter { format in
      evaluated.editions.contains { edition in
        let path = evaluated.file.outputPath(variant: edition.edition.variant?.name, format)
        return Files.name(of: path) != evaluated.file.studentName
          && Files.kind(of: Files.join(output, path)) == .file
      }
    }
  }

  private func differences(
    of others: [OutputFile], from files: [OutputFile], between what: String
  ) -> [Diagnostic] {
    files.compactMap { file in
      guard let other = others.first(where: { $0.path == file.path }) else {
        return .about(file.path, "is nondeterministic: \(what) did not both write it")
      }
      guard other.bytes != file.bytes else { return nil }
      return OutputComparison.difference(
        in: String(decoding: other.bytes, as: UTF8.self), path: file.path,
        from: String(decoding: file.bytes, as: UTF8.self),
        message: "is nondeterministic: it differs between \(what)")
    }
  }
}

extension Diagnostic {
  /// An output that is not there.
  static func missingOutput(_ path: String, remedy: String) -> Diagnostic {
    var diagnostic = about(path, "is missing; '\(remedy)' writes it")
    diagnostic.kind = .doesNotHold
    return diagnostic
  }
}
