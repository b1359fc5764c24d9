import Foundation

/// An example of a specification of Markdown.
struct SpecificationExample: Decodable, Sendable, CustomStringConvertible {
  var example: Int
  var section: String
  var markdown: String
  var html: String
  var description: String { "\(section), example \(example)" }

  /// The examples in a file of the folder `shared/spec` beside the repository; nil where it is missing.
  static func examples(in file: String) -> [SpecificationExample]? {
    let named = ProcessInfo.processInfo.environment["NABLA_SPECIFICATIONS"]
    let folder =
      named.map { URL(filePath: $0) }
      ?? URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../../shared/spec")
    let url = folder.appending(path: file).standardizedFileURL
    guard let data = try? Data(contentsOf: url) else { return nil }
    return try? JSONDecoder().decode([SpecificationExample].self, from: data)
  }

  static let commonMark = examples(in: "commonmark-0.30.json") ?? []
  static let gitHub = examples(in: "gfm-0.29-extensions.json") ?? []
}
