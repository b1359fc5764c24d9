public import Evaluation
public import Notebooks

/// A format of handouts.
public enum Format: String, CaseIterable, Sendable {
  case html, json, markdown, latex, pdf, ipynb

  /// The end of a file's name, without the point.
  public var fileExtension: String {
    switch self {
    case .html, .json, .pdf, .ipynb: rawValue
    case .markdown: "md"
    case .latex: "tex"
    }
  }
}

/// Turns an evaluated edition into the files of a format.
///
/// What a renderer returns depends on nothing but its arguments.
public protocol Renderer: Sendable {
  /// Renders an edition.
  ///
  /// - Parameters:
  ///   - evaluated: The edition.
  ///   - name: The file name of the notebook.
  ///   - stem: The name of the output without its extension, which files beside it begin with.
  /// - Returns: The files, and what was found wrong while they were rendered.
  func render(_ evaluated: EvaluatedEdition, name: String, stem: String) -> Handout
}

/// An edition in one of the formats.
public struct Handout: Sendable {
  /// A file beside the handout, such as a figure.
  public struct Attachment: Sendable, Hashable {
    /// The file's name.
    public var name: String
    /// The file's contents.
    public var contents: String
  }

  /// The handout itself.
  public var contents: String
  /// The files that it refers to.
  public var attachments: [Attachment] = []
  /// What was found wrong.
  public var diagnostics: [Diagnostic] = []
}

/// Writes the results as data.
public struct JSONRenderer: Renderer {
  /// Makes a renderer.
  public init() {}

  /// Renders an edition.
  public func render(_ evaluated: EvaluatedEdition, name: String, stem: String) -> Handout {
    Handout(contents: evaluated.json(name: name))
  }
}

extension PageRenderer: Renderer {
  /// Renders an edition as a page.
  public func render(_ evaluated: EvaluatedEdition, name: String, stem: String) -> Handout {
    let page = page(for: evaluated, name: name)
    return Handout(contents: page.html, diagnostics: page.diagnostics)
  }
}
