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
  ///   - context: What is known of the notebook besides.
  /// - Returns: The files, and what was found wrong while they were rendered.
  func render(_ evaluated: EvaluatedEdition, in context: HandoutContext) -> Handout
}

/// What a renderer knows of a notebook besides its text.
public struct HandoutContext: Sendable {
  /// The file name of the notebook.
  public var name: String
  /// The name of the output without its extension, which files beside it begin with.
  public var stem: String
  /// What is wrong with the notebook as a text.
  public var problems: [Diagnostic]
  /// Who answers for the files around the notebook.
  public var surroundings: Surroundings

  /// Describes a notebook.
  public init(
    name: String, stem: String, problems: [Diagnostic] = [], surroundings: Surroundings = .none
  ) {
    self.name = name
    self.stem = stem
    self.problems = problems
    self.surroundings = surroundings
  }
}

/// An edition in one of the formats.
public struct Handout: Sendable {
  /// A file beside the handout, such as a figure.
  public struct Attachment: Sendable, Hashable {
    /// The file's name.
    public var name: String
    /// The file's contents.
    public var contents: [UInt8]
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
  public func render(_ evaluated: EvaluatedEdition, in context: HandoutContext) -> Handout {
    Handout(contents: evaluated.json(name: context.name))
  }
}

extension PageRenderer: Renderer {
  /// Renders an edition as a page.
  public func render(_ evaluated: EvaluatedEdition, in context: HandoutContext) -> Handout {
    let page = page(
      for: evaluated, name: context.name, problems: context.problems,
      surroundings: context.surroundings)
    return Handout(contents: page.html, diagnostics: page.diagnostics)
  }
}
