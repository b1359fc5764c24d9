import Foundation
import Testing

@testable import Typesetting

/// One typesetter without a cache for all tests: KaTeX takes a while to compile.
let sharedTypesetter = Result { Typesetter(installation: try KaTeXInstallation.locate()) }

func typeset(_ tex: String, display: Bool = false) throws -> Result<String, FormulaError> {
  let formula = Formula(tex: tex, display: display)
  return try #require(try sharedTypesetter.get().typeset([formula])[formula])
}

func error(in tex: String) throws -> FormulaError? {
  if case .failure(let error) = try typeset(tex) { error } else { nil }
}

/// A folder for one test, gone afterwards.
func withTemporaryFolder<T>(_ body: (String) throws -> T) throws -> T {
  let folder = FileManager.default.temporaryDirectory.appending(path: "nabla-\(UUID())").path
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  return try body(folder)
}

func occurrences(of pattern: String, in text: String) -> Int {
  text.ranges(of: pattern).count
}
