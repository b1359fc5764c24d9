/// What a notebook may ask about the files around it, answered by whoever may touch files.
public struct Surroundings: Sendable {
  /// Why a file cannot be had: a phrase such as "there is no such file".
  public struct Refusal: Error, Sendable {
    /// The phrase, with a fix where there is one.
    public var reason: String

    /// Wraps a phrase.
    public init(_ reason: String) { self.reason = reason }
  }

  /// The bytes of a file, given its path relative to the notebook.
  public var file: @Sendable (_ path: String) -> Result<[UInt8], Refusal>
  /// The address of another notebook's page, given the notebook's path and the variant of this page.
  public var page: @Sendable (_ notebook: String, _ variant: String?) -> Result<String, Refusal>

  /// Answers by the functions given.
  public init(
    file: @escaping @Sendable (_ path: String) -> Result<[UInt8], Refusal>,
    page: @escaping @Sendable (_ notebook: String, _ variant: String?) -> Result<String, Refusal>
  ) {
    self.file = file
    self.page = page
  }

  /// No files at all.
  public static let none = Surroundings(
    file: { _ in .failure(Refusal("there are no files here")) },
    page: { _, _ in .failure(Refusal("there are no other notebooks here")) })
}
