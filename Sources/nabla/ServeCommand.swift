import ArgumentParser
import Preview

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// `nabla serve`: shows pages in a browser and keeps them up to date.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Renders notebooks as they change, and shows them in a browser.",
    discussion: """
      The pages are at http://127.0.0.1:8000 for this machine only, and in the output folder. While a \
      notebook is broken its page stays as it was, with the diagnostics on top. Control-C ends it.
      """)

  @OptionGroup var common: CommonOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("Where handouts go.", valueName: "dir"))
  var output = "Output"

  @Option(help: "The port; 0 for any that is free.")
  var port: UInt16 = 8000

  /// How long it waits between two looks at the files, in microseconds.
  private static let interval: UInt32 = 10_000

  func run() throws {
    let usage = Run(common)
    usage.reportProblemsOfUsage()
    guard usage.diagnostics.isEmpty else { return usage.finish() }
    Self.stayAlive()
    var clock = timespec()
    clock_gettime(CLOCK_REALTIME, &clock)
    let site = PreviewSite(firstVersion: clock.tv_sec)
    var pages = LivePages(common: common, output: output, site: site)
    let server = PreviewServer(site: site, folder: output, port: port)
    Task.detached {
      do throws(PreviewServer.Failure) {
        try await server.run { port in
          print("http://127.0.0.1:\(port)/")
          fflush(nil)
        }
      } catch {
        Terminal.standardError.write("nabla serve: error: \(error.message)\n")
        endProcess(ExitStatus.malformed)
      }
    }
    while true {
      pages.update()
      usleep(Self.interval)
    }
  }

  /// Prepares for readers who go away and for many who come.
  private static func stayAlive() {
    // A preview outlives the terminal that it writes to. Programs that it runs inherit no handler, as
    // they would inherit that a signal is ignored.
    signal(SIGPIPE) { _ in }
    var limit = rlimit()
    guard getrlimit(openFiles, &limit) == 0 else { return }
    limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, mostOpenFiles))
    _ = setrlimit(openFiles, &limit)
  }

  private static let mostOpenFiles: rlim_t = 8192

  #if canImport(Glibc)
  private static let openFiles = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
  #else
  private static let openFiles = RLIMIT_NOFILE
  #endif
}
