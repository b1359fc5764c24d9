import Evaluation
import Notebooks

/// The course's first check, as `line`.
let line = """
  ```gradcheck id=line
  model: linear
  x: 2
  theta: 4
  step: 1e-7
  ```

  """

/// The course's network, as `deep`, with more keys.
func deep(_ keys: String = "") -> String {
  """
  ```gradcheck id=deep
  model: network
  layers: [4, 5, 3, 1]
  labels: [1, 1, 0]
  random: { generator: numpy, seed: 1 }
  step: 1e-7
  \(keys)
  ```

  """
}

/// Reads and evaluates a notebook.
func evaluate(
  _ text: String, variant: String? = nil, overrides: [CheckOverride] = []
) -> (EvaluatedEdition?, [Diagnostic]) {
  let (notebook, problems) = Notebook.parsing(SourceText(text, name: "x.md"))
  let edition = notebook.editions.first { $0.variant?.name == variant }
  let evaluated = edition.map { EvaluatedEdition(evaluating: $0, overrides: overrides) }
  return (evaluated, problems + (evaluated?.diagnostics ?? []))
}

extension [Diagnostic] {
  /// Each as `line:column: message`.
  var texts: [String] { map { "\($0.line):\($0.column): \($0.message)" } }
}
