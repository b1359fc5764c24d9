@testable import Notebooks

/// Reads a notebook from a text.
func notebook(_ text: String) -> Notebook {
  Notebook.parsing(SourceText(text, name: "x.md")).0
}

/// What is wrong with a notebook: `line:column: message`.
func problems(_ text: String) -> [String] {
  Notebook.parsing(SourceText(text, name: "x.md")).1.map {
    "\($0.line):\($0.column): \($0.message)"
  }
}

extension Notebook {
  /// The edition of a variant, or the only one.
  func edition(_ variant: String? = nil) -> Edition? {
    editions.first { $0.variant?.name == variant }
  }
}

extension Edition {
  /// The TeX of the formulas, with the names of values in them.
  var tex: [String] {
    formulas.map { $0.filled(from: source) { "<\($0.name)>" }.text }
  }

  /// The Markdown with `·` for each placeholder and without what stands for the rest of an item.
  var shown: String {
    String(
      String.UnicodeScalarView(
        markdown.unicodeScalars.filter { $0.value != 1 }
          .map { 0xE000...0xF8FF ~= $0.value ? "·" : $0 }))
  }
}
