import Cells

/// Looks up the lines of return addresses in a program's debug information.
struct Symbols {
  /// The tool that can do it.
  private let tool: String
  private let hasColumns: Bool

  /// Finds a tool: LLVM's comes with the compiler, GNU's with the linker.
  init?(toolchain: Toolchain) {
    let beside = System.parent(System.realPath(toolchain.compiler) ?? "") + "/llvm-symbolizer"
    if let llvm = System.isExecutable(beside) ? beside : System.find("llvm-symbolizer") {
      tool = llvm
      hasColumns = true
    } else if let gnu = System.find("addr2line") {
      tool = gnu
      hasColumns = false
    } else {
      return nil
    }
  }

  /// The places of addresses that lie in the notebook's own code, in the order of the addresses.
  ///
  /// - Parameters:
  ///   - addresses: Return addresses, counted from the beginning of the program.
  ///   - program: The path of the program.
  ///   - folder: The folder in which it was compiled.
  /// - Returns: Places in the notebook's code, without those elsewhere.
  func places(of addresses: [Int], program: String, compiledIn folder: String) -> [CrashPlace] {
    // A return address is that of the instruction after the call.
    let hexadecimal = addresses.filter { $0 > 0 }.map { "0x" + String($0 - 1, radix: 16) }
    guard !hexadecimal.isEmpty else { return [] }
    let options =
      hasColumns ? ["--obj=\(program)", "--no-inlines", "--functions=none"] : ["-e", program]
    let result = Subprocess.run([tool] + options + hexadecimal, environment: [:], time: 10_000)
    return String(decoding: result.output, as: UTF8.self).split(separator: "\n").compactMap {
      text in
      guard let match = text.wholeMatch(of: /(.+?):(\d+)(?::(\d+))?(?: \(.*\))?/),
        let line = Int(match.output.2), line > 0, match.output.1.hasPrefix(folder + "/")
      else { return nil }
      let column = match.output.3.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
      return CrashPlace(
        file: String(match.output.1.dropFirst(folder.count + 1)), line: line, column: column)
    }
  }
}
