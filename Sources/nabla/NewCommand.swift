import ArgumentParser
import Notebooks

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// `nabla new`: writes a first notebook.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Writes a first notebook, which renders as it stands.")

  @Argument(
    help: ArgumentHelp(
      "A name, such as 'my-network', or a path; a name goes to the folder Notebooks.",
      valueName: "name"))
  var name: String

  func run() throws {
    let file = name.hasSuffix(".md") ? name : name + ".md"
    let folder = CommonOptions.notebooks
    let path = file.contains("/") ? file : Files.join(folder, file)
    let stem = String(Files.name(of: path).dropLast(3))
    guard !stem.isEmpty, !stem.hasPrefix(".") else {
      fail("'\(name)' can't be the name of a notebook; a name begins with a letter or a digit")
    }
    guard Files.kind(of: path) == .missing else {
      fail("\(path) is there already; choose another name")
    }
    do throws(WriteError) {
      try Files.replace([OutputFile(path: path, contents: Self.notebook(title: stem.asTitle))])
    } catch {
      fail("\(error.path) can't be written: \(error.reason)")
    }
    print(path)
    fflush(nil)
    let watched = path.hasPrefix(folder + "/") ? "" : " \(path)"
    let hint = "render it with 'nabla render \(path)', or watch it with 'nabla serve\(watched)'"
    Terminal.standardError.write(hint + "\n")
  }

  private func fail(_ message: String) -> Never {
    Terminal.standardError.write("nabla new: error: \(message)\n")
    endProcess(ExitStatus.malformed)
  }

  private static func notebook(title: String) -> String {
    let quoted = title.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return """
      ---
      title: "\(quoted)"
      variants:
        correct: {}
        buggy:
          net.inject: [dW1-doubled]
          net.expect: caught in [W1]
      ---

      The gradient of a network with two layers is checked parameter by parameter. The difference is
      `{value} net.difference:.2e`, over `{value} net.parameters = 21` parameters.

      ```gradcheck id=net
      model: network
      layers: [3, 4, 1]
      labels: [1, 0]
      random: { generator: numpy, seed: 1 }
      expect: pass
      ```

      For the parameter $\\theta = W^{[1]}_{0,0}$ the finite difference is

      $$
      \\frac{J(\\theta + \\varepsilon) - J(\\theta - \\varepsilon)}{2 \\varepsilon}
        = \\value{net.gradapprox.W1[0,0]:.6f}
      $$

      and backpropagation says `{value} net.grad.W1[0,0]:.6f`.

      <!-- only: buggy -->
      In this variant a bug was planted in backpropagation, and the check finds it.
      <!-- end -->

      """
  }
}

extension String {
  /// A file's name as a title: `my-network` is "My network".
  fileprivate var asTitle: String {
    let words = map { $0 == "-" || $0 == "_" ? " " : String($0) }.joined()
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
