import CellRunner
import Cells
import Evaluation
import Foundation
import Notebooks

/// A notebook that is run for a test.
struct TestNotebook {
  let evaluated: [EvaluatedEdition]
  let problems: [Diagnostic]

  init(_ text: String, folder: String = "/nowhere", limits: Limits = Limits()) {
    let (notebook, problems) = Notebook.parsing(SourceText(text, name: "x.md"))
    let runner = CellRunner(cache: nil, version: "test", limits: limits)
    self.problems = problems
    evaluated = notebook.editions.map { edition in
      EvaluatedEdition(
        evaluating: edition,
        cells: runner.results(of: edition, files: NotebookFolder(of: folder + "/x.md")))
    }
  }

  /// All that is wrong, as the command prints it.
  var printed: String {
    (problems + (evaluated.first?.diagnostics ?? [])).map { $0.formatted() }
      .joined(separator: "\n")
  }

  /// What is wrong with the first edition, but for warnings, without the places.
  var errors: [String] {
    (evaluated.first?.diagnostics ?? []).filter { $0.kind != .warning }.map(\.message)
  }

  /// What a cell printed.
  func output(_ index: Int) -> String {
    String(decoding: evaluated[0].cells?.run?.cells[index]?.output ?? [], as: UTF8.self)
  }
}

/// A cell with its fences.
func cell(_ code: String, _ options: String = "") -> String {
  "```swift run \(options)\n\(code)\n```\n\n"
}
