import Evaluation
import Foundation
import Notebooks
import Rendering
import Testing
import Typesetting

/// Pairs of files in `Golden`: a notebook, and what comes of it.
///
/// `case.md` stands beside `case.diagnostics`, all that is wrong with it and the exit status, or
/// beside `case.html`, the main part of its pages. A new notebook is a new case;
/// `UPDATE_GOLDEN=1 swift test --filter GoldenTests` writes what it comes to, which is then read
/// before it is committed.
struct GoldenTests {
  @Test(arguments: GoldenCase.all)
  func `a notebook comes to what stands beside it`(golden: GoldenCase) throws {
    let outcome = try golden.outcome()
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
      try golden.record(outcome)
    }
    let recorded = try golden.recorded()
    #expect(outcome.text == recorded)
  }

  @Test func `there are cases`() {
    #expect(GoldenCase.all.count > 20)
  }
}

/// A notebook in `Golden`.
struct GoldenCase: Sendable, CustomTestStringConvertible {
  var name: String
  var testDescription: String { name }

  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().appending(path: "Golden")

  static let all: [GoldenCase] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".md") }.sorted()
      .map { GoldenCase(name: String($0.dropLast(3))) }
  }()

  /// What a notebook comes to.
  struct Outcome {
    var text: String
    var isRendered: Bool
  }

  /// Reads, evaluates and renders the notebook as the command does.
  func outcome() throws -> Outcome {
    let bytes = try Data(contentsOf: url("md"))
    let source = SourceText(String(decoding: bytes, as: UTF8.self), name: "\(name).md")
    let (whole, inclusionProblems) = source.including { path in
      let part = Self.folder.appending(path: "parts").appending(path: path)
      guard let bytes = try? Data(contentsOf: part) else {
        return .failure(InclusionRefusal("there is no such file"))
      }
      return .success(SourceText(String(decoding: bytes, as: UTF8.self), name: path))
    }
    let (notebook, parsingProblems) = Notebook.parsing(whole)
    let problems = inclusionProblems + parsingProblems
    let renderer = PageRenderer(
      typesetter: Result { () throws(TypesettingError) in
        Typesetter(installation: try .locate())
      })
    let editions = notebook.editions.map { EvaluatedEdition(evaluating: $0) }
    let pages = editions.map { renderer.page(for: $0, name: source.name) }
    let all = (problems + editions.flatMap(\.diagnostics) + pages.flatMap(\.diagnostics))
      .sortedByPlace()
    guard let worst = all.map(\.kind).max() else {
      return Outcome(text: pages.map { main(of: $0.html) }.joined(), isRendered: true)
    }
    let lines = all.map { $0.resolved.formatted() + "\n" } + ["exit status \(worst.rawValue)\n"]
    return Outcome(text: lines.joined(), isRendered: false)
  }

  func recorded() throws -> String {
    let kinds = ["diagnostics", "html"].filter {
      FileManager.default.fileExists(atPath: url($0).path)
    }
    #expect(kinds.count == 1, "a case has one outcome")
    return String(decoding: try Data(contentsOf: url(try #require(kinds.first))), as: UTF8.self)
  }

  func record(_ outcome: Outcome) throws {
    for kind in ["diagnostics", "html"] { try? FileManager.default.removeItem(at: url(kind)) }
    try Data(outcome.text.utf8).write(to: url(outcome.isRendered ? "html" : "diagnostics"))
  }

  private func url(_ kind: String) -> URL { Self.folder.appending(path: "\(name).\(kind)") }

  private func main(of page: String) -> String {
    guard let start = page.range(of: "<main id=\"main\">"), let end = page.range(of: "</main>")
    else {
      return page
    }
    return "<main>" + page[start.upperBound..<end.upperBound] + "\n"
  }
}
