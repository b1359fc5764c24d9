import NeuralNetworks
import Notebooks

/// The bugs that a check's `inject` names, each with its place in the notebook.
struct InjectedBugs {
  /// The bugs that could be read.
  private(set) var bugs: [(bug: Bug, value: YAMLValue)] = []
  /// What is wrong with the others.
  private(set) var diagnostics: [Diagnostic] = []

  /// Reads the elements of `inject`.
  ///
  /// In `[scaled(dW2, 2), dW1-doubled]` YAML sees three elements, for it splits at every comma. So
  /// elements are joined again as long as a parenthesis is open.
  init(_ elements: [YAMLValue]) {
    var rest = elements[...]
    while let first = rest.popFirst() {
      var name = first.scalar ?? first.description
      while name.isOpen, let next = rest.first?.scalar {
        name += ", " + next
        rest.removeFirst()
      }
      do throws(BugError) {
        bugs.append((try Bug.parsing(name), first))
      } catch {
        var message = String(describing: error)
        if case .unknown(let name) = error {
          message += Suggestion.phrase(for: name, among: Bug.names, noun: "bugs")
        }
        var diagnostic = first.diagnostic(message)
        if case .unknown(let name) = error {
          diagnostic = diagnostic.correcting(name, among: Bug.names)
        }
        diagnostics.append(diagnostic)
      }
    }
  }
}

extension String {
  /// Whether more parentheses are opened than closed.
  fileprivate var isOpen: Bool {
    count { $0 == "(" } > count { $0 == ")" }
  }
}
