#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A program that is run to its end, with no standard input.
struct ChildProcess {
  /// The path of the program.
  var program: String
  var arguments: [String]
  /// Variables that are set on top of those of this process.
  var environment: [String: String] = [:]
  /// The folder it runs in; nil for that of this process.
  var folder: String?
  /// The file that takes all it prints; nothing is kept without one.
  var log: String?

  /// Runs the program.
  ///
  /// - Parameter seconds: How long it may take; then it is ended.
  /// - Returns: Its exit status, or nil where a signal ended it.
  /// - Throws: `FileError` where it cannot be started.
  func run(atMost seconds: Int = 600) throws(FileError) -> Int32? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let sink = log ?? "/dev/null"
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(
      &actions, STDOUT_FILENO, sink, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)

    var process = pid_t()
    // The shell changes the folder, for which posix_spawn has no portable way.
    let line =
      folder.map { ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", $0, program] } ?? [program]
    let words = (line + arguments).map { strdup($0) } + [nil]
    let variables = mergedEnvironment.map { strdup($0) } + [nil]
    defer { for word in words + variables { free(word) } }
    let failure = posix_spawn(&process, line[0], &actions, nil, words, variables)
    guard failure == 0 else {
      errno = failure
      throw .last
    }
    return wait(for: process, atMost: seconds)
  }

  private var mergedEnvironment: [String] {
    var lines = environment.map { "\($0.key)=\($0.value)" }
    var pointer = environ
    while let entry = pointer.pointee {
      let line = String(cString: entry)
      if environment[String(line.prefix { $0 != "=" })] == nil { lines.append(line) }
      pointer += 1
    }
    return lines.sorted()
  }

  private func wait(for process: pid_t, atMost seconds: Int) -> Int32? {
    var status: Int32 = 0
    for _ in 0..<seconds * 200 {
      let ended = waitpid(process, &status, WNOHANG)
      if ended == process || (ended < 0 && errno != EINTR) {
        return status & 0x7f == 0 ? (status >> 8) & 0xff : nil
      }
      usleep(5000)
    }
    kill(process, SIGKILL)
    waitpid(process, &status, 0)
    return nil
  }
}

/// A folder that is there for as long as this value is.
final class TemporaryFolder {
  let path: String

  /// Makes a folder that nobody else can read.
  init() throws(FileError) {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array(Files.join(parent, "nabla-XXXXXX").utf8CString)
    guard let made = mkdtemp(&template) else { throw .last }
    path = String(cString: made)
  }

  deinit { Self.remove(path) }

  private static func remove(_ path: String) {
    for name in (try? Files.names(in: path)) ?? [] {
      let inner = Files.join(path, name)
      var status = stat()
      guard lstat(inner, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR { remove(inner) } else { unlink(inner) }
    }
    rmdir(path)
  }
}
